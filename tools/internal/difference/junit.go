package difference

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// junit writes one test suite for an operation with a test case for a change,
// and one for a record with a test case for a flip. What breaks anybody and what
// turns red fails; what was accepted, and a flip that is only worth knowing, is
// skipped with its reason; the rest passes. A report of nothing has one test
// case, because readers of JUnit call an empty file broken.
func junit(p *sheet) {
	var suites []page.Suite
	if p.nothing() {
		suites = append(suites, p.suite(p.sides(), nil, []page.Result{{Class: "diff", Name: p.unchanged()}}))
	}
	for _, op := range p.operations {
		var results []page.Result
		for _, c := range op.changes {
			results = append(results, c.result())
		}
		suites = append(suites, p.suite(op.id, nil, results))
	}
	if groups := p.Together.groups(); len(groups) > 0 {
		var properties [][2]string
		for _, g := range groups {
			properties = append(properties, [2]string{g.verb, strings.Join(g.ids, " ")})
		}
		suites = append(suites, p.suite("several changes together", properties, nil))
	}
	for _, r := range p.Records {
		suites = append(suites, p.recordSuite(r))
	}
	page.JUnit(p.Out, "plumbline diff", suites)
}

func (p *sheet) recordSuite(r *record) page.Suite {
	properties := [][2]string{{"record", r.File}, {"recorded", r.Recorded}, {"verdict", r.Sentence}, {"tally.old", r.Old.words()}, {"tally.new", r.New.words()}}
	if len(r.Unasked) > 0 {
		properties = append(properties, [2]string{"unasked", strings.Join(r.Unasked, " ")})
	}
	var results []page.Result
	for _, f := range r.Flips {
		results = append(results, f.result(r))
	}
	return p.suite("flips of "+r.title, properties, results)
}

// suite is a suite with what all of them say.
func (p *sheet) suite(name string, properties [][2]string, results []page.Result) page.Suite {
	all := append([][2]string{{"old", p.Old}, {"new", p.New}, {"against", p.Against}, {"suite", p.Suite}}, properties...)
	return page.Suite{Name: name, Properties: all, Results: results}
}

// dotted is an operation as the name of a class.
func dotted(operation string) string { return strings.ReplaceAll(operation, "/", ".") }

func (c *change) result() page.Result {
	r := page.Result{Class: dotted(c.Operation), Name: c.where()}
	switch {
	case c.class() == accepted:
		r.State, r.Kind, r.Message, r.Text = page.Skipped, c.Weight, "accepted: "+c.Accepted, c.details()
	case c.breaking():
		r.State, r.Kind, r.Message, r.Text = page.Failed, c.Weight, c.Text, c.details()
	default:
		r.Out = c.details()
	}
	return r
}

// details are the lines of a change.
func (c *change) details() string {
	old, new := c.values()
	pairs := [][2]string{
		{"change", c.Text}, {"weight", c.Weight}, {"old value", old}, {"new value", new}, {"old place", c.Old.place()}, {"new place", c.New.place()},
		{"documents", c.documents()}, {"clients", c.Effect}, {"with", some(c.With, "")},
	}
	if c.class() == string(revision.Editorial) { // one line of it, as elsewhere
		pairs = [][2]string{{"change", c.Text}, {"weight", c.Weight}, {"documents", c.documents()}}
	}
	for _, g := range c.Cases.groups() {
		pairs = append(pairs, [2]string{g.verb, fmt.Sprintf("%s: %s", page.Plural(len(g.ids), "case"), some(g.ids, c.Operation))})
	}
	return table(append(pairs, [2]string{"accepted", c.Accepted}))
}

func (f *flip) result(of *record) page.Result {
	r := page.Result{Class: of.title, Name: f.Case}
	text := table(append([][2]string{{"verdict", f.outcomes()}, {"turns", f.Turns}}, f.pairs()...))
	switch f.Turns {
	case red:
		r.State, r.Kind, r.Message, r.Text = page.Failed, f.Level, f.Text, text
	case known:
		r.State, r.Kind, r.Message, r.Text = page.Skipped, f.Level, "worth knowing: "+f.Text, text
	default:
		r.Out = text
	}
	return r
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
