package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/summary"
)

// junit writes one test suite for an operation of a run and one test case for a
// case id. A failure is what makes the run fail, an error what the environment
// did; a deviation, a skip and what is only worth knowing are skipped, each
// with its reason; so is a failure that a baseline does not know yet.
func junit(p *sheet) {
	var suites []page.Suite
	for _, run := range p.Runs {
		timed := map[string]bool{}
		for _, op := range run.Operations {
			suites = append(suites, p.suite(run, op, timed))
		}
	}
	page.JUnit(p.Out, "plumbline", suites)
}

func (p *sheet) suite(run *Run, op *Operation, timed map[string]bool) page.Suite {
	s := page.Suite{Name: op.ID, Timestamp: run.Start.Format("2006-01-02T15:04:05")}
	if len(p.Runs) > 1 {
		s.Name = run.Name + ": " + op.ID
	}
	s.Properties = [][2]string{{"target", run.Target}, {"suite", run.Suite}, {"specs", run.Specs}, {"verdict", run.Verdict.Word}}
	for _, key := range slices.Sorted(maps.Keys(run.Configuration)) {
		s.Properties = append(s.Properties, [2]string{"configuration." + key, run.Configuration[key]})
	}
	for _, q := range op.Requirements {
		s.Properties = append(s.Properties, [2]string{"requirement." + below(q.ID, op.ID), summary.Effort(q.effort)})
		for _, c := range q.Cases {
			s.Results = append(s.Results, c.result(op, q, run.seconds(c, timed)))
		}
	}
	return s
}

// result is a case. Its facts are what it printed, as PROPERTY lines, which test
// managers read: the schema of Jenkins knows properties of suites only.
func (c *Case) result(op *Operation, q *Requirement, seconds float64) page.Result {
	r := page.Result{Class: strings.ReplaceAll(op.ID, "/", "."), Name: c.ID, Seconds: seconds}
	switch {
	case c.fails():
		r.State, r.Kind, r.Message, r.Text = page.Failed, string(c.Level), c.Text, c.details()
	case c.worthKnowing():
		r.State, r.Kind, r.Message = page.Skipped, "may", "worth knowing: "+c.Text+" Received: "+c.Received
	case c.fresh():
		r.State, r.Kind, r.Message = page.Skipped, "new", "new to the baseline, not accepted yet: "+c.Text+" Received: "+c.Received
	case c.Outcome == finding.Skip:
		r.State, r.Kind, r.Message = page.Skipped, "skip", c.Reason
	case c.Outcome == finding.Deviation:
		r.State, r.Kind, r.Message = page.Skipped, "deviation", "known deviation: "+c.why()
	case c.Outcome != finding.Pass:
		r.State, r.Kind, r.Message = page.Errored, "environment", c.Reason
	}
	for _, pair := range [][2]string{
		{"requirement", q.ID}, {"level", string(c.Level)}, {"profile", string(c.Profile)}, {"reading", c.Reading}, {"source", c.Source}, {"location", c.Location},
	} {
		if pair[1] != "" {
			r.Out += "[[PROPERTY|" + pair[0] + "=" + pair[1] + "]]\n"
		}
	}
	return r
}

// details are the lines of a failure, as a terminal would show them.
func (c *Case) details() string {
	var out strings.Builder
	for _, pair := range [][2]string{
		{"sent", c.Sent}, {"expected", c.Expected}, {"received", c.Received}, {"reading", c.Reading}, {"stated", c.Source + " · " + c.Location}, {"again", c.Curl}, {"more", c.Explain},
	} {
		if pair[1] != "" {
			fmt.Fprintf(&out, "%-9s %s\n", pair[0], pair[1])
		}
	}
	return out.String()
}

// seconds is how long the answers took that a case is the first to look at; timed
// are those of the cases before it.
func (r *Run) seconds(c *Case, timed map[string]bool) float64 {
	total := 0.0
	for _, id := range c.Exchanges {
		if x := r.byID[id]; x != nil && !timed[id] {
			timed[id] = true
			total += x.Millis / 1000
		}
	}
	return total
}
