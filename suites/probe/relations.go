package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// relations puts each relation that the documents entail to the target.
func relations(a *Asker) []Case {
	var out []Case
	shown := map[string]bool{}
	for _, r := range a.op.Relations {
		if r.Kind.OfOneAnswer() {
			continue
		}
		p, _ := a.op.Param(r.Parameter)
		cases := a.relation(r, p)
		if len(cases) == 0 {
			a.unask(a.requirement("relations/%s", r.ID), r.Origin, "%s", a.unrelated(r, p))
		}
		shown[r.Parameter] = shown[r.Parameter] || r.Kind == contract.SameAsAbsent
		out = append(out, cases...)
	}
	for i := range a.op.Params {
		if p := &a.op.Params[i]; p.Default != "" && !shown[p.Name] {
			a.unask(a.requirement("%s/default", p.Name), p.Origin(contract.Default), "no relation of kind %s says what of an answer shows it", contract.SameAsAbsent)
		}
	}
	return out
}

// held gives the cases about the relations that each answer keeps or breaks by itself.
func held(a *Asker) []Case {
	var out []Case
	for _, r := range a.op.Relations {
		if r.Kind.OfOneAnswer() {
			out = append(out, a.holds(r)...)
		}
	}
	return out
}

func (a *Asker) relation(r contract.Relation, p *contract.Param) []Case {
	switch r.Kind {
	case contract.Pages:
		return a.pages(r, p)
	case contract.OfPoints:
		return a.ofPoints(r)
	case contract.ToldApart:
		return a.toldApart(r, p)
	case contract.OrderFree:
		return a.orderFree(r, p)
	case contract.Union:
		if p.Kind != contract.List {
			return a.chosen(r, p)
		}
		return a.union(r, p)
	case contract.SumOfValues:
		return a.sumOfValues(r, p)
	case contract.SumOfItems:
		return a.sumOfItems(r, p)
	case contract.Ordered:
		return a.ordered(r)
	case contract.SameAsAbsent:
		return a.sameAsAbsent(r, p)
	case contract.SplitPeriod:
		return a.splitPeriod(r, p)
	case contract.SameForEach:
		return a.sameForEach(r, p)
	case contract.Ahead:
		return a.ahead(r, p)
	case contract.PastStands:
		return a.pastStands(r, p)
	case contract.Opens:
		return a.opens(r)
	case contract.FileHolds:
		return a.fileHolds(r)
	case contract.OwnName:
		return a.ownNames(r, p)
	}
	return nil
}

// related makes a case of several requests, the printed way; the first of them
// but for its peculiarity is the anchor.
func (a *Asker) related(r contract.Relation, variant string, wanted want.Want, requests ...contract.Args) Case {
	c := Case{ID: a.requirement("relations/%s/%s", r.ID, variant), Requirement: a.requirement("relations/%s", r.ID),
		Level: r.Level, Text: r.Text, Origin: r.Origin, Want: wanted, Control: true}
	for _, args := range requests {
		c.Requests = append(c.Requests, a.request(a.printed(), args))
	}
	return c
}

// holds looks at every answer of the other cases.
func (a *Asker) holds(r contract.Relation) []Case {
	var out []Case
	for _, format := range a.op.Formats {
		c := a.related(r, "in-"+string(format.Format), want.Holds{Relation: r})
		c.Requests = a.sent(func(q wire.Request) bool { return q.Format == format.Format || q.Format == "" })
		c.Control = false
		out = append(out, c)
	}
	return out
}

func (a *Asker) orderFree(r contract.Relation, p *contract.Param) []Case {
	names := a.several(p, 12)
	if names == nil {
		return nil
	}
	turned := slices.Clone(names)
	slices.Reverse(turned)
	ask := func(names []string) contract.Args { return a.Put(a.telling(p.Name), p, p.Listing(names)) }
	return []Case{a.related(r, "turned", want.Same{Fields: r.Fields, Rows: r.Rows, Key: r.Key}, ask(turned), ask(names))}
}

// setting is a company in which a relation is asked, and the way of asking.
type setting struct {
	variant string
	base    contract.Args
	way     way
}

// settings are the companies of a relation about a parameter: the plain request,
// each value of each other parameter, other parameters that speak, and each
// carrier and format with the fullest request.
func (a *Asker) settings(p *contract.Param) []setting {
	printed := a.printed()
	out := []setting{{"plain", a.minimal(), printed}}
	for _, d := range a.dimensions(a.printed()) {
		if slices.Contains(d.parameters, p) {
			continue
		}
		for _, c := range d.classes {
			if c.word != "" {
				out = append(out, setting{c.word, a.ruled(a.needed().Merged(c.args), c.names()...), printed})
			}
		}
	}
	for _, w := range a.ways()[1:] {
		out = append(out, setting{"full" + w.suffix, a.full(), w})
	}
	return out
}

func (a *Asker) sumOfValues(r contract.Relation, p *contract.Param) []Case {
	var out []Case
	for _, s := range a.settings(p) {
		c := a.related(r, s.variant, want.Adds{Fields: r.Fields})
		for _, value := range append([]string{r.Whole}, r.Parts...) {
			args := s.base.With(p.Name, contract.Value{Kind: p.Kind, Text: value})
			if value == "" {
				args = a.ruled(s.base.Without(p.Name))
			}
			c.Requests = append(c.Requests, a.request(s.way, args))
		}
		out = append(out, c)
	}
	return out
}

// sumOfItems asks for several items together and for each alone, the latter by
// the parameter whose placeholder the list needs.
func (a *Asker) sumOfItems(r contract.Relation, p *contract.Param) []Case {
	names := a.several(p, 3)
	of, _, ok := a.op.SpeaksFor(p.Name)
	if names == nil || !ok {
		return nil
	}
	var out []Case
	make := func(variant string, s setting, together []string) {
		c := a.related(r, variant, want.Adds{Fields: r.Fields}, contract.Args(nil))
		c.Requests = []wire.Request{a.request(s.way, s.base.Merged(a.plainWith(p, p.Listing(together)).Only(of.Name, p.Name)))}
		for _, name := range together {
			c.Requests = append(c.Requests, a.request(s.way, s.base.Without(p.Name).With(of.Name, contract.Text(name))))
		}
		out = append(out, c)
	}
	plain := setting{"plain", a.minimal(), a.printed()}
	make("one", plain, names[:1])
	make("two", plain, names[:2])
	make("all", plain, names)
	make("many", plain, a.several(p, 11))
	for _, s := range a.settings(p)[1:] {
		make("two-beside-"+s.variant, s, names[:2])
	}
	for _, placeholder := range of.Placeholders {
		if placeholder.Beside == p.Name {
			args := a.minimal().With(of.Name, contract.Value{Kind: of.Kind, Text: placeholder.Value}).With(p.Name, p.Listing(names[:2]))
			c := a.related(r, "two-for-"+valueInID(placeholder.Value), want.Adds{Fields: r.Fields}, args, a.minimal().With(of.Name, contract.Text(names[0])), a.minimal().With(of.Name, contract.Text(names[1])))
			out = append(out, c)
		}
	}
	return out
}

// ordered swaps two parameters that have an order. No document says that such a
// request is refused: if it is answered, then with nothing.
func (a *Asker) ordered(r contract.Relation) []Case {
	low, _ := a.minimal().Get(r.Parts[0])
	high, _ := a.minimal().Get(r.Parts[1])
	c := a.related(r, "swapped", want.Nothing{Fields: r.Fields}, a.minimal().With(r.Parts[0], high).With(r.Parts[1], low))
	if len(r.Fields) == 0 {
		c.Want = want.Refused{}
	}
	c.Control = false
	return []Case{a.anchored(c, a.printed())}
}
