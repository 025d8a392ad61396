package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// rows asks for one name and for many, in every format. That somebody who exists
// is answered only follows from the documents, and a user without traffic may
// be left out: of many, one row is enough.
func rows(a *Asker) []Case {
	out := append(a.eachKnown(), a.nobodys()...)
	for _, relation := range a.op.Relations {
		p, ok := a.op.Param(relation.Parameter)
		if !ok || relation.Kind != contract.Union || p.Kind != contract.List {
			continue
		}
		known := a.known(p)
		if len(known) == 0 {
			a.unask(a.requirement("response/%s/rows", relation.Rows), relation.Origin, "no item of %s is known", p.Name)
			continue
		}
		if p.MaxItems > 0 && len(known) > p.MaxItems {
			known = known[:p.MaxItems]
		}
		for _, w := range a.ways() {
			for _, list := range []struct {
				variant string
				names   []string
				level   contract.Level
			}{{"one", known[:1], contract.May}, {"many", known, contract.Should}} {
				c := a.one(a.requirement("response/%s/rows", relation.Rows), list.variant+w.suffix, relation.Origin,
					a.request(w, a.plainWith(p, p.Listing(list.names))), want.Answered{Rows: relation.Rows, Key: relation.Key, Names: list.names},
					"Of %d names that exist at least one is answered with a row.", len(list.names)).at(list.level)
				out = append(out, a.anchored(c, w))
			}
			none := a.one(a.requirement("response/%s/rows", relation.Rows), "none"+w.suffix, relation.Origin,
				a.request(w, a.plainWith(p, p.Listing(invented(p, 1)))), want.Orderly{},
				"A name that does not exist is answered in an orderly way.").at(contract.May)
			out = append(out, a.anchored(none, w))
		}
	}
	return out
}

// eachKnown asks for each thing of the account by its own name: one that is spelt
// in another way than the documents' examples is as good.
func (a *Asker) eachKnown() []Case {
	var out []Case
	for i := range a.op.Params {
		p := &a.op.Params[i]
		known := a.known(p)
		if p.Kind != contract.String || p.Fixture.Need != contract.Known || len(known) == 0 {
			continue
		}
		for j, name := range known[1:min(len(known), mostNames)] { // the plain request has the first
			for _, w := range a.carrierWays() {
				c := a.one(a.requirement("%s/known", p.Name), letters(j)+w.suffix, p.Origin(contract.Row), a.request(w, a.having(p, contract.Text(name))), want.Accepted{},
					"%s can be each that there is: it is accepted.", p.Name)
				out = append(out, a.anchored(c, w))
			}
		}
	}
	return out
}

// nobodys asks about what nearly is a thing of the account: the traffic of that is not its.
func (a *Asker) nobodys() []Case {
	var out []Case
	for _, r := range a.op.Relations {
		of, _, ok := a.op.SpeaksFor(r.Parameter)
		if r.Kind != contract.SumOfItems || !ok || len(a.known(of)) < 2 {
			continue
		}
		for _, near := range a.near(of) {
			c := a.one(a.requirement("%s/known", of.Name), "nobodys-"+near.variant, of.Origin(contract.Row), a.request(a.printed(), a.having(of, contract.Text(near.text))),
				want.Nobody{Fields: r.Fields}, "%s is known by all its letters: what differs in one is refused, or has not its traffic.", of.Name)
			c.Requests = append([]wire.Request{a.request(a.printed(), a.minimal())}, c.Requests[0], a.request(a.printed(), a.having(of, contract.Text(a.known(of)[1]))))
			out = append(out, a.anchored(c.at(contract.Should), a.printed()))
		}
	}
	return out
}

// nearly is a text that is known but for a letter.
type nearly struct{ variant, text string }

// near gives what is known of a parameter with a letter less and with one more.
func (a *Asker) near(p *contract.Param) []nearly {
	known := a.known(p)
	if len(known) == 0 || len(known[0]) < 2 {
		return nil
	}
	all := []nearly{{"a-letter-less", known[0][:len(known[0])-1]}, {"a-letter-more", known[0] + "x"}}
	return slices.DeleteFunc(all, func(n nearly) bool { return slices.Contains(known, n.text) })
}
