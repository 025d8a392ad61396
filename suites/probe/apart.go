package probe

import (
	"strconv"

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
	known, amounts := a.known(p), len(p.Enum) > 1
	switch {
	case amounts:
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
	return []Case{a.related(r, "asked-for-two", want.Apart{Parameter: p.Name, Fields: r.Fields, Amounts: amounts}, pairs...)}
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
