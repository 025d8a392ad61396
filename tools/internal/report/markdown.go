package report

import (
	"fmt"
	"strings"
)

// Bounds of a job summary, which GitHub refuses above a megabyte.
const (
	requirementsShown = 100
	rowsShown         = 500
)

// markdown is a job summary: the verdict, a table by operation, what is broken.
func markdown(p *page) {
	if p.Matrix != nil {
		p.matrixMarkdown()
		return
	}
	run := p.Runs[0]
	fmt.Fprintf(p, "## %s %s: %s\n\n%s\n\n", sign(run.Verdict), md(run.Target), md(run.Verdict.Word), md(run.Verdict.Sentence))
	fmt.Fprintf(p, "%s\n\n", md(subtitle(run)))
	p.operationTable(run)
	p.brokenMarkdown(run)
	if run.Baseline != nil && len(run.Baseline.Problems) > 0 {
		p.put("### Baseline to mend\n\n")
		for _, problem := range run.Baseline.Problems {
			fmt.Fprintf(p, "- %s: %s\n", md(problem.Place), md(problem.Text))
		}
		p.put("\n")
	}
	if len(run.Readings) > 0 {
		p.put("### Readings that real clients feel\n\n")
		for _, f := range run.Readings {
			fmt.Fprintf(p, "- %s (%s)\n", md(f.line), md(strings.Join(f.Operations, ", ")))
		}
		p.put("\n")
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
func (p *page) operationTable(run *Run) {
	p.put("| operation | pass | fail | worth knowing | skip | error | deviation | new |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
	line := func(name string, t Totals) {
		fmt.Fprintf(p, "| %s | %d | %d | %d | %d | %d | %d | %d |\n", name, t.Pass, t.Fail, t.Known, t.Skip, t.Error, t.Deviation, t.New)
	}
	for _, op := range run.Operations {
		line(md(op.ID), op.Totals)
	}
	line("**all**", run.Totals)
	p.put("\n")
}

// brokenMarkdown shows each broken requirement by its first failing case.
func (p *page) brokenMarkdown(run *Run) {
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
				p.put("### Broken requirements\n\n")
			}
			p.requirementMarkdown(q)
		}
	}
	if hidden > 0 {
		fmt.Fprintf(p, "and %s; the HTML report has them all\n\n", plural(hidden, "more broken requirement"))
	}
}

func (p *page) requirementMarkdown(q *Requirement) {
	c, weight := q.first()
	more := ""
	if n := q.Totals.broken(); n > 1 {
		more = " and " + plural(n-1, "more variant")
	}
	fmt.Fprintf(p, "<details><summary><b>%s</b> %s%s</summary>\n\n", weight, md(c.ID), more)
	fmt.Fprintf(p, "%s\n\n| | |\n|---|---|\n%s| expected | %s |\n| received | %s |\n", md(c.Text), optional("sent", c.Sent), md(c.Expected), md(c.Received))
	p.put(optional("reading", c.Reading))
	fmt.Fprintf(p, "| stated | document %s, %s |\n\n", md(c.Source), md(c.Location))
	if c.Curl != "" {
		p.put(fenced(c.Curl))
	}
	p.put(fenced(c.Explain), "</details>\n\n")
}

// optional is a row of a table, or nothing.
func optional(name, text string) string {
	if text == "" {
		return ""
	}
	return "| " + name + " | " + md(text) + " |\n"
}

// broken counts the cases that failed, whether or not that counts.
func (t Totals) broken() int { return t.Fail + t.Known + t.New }

// first gives the case that stands for a broken requirement, and how heavy it
// weighs.
func (q *Requirement) first() (c *Case, weight string) {
	for _, c := range q.Cases {
		if c.Fails() {
			return c, string(c.Level)
		}
	}
	for _, c := range q.Cases {
		if c.Fresh() {
			return c, "new"
		}
	}
	for _, c := range q.Cases {
		if c.WorthKnowing() {
			return c, "worth knowing"
		}
	}
	return q.Cases[0], ""
}

// reasonsMarkdown groups the cases of an outcome by their reason.
func (p *page) reasonsMarkdown(run *Run, outcome, title string) {
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
			fmt.Fprintf(p, "- and %s\n", plural(len(order)-i, "more reason"))
			break
		}
		fmt.Fprintf(p, "- %s: %s\n", plural(counts[reason], "case"), md(reason))
	}
	p.put("\n")
}

// md escapes a text for Markdown, in a cell or outside: nothing of it is a tag,
// a link, a mention or the end of the cell.
func md(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			out.WriteByte(' ')
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '@':
			out.WriteString("&#64;") // no mention
		case strings.ContainsRune("\\`*_[]|~$", r):
			out.WriteByte('\\')
			out.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	// No address may become a link either.
	return strings.NewReplacer("://", "&#58;//", "www.", "www&#46;").Replace(out.String())
}

// fenced sets a text as code, behind a fence longer than any in it.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "sh\n" + text + "\n" + fence + "\n\n"
}
