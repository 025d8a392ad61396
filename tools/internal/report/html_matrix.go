package report

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// matrix shows the runs side by side, and what changed between two of a target.
func (b *browsable) matrix() {
	b.Put("<div class=\"wide\"><table class=\"overview\"><thead><tr><th>run</th><th>verdict</th>")
	columns := shownOutcomes(b.all())
	for _, o := range columns {
		b.Put("<th>", o.word, "</th>")
	}
	b.Put("</tr></thead><tbody>\n")
	for i, run := range b.Runs {
		fmt.Fprintf(b, "<tr><th><b>%s</b> <a href=\"#%srun\">%s</a></th><td class=\"%s\">%s</td>", letter(i), page.HTML(run.prefix), page.Breakable(run.Name), good(run.Verdict), page.HTML(run.Verdict.Word))
		for _, o := range columns {
			class := o.class
			if o.count(run.Totals) == 0 {
				class = "none"
			}
			fmt.Fprintf(b, "<td class=\"%s\">%d</td>", class, o.count(run.Totals))
		}
		b.Put("</tr>\n")
	}
	b.Put("</tbody></table></div>\n")
	b.overTime()
	for _, c := range b.Matrix.Comparisons {
		b.comparison(c)
	}
	b.table()
}

// table is the matrix itself. The box above it hides what is alike, by style
// alone.
func (b *browsable) table() {
	b.Put("<section class=\"matrix\"><h2>Requirement by requirement</h2>\n<label class=\"only\"><input type=\"checkbox\" id=\"only\"")
	if b.Matrix.Differ > 0 {
		b.Put(" checked")
	}
	fmt.Fprintf(b, "> only where they differ (%d of %d)</label>\n<div class=\"wide\"><table><thead><tr><th>requirement</th>", b.Matrix.Differ, len(b.Matrix.Rows))
	for i := range b.Runs {
		fmt.Fprintf(b, "<th title=\"%s\">%s</th>", page.HTML(b.Runs[i].Name), letter(i))
	}
	b.Put("</tr></thead>\n")
	operation := ""
	for _, row := range b.Matrix.Rows {
		if row.Operation != operation {
			if operation != "" {
				b.Put("</tbody>\n")
			}
			operation = row.Operation
			fmt.Fprintf(b, "<tbody><tr class=\"group\"><th colspan=\"%d\">%s</th></tr>\n", len(b.Runs)+1, page.Breakable(operation))
		}
		b.row(row)
	}
	b.Put("</tbody></table></div></section>\n")
}

func (b *browsable) row(row Row) {
	class, sign := "same", ""
	if row.Differs {
		class, sign = "differs", "<b class=\"ne\" title=\"they differ\">≠</b> "
	}
	b.Put("<tr class=\"", class, "\"><th>", sign, page.Breakable(below(row.Requirement, row.Operation)), "</th>")
	for i, c := range row.Cells {
		b.Put("<td class=\"", c.Outcome, "\">")
		if c.Outcome == "absent" {
			b.Put("not asked</td>")
			continue
		}
		b.Put("<a href=\"#", page.HTML(b.Runs[i].prefix+"q:"+row.Requirement), "\">", page.HTML(outcomeText(c.Outcome)))
		if n := c.Totals.Fail + c.Totals.Known + c.Totals.Error; n > 0 && c.Totals.Cases() > 1 {
			fmt.Fprintf(b, " %d/%d", n, c.Totals.Cases())
		}
		b.Put("</a>")
		if len(c.Reading) > 0 && row.Differs {
			b.Put("<br><small>", strings.ReplaceAll(page.HTML(strings.Join(c.Reading, ", ")), "=", "=<wbr/>"), "</small>")
		}
		b.Put("</td>")
	}
	b.Put("</tr>\n")
}

// pageChanges bounds the requirements with changes of one kind that the page lists.
const pageChanges = 500

func (b *browsable) comparison(c *Comparison) {
	b.Put("<section class=\"changes\"><h2>What changed</h2>\n<p class=\"sentence\">", page.HTML(c.Before), " → ", page.HTML(c.After), "</p>\n")
	for _, note := range c.Notes {
		b.Put("<p class=\"note\">", page.HTML(note), "</p>\n")
	}
	if len(c.Changes) == 0 {
		b.Put("<p>Nothing: every case ended as before.</p>\n")
	}
	prefix := ""
	for _, run := range b.Runs {
		if run.Name == c.After {
			prefix = run.prefix
		}
	}
	for i, group := range c.groups() {
		open := ""
		if i == 0 { // what matters most stands first
			open = " open"
		}
		fmt.Fprintf(b, "<details class=\"g %s\"%s><summary>%s</summary><ul>\n", group.kind, open, group.title)
		for i, change := range group.changes {
			if i == pageChanges {
				fmt.Fprintf(b, "<li>and %s</li>\n", page.Plural(len(group.changes)-i, "more requirement"))
				break
			}
			if change.Kind == "mended" || change.Kind == "gone" { // a case that is not shown
				b.Put("<li>", page.Breakable(change.ID))
			} else {
				b.Put("<li><a href=\"#", page.HTML(prefix+change.ID), "\">", page.Breakable(change.ID), "</a>")
			}
			b.Put(" <span>", page.HTML(change.end()), "</span>")
			for _, text := range change.said() {
				b.Put("<p>", page.HTML(text), "</p>")
			}
			b.Put("</li>\n")
		}
		b.Put("</ul></details>\n")
	}
	b.Put("</section>\n")
}
