package report

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// Bounds of a job summary, which GitHub refuses above a megabyte.
const (
	requirementsShown = 100
	rowsShown         = 500
)

// markdown is a job summary: the verdict, a table by operation, what is broken.
func markdown(p *sheet) {
	if p.Matrix != nil {
		p.matrixMarkdown()
		return
	}
	run := p.Runs[0]
	fmt.Fprintf(p, "## %s %s: %s\n\n%s\n\n", sign(run.Verdict), page.Markdown(run.Target), page.Markdown(run.Verdict.Word), page.Markdown(run.Verdict.Sentence))
	fmt.Fprintf(p, "%s\n\n", page.Markdown(subtitle(run)))
	p.operationTable(run)
	p.brokenMarkdown(run)
	if run.Baseline != nil && len(run.Baseline.Problems) > 0 {
		p.Put("### Baseline to mend\n\n")
		for _, problem := range run.Baseline.Problems {
			fmt.Fprintf(p, "- %s: %s\n", page.Markdown(problem.Place), page.Markdown(problem.Text))
		}
		p.Put("\n")
	}
	if len(run.Readings) > 0 {
		p.Put("### Readings that real clients feel\n\n")
		for _, f := range run.Readings {
			fmt.Fprintf(p, "- %s (%s)\n", page.Markdown(f.line), page.Markdown(strings.Join(f.Operations, ", ")))
		}
		p.Put("\n")
	}
	p.reasonsMarkdown(run, "error", "Not decided")
	p.reasonsMarkdown(run, "deviation", "Known deviations")
	p.reasonsMarkdown(run, "skip", "Skipped")
}

func sign(v Verdict) string {
	if v.ExitStatus == 0 {
		return "✅"
	}
	return "❌"
}

// operationTable counts by operation.
func (p *sheet) operationTable(run *Run) {
	p.Put("| operation | pass | fail | worth knowing | skip | error | deviation | new |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
	line := func(name string, t Totals) {
		fmt.Fprintf(p, "| %s | %d | %d | %d | %d | %d | %d | %d |\n", name, t.Pass, t.Fail, t.Known, t.Skip, t.Error, t.Deviation, t.New)
	}
	for _, op := range run.Operations {
		line(page.Markdown(op.ID), op.Totals)
	}
	line("**all**", run.Totals)
	p.Put("\n")
}

// brokenMarkdown shows each broken requirement by its first failing case.
func (p *sheet) brokenMarkdown(run *Run) {
	shown, hidden := 0, 0
	for _, op := range run.Operations {
		for _, q := range op.Requirements {
			if q.Totals.broken() == 0 {
				continue
			}
			if shown++; shown > requirementsShown {
				hidden++
				continue
			}
			if shown == 1 {
				p.Put("### Broken requirements\n\n")
			}
			p.requirementMarkdown(q)
		}
	}
	if hidden > 0 {
		fmt.Fprintf(p, "and %s; the HTML report has them all\n\n", page.Plural(hidden, "more broken requirement"))
	}
}

func (p *sheet) requirementMarkdown(q *Requirement) {
	c, weight := q.first()
	more := ""
	if n := q.Totals.broken(); n > 1 {
		more = " and " + page.Plural(n-1, "more variant")
	}
	fmt.Fprintf(p, "<details><summary><b>%s</b> %s%s</summary>\n\n", weight, page.Markdown(c.ID), more)
	fmt.Fprintf(p, "%s\n\n| | |\n|---|---|\n%s| expected | %s |\n| received | %s |\n", page.Markdown(c.Text), optional("sent", c.Sent), page.Markdown(c.Expected), page.Markdown(c.Received))
	p.Put(optional("reading", c.Reading))
	p.Put("| asked | ", q.effort(), " |\n")
	fmt.Fprintf(p, "| stated | document %s, %s |\n\n", page.Markdown(c.Source), page.Markdown(c.Location))
	if c.Curl != "" {
		p.Put(page.Fenced("sh", c.Curl))
	}
	p.Put(page.Fenced("sh", c.Explain), "</details>\n\n")
}

// optional is a row of a table, or nothing.
func optional(name, text string) string {
	if text == "" {
		return ""
	}
	return "| " + name + " | " + page.Markdown(text) + " |\n"
}

// broken counts the cases that failed, whether or not that counts.
func (t Totals) broken() int { return t.Fail + t.Known + t.New }

// first gives the case that stands for a broken requirement, and how heavy it
// weighs.
func (q *Requirement) first() (c *Case, weight string) {
	for _, c := range q.Cases {
		if c.fails() {
			return c, string(c.Level)
		}
	}
	for _, c := range q.Cases {
		if c.fresh() {
			return c, "new"
		}
	}
	for _, c := range q.Cases {
		if c.worthKnowing() {
			return c, "worth knowing"
		}
	}
	return q.Cases[0], ""
}

// reasonsMarkdown groups the cases of an outcome by their reason.
func (p *sheet) reasonsMarkdown(run *Run, outcome, title string) {
	var order []string
	counts := map[string]int{}
	for _, c := range run.each {
		if string(c.Outcome) == outcome {
			if counts[c.why()]++; counts[c.why()] == 1 {
				order = append(order, c.why())
			}
		}
	}
	if len(order) == 0 {
		return
	}
	fmt.Fprintf(p, "### %s\n\n", title)
	for i, reason := range order {
		if i == requirementsShown {
			fmt.Fprintf(p, "- and %s\n", page.Plural(len(order)-i, "more reason"))
			break
		}
		fmt.Fprintf(p, "- %s: %s\n", page.Plural(counts[reason], "case"), page.Markdown(reason))
	}
	p.Put("\n")
}
