package want

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Same wants the answers to Requests[0] and Requests[1] to be equal, field by
// field, or those to Requests[0] and one further; request ids may differ. Fields limits the comparison to these paths,
// nil compares all. Rows, if there are any, are matched by Key.
type Same struct {
	Fields    []string
	Rows, Key string
}

func (Same) Scope() Scope                       { return Together }
func (Same) Expectation() string                { return "the same answer to both requests" }
func (w Same) Question(*contract.Operation) any { return w }

func (w Same) Judge(e Evidence) Judgement {
	j := w.compare(e, e.Answers[1])
	for _, other := range e.Answers[2:] {
		if also := w.compare(e, other); also.Findings[0].Kind == finding.Equal {
			return also
		}
	}
	return j
}

func (w Same) compare(e Evidence, b *answer.Answer) Judgement {
	a := e.Answers[0]
	c := comparison{here: a}
	switch {
	case len(w.Fields) > 0:
		for _, path := range w.Fields {
			x, y := a.Occurrences(path), b.Occurrences(path)
			if len(x) == 1 && len(y) == 1 {
				c.leaves(path, x[0].Node, y[0].Node)
			}
		}
	case w.Rows != "":
		x, y := a.Rows(w.Rows, w.Key), b.Rows(w.Rows, w.Key)
		if len(x) == 0 && len(y) == 0 {
			return found(finding.Finding{Kind: finding.NoRowsToMatch})
		}
		c.found = rowsDiffer(a, w.Rows, x, y)
	default:
		c.fields(&e.Operation.Response, a.Payload(), b.Payload(), "")
	}
	if len(c.found) == 0 {
		return found(finding.Finding{Kind: finding.Equal})
	}
	for i := range c.found {
		c.found[i].Other = 1
	}
	return Judgement{Findings: c.found}
}

// comparison gathers the documented fields in which two answers differ, request
// ids left out.
type comparison struct {
	here  *answer.Answer
	found []finding.Finding
}

func (c *comparison) fields(f *contract.Field, a, b *body.Node, where string) {
	switch {
	case a == nil || b == nil:
		if (a == nil) != (b == nil) && f.Items == nil {
			c.differ(where, a, b)
		}
	case f.Items != nil && len(a.Items) != len(b.Items):
		c.found = appendFindings(c.found, finding.Finding{Kind: finding.LengthDiffers, Path: where, Place: c.here.Place(a), Count: len(a.Items), Of: len(b.Items)})
	case f.Items != nil:
		for i := range a.Items {
			c.fields(f.Items, a.Items[i], b.Items[i], fmt.Sprintf("%s[%d]", where, i))
		}
	case len(f.Members) == 0:
		c.leaves(where, a, b)
	}
	for i := range f.Members {
		m := &f.Members[i]
		if a == nil || b == nil || m.Name == "RequestId" || m.Format == "url" {
			continue // made anew for each answer
		}
		inA, _ := a.Get(m.Name)
		inB, _ := b.Get(m.Name)
		c.fields(m, inA, inB, answer.Join(where, m.Name))
	}
}

func (c *comparison) leaves(where string, a, b *body.Node) {
	if !equal(a, b) {
		c.differ(where, a, b)
	}
}

func (c *comparison) differ(where string, a, b *body.Node) {
	c.found = appendFindings(c.found, finding.Finding{Kind: finding.Differs, Path: where, Place: c.here.Place(a), Got: a.Excerpt(finding.LongestExcerpt), Beside: b.Excerpt(finding.LongestExcerpt)})
}

// equal compares two leaves: numbers by value, to the last digit and however
// they are written, since XML and one reading write them as text.
func equal(a, b *body.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, ok := answer.Number(a.Text)
	y, also := answer.Number(b.Text)
	if ok && also {
		return x.Cmp(y) == 0
	}
	return a.Text == b.Text
}
