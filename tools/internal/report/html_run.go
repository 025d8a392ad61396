package report

import "fmt"

// Bounds of what stands open when the page does.
const (
	openRequirements = 12
	openCases        = 3
)

// run shows a run: by product, operation, requirement and case.
func (b *browsable) run(run *Run) {
	if b.Matrix != nil {
		fmt.Fprintf(b, "<section class=\"run\"><h2 id=\"%srun\">%s</h2>\n<p><span class=\"word %s\">%s</span></p>\n", h(run.prefix), h(run.Name), good(run.Verdict), h(run.Verdict.Word))
		b.about(run)
		defer b.put("</section>\n")
	}
	b.overview(run)
	product := ""
	for i, op := range run.Operations {
		if op.Product != product {
			product = op.Product
			b.put("<h2 class=\"product\">", h(product), "</h2>\n")
		}
		b.operation(run, i, op)
	}
}

// overview is a table of the operations, each linked.
func (b *browsable) overview(run *Run) {
	b.put("<div class=\"wide\"><table class=\"overview\"><thead><tr><th>operation</th>")
	columns := told(run.Totals)
	for _, o := range columns {
		b.put("<th>", o.word, "</th>")
	}
	b.put("</tr></thead><tbody>\n")
	for i, op := range run.Operations {
		fmt.Fprintf(b, "<tr><th><a href=\"#%sop%d\">%s</a></th>", h(run.prefix), i, h(op.ID))
		for _, o := range columns {
			if n := o.count(op.Totals); n > 0 {
				fmt.Fprintf(b, "<td class=\"%s\">%d</td>", o.class, n)
			} else {
				b.put("<td class=\"none\">0</td>")
			}
		}
		b.put("</tr>\n")
	}
	b.put("</tbody></table></div>\n")
}

func (b *browsable) operation(run *Run, i int, op *Operation) {
	fmt.Fprintf(b, "<section class=\"op\" id=\"%sop%d\"><h3>%s</h3>\n", h(run.prefix), i, h(below(op.ID, op.Product)))
	for _, q := range op.Requirements {
		b.requirement(run, op, q)
	}
	b.put("</section>\n")
}

// requirement shows a requirement and its cases; broken ones stand open, as
// long as there are few.
func (b *browsable) requirement(run *Run, op *Operation, q *Requirement) {
	worst, open := q.Totals.Worst(), ""
	if broken := worst == "fail" || worst == "error"; broken && b.requirements < openRequirements {
		open = " open"
		b.requirements++
	}
	fmt.Fprintf(b, "<details class=\"q %s\" id=\"%s\"%s><summary data-n=\"%s\"><b>%s</b> %s</summary>\n",
		worst, h(run.prefix+"q:"+q.ID), open, q.Totals.brief(), word(worst), h(below(q.ID, op.ID)))
	failed := false
	for _, c := range q.Cases {
		b.caseOf(run, c, c.Fails() && !failed)
		failed = failed || c.Fails()
	}
	b.put("</details>\n")
}

// word is an outcome in words.
func word(class string) string {
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
	return plural(t.Cases(), "case")
}

// class is the outcome of a case, as counted.
func (c *Case) class() string {
	var t Totals
	t.add(c)
	return t.Worst()
}
