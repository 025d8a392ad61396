package report

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// tap writes the Test Anything Protocol, version 14: a test a case, in the order
// of the report. What fails no run is a test that is skipped or, of a known
// deviation, to be done, each with its reason.
func tap(p *sheet) {
	total := 0
	for _, run := range p.Runs {
		total += run.Totals.Cases()
	}
	fmt.Fprintf(p, "TAP version 14\n1..%d\n", total)
	n := 0
	for _, run := range p.Runs {
		for _, c := range run.each {
			n++
			run.tapped(p, n, c)
		}
	}
}

// tapped writes one test. A hash would begin a directive.
func (r *Run) tapped(p *sheet, n int, c *Case) {
	fails := c.fails() || c.Outcome == finding.Error
	state, directive := "ok", ""
	switch {
	case c.Outcome == finding.Deviation:
		state, directive = "not ok", " # TODO "+page.Line(c.why())
	case fails:
		state = "not ok"
	case c.Outcome != finding.Pass:
		directive = " # SKIP " + page.Line(string(c.Outcome)+": "+c.why()+c.Received)
	}
	p.Put(state, fmt.Sprintf(" %d - ", n), strings.ReplaceAll(r.prefix+c.ID, "#", `\#`), directive, "\n")
	if fails {
		p.Put("  ---\n")
		for _, pair := range [][2]string{{"demand", c.Text}, {"level", string(c.Level)}, {"sent", c.Sent}, {"expected", c.Expected}, {"received", c.Received}, {"because", c.why()}, {"stated", c.Source + " " + c.Location}} {
			if pair[1] != "" {
				fmt.Fprintf(p, "  %s: %q\n", pair[0], pair[1])
			}
		}
		p.Put("  ...\n")
	}
}
