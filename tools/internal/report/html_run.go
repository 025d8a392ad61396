package report

import (
	"fmt"

	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/summary"
)

// Bounds of what stands open when the page does.
const (
	openRequirements = 12
	openCases        = 3
)

// run shows a run: by product, operation, requirement and case.
func (b *browsable) run(run *Run) {
	if b.Matrix != nil {
		fmt.Fprintf(b, "<section class=\"run\"><h2 id=\"%srun\">%s</h2>\n<p><span class=\"word %s\">%s</span></p>\n", page.HTML(run.prefix), page.HTML(run.Name), good(run.Verdict), page.HTML(run.Verdict.Word))
		b.about(run)
		defer b.Put("</section>\n")
	}
	b.broken(run)
	b.overview(run)
	b.limits(run)
	b.readings(run)
	product := ""
	for i, op := range run.Operations {
		if op.Product != product {
			product = op.Product
			b.Put("<h2 class=\"product\">", page.HTML(product), "</h2>\n")
		}
		b.operation(run, i, op)
	}
}

// overview is a table of the operations, each linked.
func (b *browsable) overview(run *Run) {
	b.Put("<div class=\"wide\"><table class=\"overview\"><thead><tr><th>operation</th>")
	columns := shownOutcomes(run.Totals)
	for _, o := range columns {
		b.Put("<th>", o.word, "</th>")
	}
	b.Put("</tr></thead><tbody>\n")
	for i, op := range run.Operations {
		fmt.Fprintf(b, "<tr><th><a href=\"#%sop%d\">%s</a></th>", page.HTML(run.prefix), i, page.HTML(op.ID))
		for _, o := range columns {
			if n := o.count(op.Totals); n > 0 {
				fmt.Fprintf(b, "<td class=\"%s\">%d</td>", o.class, n)
			} else {
				b.Put("<td class=\"none\">0</td>")
			}
		}
		b.Put("</tr>\n")
	}
	b.Put("</tbody></table></div>\n")
}

func (b *browsable) operation(run *Run, i int, op *Operation) {
	fmt.Fprintf(b, "<section class=\"op\" id=\"%sop%d\"><h3>%s</h3>\n", page.HTML(run.prefix), i, page.HTML(below(op.ID, op.Product)))
	for _, q := range op.Requirements {
		b.requirement(run, op, q)
	}
	b.Put("</section>\n")
}

// requirement shows a requirement and its cases; broken ones stand open, as
// long as there are few.
func (b *browsable) requirement(run *Run, op *Operation, q *Requirement) {
	worst, open := q.Totals.worst(), ""
	if broken := worst == "fail" || worst == "error"; broken && b.requirements < openRequirements {
		open = " open"
		b.requirements++
	}
	fmt.Fprintf(b, "<details class=\"q %s\" id=\"%s\"%s><summary data-n=\"%s, %s\"><b>%s</b> %s</summary>\n",
		worst, page.HTML(run.prefix+"q:"+q.ID), open, q.Totals.brief(), summary.Effort(q.effort), outcomeText(worst), page.Breakable(below(q.ID, op.ID)))
	failed := false
	var before *Case
	for _, c := range q.Cases {
		if b.Matrix != nil && worst == "pass" {
			break // side by side, what passes is counted
		}
		b.caseOf(run, c, before, c.fails() && !failed)
		before = c
		failed = failed || c.fails()
	}
	b.Put("</details>\n")
}

// outcomeText is an outcome in words.
func outcomeText(class string) string {
	for _, o := range outcomes() {
		if o.class == class {
			return o.word
		}
	}
	return class
}

// brief says how many cases there are, and how many of them are not well.
func (t Totals) brief() string {
	switch {
	case t.Fail > 0:
		return fmt.Sprintf("%d of %d fail", t.Fail, t.Cases())
	case t.Error > 0:
		return fmt.Sprintf("%d of %d not decided", t.Error, t.Cases())
	}
	return page.Plural(t.Cases(), "case")
}

// class is the outcome of a case, as counted.
func (c *Case) class() string {
	var t Totals
	t.add(c)
	return t.worst()
}
