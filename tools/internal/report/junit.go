package report

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// junit writes one test suite for an operation of a run and one test case for a
// case id. A failure is what makes the run fail, an error what the environment
// did; a deviation, a skip and what is only worth knowing are skipped, each
// with its reason; so is a failure that a baseline does not know yet. The counts are those of the elements below.
func junit(p *page) {
	all := p.all()
	p.put(xml.Header)
	fmt.Fprintf(p, "<testsuites name=\"plumbline\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n", all.Cases(), all.Fail, all.Error)
	for _, run := range p.Runs {
		for _, op := range run.Operations {
			p.testsuite(run, op)
		}
	}
	p.put("</testsuites>\n")
}

func (p *page) testsuite(run *Run, op *Operation) {
	name := op.ID
	if len(p.Runs) > 1 {
		name = run.Name + ": " + op.ID
	}
	t := op.Totals
	fmt.Fprintf(p, "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" timestamp=\"%s\">\n",
		attribute(name), t.Cases(), t.Fail, t.Error, t.Skip+t.Known+t.Deviation+t.New, run.Start.Format("2006-01-02T15:04:05"))
	p.put("<properties>\n")
	for _, pair := range [][2]string{{"target", run.Target}, {"suite", run.Suite}, {"specs", run.Specs}, {"verdict", run.Verdict.Word}} {
		p.property(pair[0], pair[1])
	}
	for _, key := range slices.Sorted(maps.Keys(run.Configuration)) {
		p.property("configuration."+key, run.Configuration[key])
	}
	p.put("</properties>\n")
	for _, q := range op.Requirements {
		for _, c := range q.Cases {
			p.testcase(op, q, c)
		}
	}
	p.put("</testsuite>\n")
}

func (p *page) property(name, value string) {
	p.put(`<property name="`, attribute(name), `" value="`, attribute(value), "\"/>\n")
}

// testcase writes a case. Its facts stand in system-out as PROPERTY lines, which
// test managers read: the schema of Jenkins knows properties of suites only.
func (p *page) testcase(op *Operation, q *Requirement, c *Case) {
	p.put(`<testcase classname="`, attribute(strings.ReplaceAll(op.ID, "/", ".")), `" name="`, attribute(c.ID), "\">")
	switch {
	case c.Fails():
		p.put(`<failure type="`, attribute(string(c.Level)), `" message="`, attribute(c.Text), `">`, attribute(c.details()), "</failure>")
	case c.WorthKnowing():
		p.put(`<skipped type="may" message="`, attribute("worth knowing: "+c.Text+" Received: "+c.Received), `"/>`)
	case c.Fresh():
		p.put(`<skipped type="new" message="`, attribute("new to the baseline, not accepted yet: "+c.Text+" Received: "+c.Received), `"/>`)
	case c.Outcome == "skip":
		p.put(`<skipped type="skip" message="`, attribute(c.Reason), `"/>`)
	case c.Outcome == "deviation":
		p.put(`<skipped type="deviation" message="`, attribute("known deviation: "+c.why()), `"/>`)
	case c.Outcome != "pass":
		p.put(`<error type="environment" message="`, attribute(c.Reason), `"/>`)
	}
	p.put("<system-out>")
	for _, pair := range [][2]string{
		{"requirement", q.ID}, {"level", string(c.Level)}, {"profile", string(c.Profile)}, {"reading", c.Reading}, {"source", c.Source}, {"location", c.Location},
	} {
		if pair[1] != "" {
			p.put("[[PROPERTY|", pair[0], "=", attribute(pair[1]), "]]\n")
		}
	}
	p.put("</system-out></testcase>\n")
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

// attribute escapes a text for XML, in an attribute or between tags. What XML
// cannot hold has been made visible before.
func attribute(text string) string {
	if plain(text) && !strings.ContainsAny(text, `&<>"'`) {
		return text
	}
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text))
	return strings.ReplaceAll(out.String(), "&#xA;", "\n")
}
