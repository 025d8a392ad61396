package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/summary"
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
	p.deviationsMarkdown(run)
	p.reasonsMarkdown(run, "skip", "Skipped")
	p.effortMarkdown(run)
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

// brokenMarkdown shows each broken requirement by its first failing case, those that the
// documents state before those that follow.
func (p *sheet) brokenMarkdown(run *Run) {
	var all []*Requirement
	for _, op := range run.Operations {
		for _, q := range op.Requirements {
			if q.Totals.broken() > 0 {
				all = append(all, q)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *Requirement) int { return cmp.Compare(a.rank(), b.rank()) })
	for i, q := range all {
		if i == 0 {
			p.Put("### Broken requirements\n\n")
		}
		if i == requirementsShown {
			fmt.Fprintf(p, "and %s; the HTML report has them all\n\n", page.Plural(len(all)-i, "more broken requirement"))
			break
		}
		p.requirementMarkdown(q)
	}
}

// rank orders broken requirements by how heavy they weigh.
func (q *Requirement) rank() int {
	_, weight := q.first()
	return slices.Index([]string{string(contract.Must), string(contract.Should), "new", "worth knowing"}, weight)
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
	p.Put("| asked | ", summary.Effort(q.effort), " |\n")
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

// first gives the case that stands for a broken requirement, the first of the heaviest,
// and how heavy it weighs.
func (q *Requirement) first() (c *Case, weight string) {
	for _, level := range []contract.Level{contract.Must, contract.Should} {
		for _, c := range q.Cases {
			if c.fails() && c.Level == level {
				return c, string(level)
			}
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

// deviationsMarkdown lists what the baseline accepts, an entry a line, each with the first
// of its cases.
func (p *sheet) deviationsMarkdown(run *Run) {
	var order []record.Accepted
	ids := map[record.Accepted][]string{}
	for _, c := range run.each {
		if c.Outcome != finding.Deviation || c.Accepted == nil {
			continue
		}
		if ids[*c.Accepted] == nil {
			order = append(order, *c.Accepted)
		}
		ids[*c.Accepted] = append(ids[*c.Accepted], c.ID)
	}
	if len(order) == 0 {
		return
	}
	p.Put("### Known deviations\n\n")
	for i, a := range order {
		if i == requirementsShown {
			fmt.Fprintf(p, "- and %s\n", page.Plural(len(order)-i, "more entry"))
			break
		}
		more := ""
		if n := len(ids[a]) - 1; n > 0 {
			more = " and " + page.Plural(n, "more case")
		}
		fmt.Fprintf(p, "- %s%s: %s\n", page.Markdown(ids[a][0]), more, page.Markdown(accepted(&a)))
	}
	p.Put("\n")
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

// effortMarkdown is a folded table of what was sent and judged for each requirement:
// first those of which nothing was judged.
func (p *sheet) effortMarkdown(run *Run) {
	text := summary.Efforts(record.JudgedOf(run.efforts))
	if text == "" {
		return
	}
	fmt.Fprintf(p, "<details><summary>judged: %s</summary>\n\n| requirement | sent | judged |\n|---|--:|--:|\n", page.Markdown(text))
	all := slices.Clone(run.efforts)
	slices.SortStableFunc(all, func(a, b record.Effort) int { return cmp.Compare(min(a.Judged, 1), min(b.Judged, 1)) })
	for _, e := range all[:min(len(all), rowsShown)] {
		fmt.Fprintf(p, "| %s | %d | %d |\n", page.Markdown(e.Requirement), e.Sent, e.Judged)
	}
	if n := len(all) - rowsShown; n > 0 {
		fmt.Fprintf(p, "\nand %s; the HTML report has them all\n", page.Plural(n, "more requirement"))
	}
	p.Put("\n</details>\n\n")
}
