// Package survey finds out by asking what a target has to ask about, for whoever
// has no target file yet: which operations answer, which of the names that the
// documents print are there, when there is data, whether signatures are checked.
package survey

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/suites/want"
)

// Product is what was found out about one product.
type Product struct {
	Name, URL string
	Unsigned  bool
	Serves    []string            // operations that answer
	Values    map[string][]string // by key of a target file
	Unsure    []string            // what could not be found out, a sentence each
}

// Ask asks a target, a few requests for each operation and at its pace. The error
// is that ctx ended.
func Ask(ctx context.Context, t *target.Target, operations []*contract.Operation, o run.Options) ([]Product, error) {
	s := surveyor{session: run.Begin(t, o), now: time.Now().UTC()}
	for _, name := range slices.Sorted(maps.Keys(t.Products)) {
		s.found, s.looked, s.lively = Product{Name: name, URL: t.Products[name].Endpoint.URL, Values: map[string][]string{}}, false, false
		for _, op := range operations {
			switch {
			case op.Product != name || op.Superseded:
			case op.Writes():
				s.doubt("%s may change things, and was not asked: if it is served, name it among the operations", op.Key())
			default:
				s.operation(ctx, op)
			}
		}
		s.unsure(operations)
		s.products = append(s.products, s.found)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
	}
	return s.products, nil
}

type surveyor struct {
	session  *run.Session
	now      time.Time
	found    Product
	products []Product
	looked   bool // whether signatures are checked
	lively   bool // a plain answer has data
}

// operation asks whether an operation answers, and then about its parameters.
func (s *surveyor) operation(ctx context.Context, op *contract.Operation) {
	cases := probe.Cases([]*contract.Operation{op}, nil)
	plain := cases[0].Requests[0] // the first family asks the plain request
	a := s.session.Ask(ctx, plain)
	switch served := a.Class == answer.Success || a.Class == answer.Refusal; {
	case !served:
		s.doubt("%s does not answer: %s", op.Key(), finding.Describe(a))
		return
	case emptyResult(a):
		s.doubt("%s does not answer: it has none of its fields, %s", op.Key(), finding.Describe(a))
		return
	}
	s.found.Serves = append(s.found.Serves, op.Key())
	s.lively = s.lively || a.Class == answer.Success && numbers(a.Payload())
	if a.Class == answer.Refusal {
		s.doubt("%s refuses its plain request, %s: name what is there", op.Key(), finding.Describe(a))
	}
	// A refusal that is the operation's own has come past the gateway too.
	own := slices.ContainsFunc(op.Errors, func(row contract.ErrorCode) bool { return row.Code == a.Code })
	if !s.looked && (a.Class == answer.Success || own) {
		forged := s.session.Ask(ctx, plain.Altered(func(r *wire.Request) { r.Tamper.Signature = wire.WrongKey }))
		s.found.Unsigned, s.looked = forged.Class == a.Class && forged.Code == a.Code, true
	}
	for i := range op.Params {
		p := &op.Params[i]
		key := p.Fixture.Key
		if key != "" && (s.found.Values[key] == nil || p.Kind == contract.List && len(s.found.Values[key]) == 1) {
			s.parameter(ctx, p, cases)
		}
	}
}

// emptyResult tells an answer that is given out as a result and has no field of one: that of
// a server of another vendor's, say, whose refusals have another form.
func emptyResult(a *answer.Answer) bool {
	fields := a.Exchange.Request.Operation.Response.Members
	return a.Class == answer.Success && len(fields) > 0 && !slices.ContainsFunc(fields, func(f contract.Schema) bool {
		return slices.ContainsFunc(a.Occurrences(f.Name), func(s answer.Occurrence) bool { return s.Node != nil })
	})
}

// parameter finds the values of a key: those of the documents that are accepted.
func (s *surveyor) parameter(ctx context.Context, p *contract.Param, cases []probe.Case) {
	request, ok := carrying(p, cases)
	if !ok {
		return
	}
	with := func(text string) *answer.Answer {
		value := contract.Value{Kind: p.Kind, Text: text}
		if p.Kind == contract.List {
			value = contract.Texts([]string{text})
		}
		return s.session.Ask(ctx, request.Altered(func(r *wire.Request) { r.Args = r.Args.With(p.Name, value) }))
	}
	if p.Fixture.Absent != "" && with(p.Fixture.Absent).Class == answer.Refusal {
		s.found.Values[p.Fixture.Unknown] = []string{p.Fixture.Absent}
	}
	accepted, lively := []string{}, ""
	for _, text := range s.candidates(p) {
		reply := with(text)
		if reply.Class != answer.Success {
			continue
		}
		accepted = append(accepted, text)
		if p.Format != "" && numbers(reply.Payload()) {
			lively = text
			break
		}
	}
	switch {
	case len(accepted) == 0:
		return
	case p.Format == "":
		s.found.Values[p.Fixture.Key] = accepted
	case lively != "":
		s.found.Values[p.Fixture.Key] = []string{lively}
	default:
		s.found.Values[p.Fixture.Key] = accepted[:1]
		s.doubt("no %s with data was found; name one", p.Fixture.Key)
	}
	if p.Kind == contract.List && p.Fixture.Invented != "" && with(fmt.Sprintf(p.Fixture.Invented, 1)).Class == answer.Success {
		s.doubt("invented %s are accepted too: those written here need not be there", p.Fixture.Key)
	}
}

// months is how many months back data is looked for.
const months = 3

// candidates are values that may be there: those of the documents, and of a month
// the latest ones.
func (s *surveyor) candidates(p *contract.Param) []string {
	out := slices.Clone(p.Fixture.Default)
	if p.Format != "" {
		for back := range months {
			out = append(out, time.Date(s.now.Year(), s.now.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC).Format("200601"))
		}
	}
	return out
}

// carrying finds a legal request that has a parameter.
func carrying(p *contract.Param, cases []probe.Case) (wire.Request, bool) {
	for _, c := range cases {
		if _, accepted := c.Want.(want.Accepted); !accepted || len(c.Requests) != 1 {
			continue
		}
		if _, ok := c.Requests[0].Args.Get(p.Name); ok {
			return c.Requests[0], true
		}
	}
	return wire.Request{}, false
}

// numbers tells whether an answer holds a number that is not zero, also one that is
// written as text: which of the two it is to be is for other cases.
func numbers(n *body.Node) bool {
	if number, ok := answer.Number(n.Text); ok && (n.Kind == body.Number || n.Kind == body.String) && number.Sign() != 0 {
		return true
	}
	return slices.ContainsFunc(n.Items, numbers) || slices.ContainsFunc(n.Members, func(m body.Member) bool { return numbers(m.Value) })
}

// unsure adds a sentence for each key that nothing was found for.
func (s *surveyor) unsure(operations []*contract.Operation) {
	said := map[string]bool{}
	for _, op := range operations {
		if op.Product != s.found.Name || !slices.Contains(s.found.Serves, op.Key()) {
			continue
		}
		for _, p := range op.Params {
			if after := p.Fixture.After; after != "" && !s.lively && !said[after] {
				said[after] = true
				s.doubt("no data was seen between %s and %s; name a period that has some", after, p.Fixture.Key)
			}
			for _, key := range []string{p.Fixture.Key, p.Fixture.Unknown} {
				if key != "" && s.found.Values[key] == nil && !said[key] {
					said[key] = true
					s.doubt("no %s was found; name what is there", key)
				}
			}
		}
	}
	if len(s.found.Serves) > 0 && !s.looked {
		s.doubt("whether signatures are checked was not found out; they are taken to be")
	}
}

func (s *surveyor) doubt(format string, args ...any) {
	s.found.Unsure = append(s.found.Unsure, fmt.Sprintf(format, args...))
}
