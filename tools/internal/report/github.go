package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// github writes one annotation for a requirement and the way it ended, at the
// line of the spec document that holds the demand: an error for a must or what
// could not be asked, a warning for a should, a notice for the rest. GitHub
// shows ten of a kind for a step; the job summary has them all.
func github(p *sheet) {
	for _, run := range p.Runs {
		prefix := ""
		if len(p.Runs) > 1 {
			prefix = run.Name + ": "
		}
		for _, op := range run.Operations {
			for _, q := range op.Requirements {
				for _, a := range q.annotations() {
					a.Title = prefix + a.Title
					p.Put(a.String(), "\n")
				}
			}
		}
		if run.Baseline != nil {
			for _, problem := range run.Baseline.Problems {
				file, line := place(problem.Place)
				p.Put(page.Annotation{Kind: "error", File: file, Line: line, Title: prefix + "baseline", Text: problem.Text}.String(), "\n")
			}
		}
		kind := "notice"
		if run.Verdict.ExitStatus != 0 {
			kind = "error"
		}
		p.Put(page.Annotation{Kind: kind, Title: prefix + run.Verdict.Word, Text: run.Verdict.Sentence + "\n" + run.Totals.words()}.String(), "\n")
	}
}

// annotations groups the cases of a requirement that did not pass by what they
// are, strongest first.
func (q *Requirement) annotations() []page.Annotation {
	var out []page.Annotation
	for _, class := range []struct {
		kind, title string
		in          func(*Case) bool
	}{
		{"error", "must", func(c *Case) bool { return c.Fails() && c.Level == "must" }},
		{"error", "not decided", func(c *Case) bool { return c.Outcome == "error" }},
		{"warning", "should", func(c *Case) bool { return c.Fails() && c.Level != "must" }},
		{"warning", "new", (*Case).Fresh},
		{"notice", "worth knowing", (*Case).WorthKnowing},
		{"notice", "known deviation", func(c *Case) bool { return c.Outcome == "deviation" }},
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
		file, line := place(first.Location)
		if first.Accepted != nil { // the line to look at is that of the baseline
			file, line = place(first.Accepted.Place)
		}
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
