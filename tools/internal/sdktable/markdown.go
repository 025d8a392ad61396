package sdktable

import (
	"fmt"
	"io"
	"strings"

	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

func markdown(out io.Writer, r *sdk.Report) error {
	var b strings.Builder
	b.WriteString("# SDK impact table\n\n" + page.Markdown(legend) + "\n")
	for _, block := range blocks(r) {
		fmt.Fprintf(&b, "\n## %s\n\n| |", page.Markdown(block.operation))
		for _, c := range block.columns {
			fmt.Fprintf(&b, " %s |", page.Markdown(c.Name))
		}
		b.WriteString("\n|---|" + strings.Repeat("---|", len(block.columns)) + "\n")
		for _, row := range block.rows {
			fmt.Fprintf(&b, "| %s |", page.Markdown(block.name(row)))
			for _, c := range block.columns {
				fmt.Fprintf(&b, " %s |", page.Markdown(cellText(c, row)))
			}
			b.WriteString("\n")
		}
	}
	b.WriteString("\n## What clients send\n\n| client | | as documented | findings |\n|---|---|---|---|\n")
	for _, c := range r.Columns {
		n, right := asked(c)
		var told []string
		for _, f := range findings(c) {
			told = append(told, page.Markdown(f.words()))
		}
		fmt.Fprintf(&b, "| %s | %s | %d of %d | %s |\n", page.Markdown(title(c)), page.Markdown(state(c)), right, n, strings.Join(told, "<br>"))
	}
	if all := reasons(r); len(all) > 0 {
		b.WriteString("\n## Why answers are not understood as wanted\n\n| client | answer | what became of it |\n|---|---|---|\n")
		for _, why := range all {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", page.Markdown(why.Client), page.Markdown(why.ID), page.Markdown(why.Text))
		}
	}
	acceptedMarkdown(&b, r)
	fmt.Fprintf(&b, "\n%s\n", page.Markdown(total(r)))
	_, err := io.WriteString(out, b.String())
	return err
}

// acceptedMarkdown is what the baseline says, what is to be mended in it, and what
// was not asked.
func acceptedMarkdown(b *strings.Builder, r *sdk.Report) {
	if all := deviations(r); len(all) > 0 {
		b.WriteString("\n## Known deviations\n\n| client | what | why |\n|---|---|---|\n")
		for _, d := range all {
			fmt.Fprintf(b, "| %s | %s | %s |\n", page.Markdown(d.Client), page.Markdown(d.What()), page.Markdown(d.Why()))
		}
	}
	if all := problems(r); len(all) > 0 {
		b.WriteString("\n## Baseline to mend\n\n")
		for _, p := range all {
			fmt.Fprintf(b, "- %s: %s\n", page.Markdown(p.Place), page.Markdown(p.Text))
		}
	}
	if text := notAsked(r); text != "" {
		fmt.Fprintf(b, "\n%s\n", page.Markdown(text))
	}
}
