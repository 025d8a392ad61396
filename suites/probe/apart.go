package probe

import (
	"slices"
	"strconv"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// toldApart asks two questions that differ in a parameter alone: each pair of its
// enumerated values, about each of some things of the account; each pair of things
// that are known; or a number and one that is an hour less.
func (a *Asker) toldApart(r contract.Relation, p *contract.Param) []Case {
	var pairs []contract.Args
	add := func(base contract.Args, x, y string) {
		pairs = append(pairs, base.With(p.Name, contract.Value{Kind: p.Kind, Text: x}), base.With(p.Name, contract.Value{Kind: p.Kind, Text: y}))
	}
	known, enumerated := a.known(p), len(p.Enum) > 1
	amounts := enumerated && a.counts(r.Fields)
	switch {
	case p.Format == monthFormat:
		return a.monthsApart(r, p)
	case enumerated:
		for _, base := range a.eachThing() {
			add(base, p.Enum[0], p.Enum[1])
		}
	case p.Kind == contract.Integer:
		value, _ := a.minimal().Get(p.Name)
		if n, err := strconv.ParseInt(value.Text, 10, 64); err == nil {
			add(a.minimal(), value.Text, strconv.FormatInt(n-3600, 10))
		}
	case len(known) > 1:
		add(a.minimal(), known[0], known[1])
	}
	if len(pairs) == 0 {
		return nil
	}
	out := []Case{a.related(r, "asked-for-two", want.Apart{Parameter: p.Name, Fields: r.Fields, Amounts: amounts}, pairs...)}
	if !amounts {
		out = append(out, a.apartInTurn(r, p, pairs[0], pairs[1]))
	}
	return out
}

// counts tells whether a field of some is a number, as amounts are and addresses are not.
func (a *Asker) counts(fields []string) bool {
	return slices.ContainsFunc(fields, func(path string) bool {
		f, ok := a.op.Response.Find(path)
		return ok && f.Allows(contract.Integer)
	})
}

// apartInTurn asks one question twice and then another one twice: who answers with what
// the request before has made has the first one's answer for the other.
func (a *Asker) apartInTurn(r contract.Relation, p *contract.Param, one, other contract.Args) Case {
	c := a.related(r, "in-turn", want.Apart{Parameter: p.Name, Fields: r.Fields, Twice: true}, one, one, other, other)
	nth := slices.IndexFunc(a.op.Params, func(other contract.Param) bool { return other.Name == p.Name })
	for i := range c.Requests {
		c.Requests[i].Again = 700 + 10*nth + i
	}
	c.Order, c.Control = InTurn, false // an address moves with each answer, and none is another's by chance
	return c
}

// eachThing is the plain request about each of the first things that are known.
func (a *Asker) eachThing() []contract.Args {
	const most = 4
	for i := range a.op.Params {
		p := &a.op.Params[i]
		known := a.known(p)
		if p.Kind != contract.String || p.Fixture.Need != contract.Known || len(known) == 0 {
			continue
		}
		var out []contract.Args
		for _, name := range known[:min(len(known), most)] {
			out = append(out, a.having(p, contract.Text(name)))
		}
		return out
	}
	return nil
}

// monthsOfYear is how many months are asked about: each name of a month once, and one of
// them a second time, in the year before.
const monthsOfYear = 13

// monthsApart asks about each month of the year that is over, for as many as are known:
// no two are answered alike, and, which is only worth knowing, none has nothing where all
// others have something.
func (a *Asker) monthsApart(r contract.Relation, p *contract.Param) []Case {
	_, list := a.rowsList()
	if list == nil || len(a.known(list)) == 0 {
		return nil
	}
	now, names := a.now(), a.naming(a.telling(), max(1, list.MaxItems))
	var months []string
	var asked []contract.Args
	for i := monthsOfYear; i > 0; i-- {
		month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -i, 0).Format("200601")
		months, asked = append(months, month), append(asked, names.With(p.Name, contract.Text(month)))
	}
	apart := a.related(r, "in-a-year", want.Months{Rows: r.Rows, Key: r.Key, Months: months}, asked...)
	empty := a.related(r, "none-is-empty", want.Months{Rows: r.Rows, Key: r.Key, Months: months, Empty: true}, asked...)
	empty.Level, empty.Text = contract.May, "No month is empty where each other has traffic for the same users."
	return []Case{apart, empty}
}
