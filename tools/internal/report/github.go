package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// shownAnnotations is how many GitHub shows of a step, the verdict among them.
const shownAnnotations = 10

// github writes an annotation for a requirement and the way it ended: an error for
// a must or what could not be asked, a warning for a should, a notice for the
// rest. The strongest come first, no more than are shown; the job summary has all.
func github(p *sheet) {
	var all []page.Annotation
	var verdicts []page.Annotation
	for _, run := range p.Runs {
		prefix := ""
		if len(p.Runs) > 1 {
			prefix = run.Name + ": "
		}
		for _, op := range run.Operations {
			for _, q := range op.Requirements {
				for _, a := range p.annotations(q) {
					a.Title = prefix + a.Title
					all = append(all, a)
				}
			}
		}
		if run.Baseline != nil {
			for _, problem := range run.Baseline.Problems {
				file, line := place(problem.Place)
				all = append(all, page.Annotation{Kind: "error", File: file, Line: line, Title: prefix + "baseline", Text: problem.Text})
			}
		}
		kind := "notice"
		if run.Verdict.ExitStatus != 0 {
			kind = "error"
		}
		verdicts = append(verdicts, page.Annotation{Kind: kind, Title: prefix + run.Verdict.Word, Text: run.Verdict.Sentence + "\n" + run.Totals.words()})
	}
	weight := map[string]int{"error": 0, "warning": 1, "notice": 2}
	slices.SortStableFunc(all, func(a, b page.Annotation) int { return weight[a.Kind] - weight[b.Kind] })
	shown := all[:min(len(all), max(shownAnnotations-len(verdicts), 0))]
	if more := len(all) - len(shown); more > 0 {
		verdicts[0].Text += fmt.Sprintf("\n%d more in the job summary", more)
	}
	for _, a := range append(shown, verdicts...) {
		p.Put(a.String(), "\n")
	}
}

// annotations groups the cases of a requirement that did not pass by what they
// are, strongest first.
func (p *sheet) annotations(q *Requirement) []page.Annotation {
	var out []page.Annotation
	for _, class := range []struct {
		kind, title string
		in          func(*Case) bool
	}{
		{"error", "must", func(c *Case) bool { return c.fails() && c.Level == contract.Must }},
		{"error", "not decided", func(c *Case) bool { return c.Outcome == finding.Error }},
		{"warning", "should", func(c *Case) bool { return c.fails() && c.Level != contract.Must }},
		{"warning", "new", (*Case).fresh},
		{"notice", "worth knowing", (*Case).worthKnowing},
		{"notice", "known deviation", func(c *Case) bool { return c.Outcome == finding.Deviation }},
	} {
		var first *Case
		n := 0
		for _, c := range q.Cases {
			if class.in(c) {
				if n++; n == 1 {
					first = c
				}
			}
		}
		if n == 0 {
			continue
		}
		file, line := p.at(first)
		out = append(out, page.Annotation{Kind: class.kind, File: file, Line: line,
			Title: fmt.Sprintf("%s: %s (%s)", class.title, q.ID, page.Plural(n, "case")), Text: first.annotated()})
	}
	return out
}

// annotated is the text of an annotation.
func (c *Case) annotated() string {
	lines := []string{c.Text}
	for _, pair := range [][2]string{{"expected", c.Expected}, {"received", c.Received}, {"because", c.why()}} {
		if pair[1] != "" {
			lines = append(lines, pair[0]+": "+pair[1])
		}
	}
	return strings.Join(append(lines, "stated: "+c.Source, c.Explain), "\n")
}

// place splits "specs/….yaml:53".
func place(location string) (file string, line int) {
	i := strings.LastIndexByte(location, ':')
	if i < 0 {
		return location, 1
	}
	line, err := strconv.Atoi(location[i+1:])
	if err != nil || line < 1 {
		return location, 1
	}
	return location[:i], line
}
