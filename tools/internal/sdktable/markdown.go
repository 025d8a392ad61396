package sdktable

import (
	"fmt"
	"io"
	"strings"

	"github.com/plumbline/plumbline/suites/sdk"
)

// markup keeps texts from being read as Markdown or HTML.
func markup(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "&", "&amp;", "*", `\*`, "_", `\_`, "`", "'", "[", `\[`, "\n", " ").Replace(text)
}

func markdown(out io.Writer, r *sdk.Report) error {
	var b strings.Builder
	b.WriteString("# SDK impact table\n\n" + markup(legend) + "\n")
	for _, block := range blocks(r) {
		fmt.Fprintf(&b, "\n## %s\n\n| |", markup(block.operation))
		for _, c := range block.columns {
			fmt.Fprintf(&b, " %s |", markup(c.Name))
		}
		b.WriteString("\n|---|" + strings.Repeat("---|", len(block.columns)) + "\n")
		for _, row := range block.rows {
			fmt.Fprintf(&b, "| %s |", markup(block.name(row)))
			for _, c := range block.columns {
				fmt.Fprintf(&b, " %s |", markup(word(c, row)))
			}
			b.WriteString("\n")
		}
	}
	b.WriteString("\n## What clients send\n\n| client | | as documented | findings |\n|---|---|---|---|\n")
	for _, c := range r.Columns {
		n, right := asked(c)
		var told []string
		for _, f := range findings(c) {
			told = append(told, markup(f.words()))
		}
		fmt.Fprintf(&b, "| %s | %s | %d of %d | %s |\n", markup(title(c)), markup(state(c)), right, n, strings.Join(told, "<br>"))
	}
	if all := deviations(r); len(all) > 0 {
		b.WriteString("\n## Known deviations\n\n| client | what | why |\n|---|---|---|\n")
		for _, d := range all {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", markup(d.Client), markup(d.What()), markup(d.Why()))
		}
	}
	if all := problems(r); len(all) > 0 {
		b.WriteString("\n## Baseline to mend\n\n")
		for _, p := range all {
			fmt.Fprintf(&b, "- %s: %s\n", markup(p.Place), markup(p.Text))
		}
	}
	if text := notAsked(r); text != "" {
		fmt.Fprintf(&b, "\n%s\n", markup(text))
	}
	fmt.Fprintf(&b, "\n%s\n", markup(total(r)))
	_, err := io.WriteString(out, b.String())
	return err
}
