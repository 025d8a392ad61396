package sdktable

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/suites/sdk"
)

// legend explains the words of cells.
const legend = "right value, changed value, silently lost, shifted value (of another row), invented value, clear error, unclear error, crash, hang; error is the driver's; deviation is accepted in the baseline; - is not asked; * is not what the row wants"

func text(out io.Writer, r *sdk.Report) error {
	var b strings.Builder
	b.WriteString("What clients make of answers\n  " + legend + "\n")
	for _, block := range blocks(r) {
		fmt.Fprintf(&b, "\n%s\n", block.operation)
		for i, c := range block.columns {
			fmt.Fprintf(&b, "  %2d  %s\n", i+1, title(c))
		}
		width := 0
		for _, row := range block.rows {
			width = max(width, utf8.RuneCountInString(block.name(row)))
		}
		fmt.Fprintf(&b, "  %-*s", width, "")
		for i := range block.columns {
			fmt.Fprintf(&b, " %9d", i+1)
		}
		b.WriteString("\n")
		for _, row := range block.rows {
			fmt.Fprintf(&b, "  %-*s", width, block.name(row))
			for _, c := range block.columns {
				fmt.Fprintf(&b, " %9s", cellText(c, row))
			}
			b.WriteString("\n")
		}
	}
	sent(&b, r)
	if all := reasons(r); len(all) > 0 {
		b.WriteString("\nWhy answers are not understood as wanted\n")
		for _, why := range all {
			fmt.Fprintf(&b, "  %s: %s: %s\n", why.Client, why.ID, why.Text)
		}
	}
	accepted(&b, r)
	fmt.Fprintf(&b, "\n%s\n", total(r))
	_, err := io.WriteString(out, b.String())
	return err
}

// sent is what clients send.
func sent(b *strings.Builder, r *sdk.Report) {
	b.WriteString("\nWhat clients send\n")
	for _, c := range r.Columns {
		if s := state(c); s != "" {
			fmt.Fprintf(b, "  %s\n      %s\n", c.Name, s)
			if len(findings(c)) == 0 {
				continue
			}
		}
		n, right := asked(c)
		fmt.Fprintf(b, "  %s: %d of %d requests as documented\n", c.Name, right, n)
		for _, f := range findings(c) {
			fmt.Fprintf(b, "      %-9s %-9s %d×  %s\n", f.Weight(), f.Check, f.Times, f.Told())
			if f.Signed != "" {
				fmt.Fprintf(b, "          to be signed: %s\n", f.Signed)
			}
		}
	}
}

// accepted is what the baseline says, and what is to be mended in it.
func accepted(b *strings.Builder, r *sdk.Report) {
	if all := deviations(r); len(all) > 0 {
		b.WriteString("\nKnown deviations\n")
		for _, d := range all {
			fmt.Fprintf(b, "  %s: %s\n      %s\n", d.Client, d.What(), d.Why())
		}
	}
	if all := problems(r); len(all) > 0 {
		b.WriteString("\nBaseline to mend\n")
		for _, p := range all {
			fmt.Fprintf(b, "%s: %s\n", p.Place, p.Text) // as editors and terminals open it
		}
	}
	if text := notAsked(r); text != "" {
		fmt.Fprintf(b, "\n%s\n", text)
	}
}
