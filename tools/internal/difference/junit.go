package difference

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/revision"
)

// result is a test case of JUnit: passed, failed or skipped.
type result struct {
	class, name   string
	state, kind   string // state "failure", "skipped" or "" for passed
	message, text string
}

// The ways of a test case to end.
const (
	failure = "failure"
	skipped = "skipped"
)

// junit writes one test suite for an operation with a test case for a change,
// and one for a record with a test case for a flip. What breaks anybody and what
// turns red fails; what was accepted, and a flip that is only worth knowing, is
// skipped with its reason; the rest passes. A report of nothing has one test
// case, because readers of JUnit call an empty file broken.
func junit(p *page) {
	failures := p.Totals.breaking() + p.Totals.Flips.Red
	tests := p.Totals.all() + p.Totals.Flips.all()
	if p.nothing() {
		tests = 1
	}
	p.put(xml.Header)
	fmt.Fprintf(p, "<testsuites name=\"plumbline diff\" tests=\"%d\" failures=\"%d\" errors=\"0\">\n", tests, failures)
	if p.nothing() {
		p.testsuite(p.sides(), nil, []result{{class: "diff", name: p.unchanged()}})
	}
	for _, op := range p.operations {
		var results []result
		for _, c := range op.changes {
			results = append(results, c.result())
		}
		p.testsuite(op.id, nil, results)
	}
	if groups := p.Together.groups(); len(groups) > 0 {
		var properties [][2]string
		for _, g := range groups {
			properties = append(properties, [2]string{g.verb, strings.Join(g.ids, " ")})
		}
		p.testsuite("several changes together", properties, nil)
	}
	for _, r := range p.Records {
		p.recordSuite(r)
	}
	p.put("</testsuites>\n")
}

func (p *page) recordSuite(r *record) {
	properties := [][2]string{{"record", r.File}, {"recorded", r.Recorded}, {"verdict", r.Sentence}, {"tally.old", r.Old.words()}, {"tally.new", r.New.words()}}
	if len(r.Unasked) > 0 {
		properties = append(properties, [2]string{"unasked", strings.Join(r.Unasked, " ")})
	}
	var results []result
	for _, f := range r.Flips {
		results = append(results, f.result(r))
	}
	p.testsuite("flips of "+r.title, properties, results)
}

// testsuite writes a suite. Cases of one name are told apart by a number, as
// readers put equal ones together.
func (p *page) testsuite(name string, properties [][2]string, results []result) {
	count := map[string]int{}
	for _, one := range results {
		count[one.state]++
	}
	fmt.Fprintf(p, "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n<properties>\n", x(name), len(results), count[failure], count[skipped])
	for _, pair := range append([][2]string{{"old", p.Old}, {"new", p.New}, {"against", p.Against}, {"suite", p.Suite}}, properties...) {
		p.put(`<property name="`, x(pair[0]), `" value="`, x(pair[1]), "\"/>\n")
	}
	p.put("</properties>\n")
	taken := map[string]int{}
	for _, one := range results {
		key := one.name
		if taken[key]++; taken[key] > 1 {
			one.name += fmt.Sprintf(" (%d)", taken[key])
		}
		p.testcase(one)
	}
	p.put("</testsuite>\n")
}

func (p *page) testcase(one result) {
	p.put(`<testcase classname="`, x(one.class), `" name="`, x(one.name), `">`)
	if one.state != "" {
		p.put("<", one.state, ` type="`, x(one.kind), `" message="`, x(one.message), `">`, lines(one.text), "</", one.state, ">")
	} else if one.text != "" {
		p.put("<system-out>", lines(one.text), "</system-out>")
	}
	p.put("</testcase>\n")
}

// lines escapes a text between tags, its line breaks left as they are.
func lines(text string) string { return strings.ReplaceAll(x(text), "&#xA;", "\n") }

// dotted is an operation as the name of a class.
func dotted(operation string) string { return strings.ReplaceAll(operation, "/", ".") }

func (c *change) result() result {
	one := result{class: dotted(c.Operation), name: c.where(), kind: c.Weight, message: c.Text, text: c.details()}
	switch {
	case c.class() == accepted:
		one.state, one.message = skipped, "accepted: "+c.Accepted
	case c.breaking():
		one.state = failure
	}
	return one
}

// details are the lines of a change.
func (c *change) details() string {
	pairs := [][2]string{
		{"change", c.Text}, {"weight", c.Weight}, {"old value", c.Old.shown()}, {"new value", c.New.shown()}, {"old place", c.Old.place()}, {"new place", c.New.place()},
		{"documents", c.documents()}, {"clients", c.Effect},
	}
	if c.class() == string(revision.Editorial) { // one line of it, as elsewhere
		pairs = [][2]string{{"change", c.Text}, {"weight", c.Weight}, {"documents", c.documents()}}
	}
	for _, g := range c.Cases.groups() {
		pairs = append(pairs, [2]string{g.verb, fmt.Sprintf("%s: %s", plural(len(g.ids), "case"), some(g.ids, c.Operation))})
	}
	return table(append(pairs, [2]string{"accepted", c.Accepted}))
}

func (f *flip) result(r *record) result {
	one := result{class: r.title, name: f.Case, kind: f.Level, message: f.Text, text: table(append([][2]string{{"verdict", f.outcomes()}, {"turns", f.Turns}}, f.pairs()...))}
	switch f.Turns {
	case red:
		one.state = failure
	case known:
		one.state, one.message = skipped, "worth knowing: "+f.Text
	}
	return one
}

// table sets named texts in lines; those that are empty are left out.
func table(pairs [][2]string) string {
	var out strings.Builder
	for _, pair := range pairs {
		if pair[1] != "" {
			fmt.Fprintf(&out, "%-10s %s\n", pair[0], pair[1])
		}
	}
	return out.String()
}
