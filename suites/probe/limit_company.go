package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// limitInCompany asks for exactly the limit and for one more beside each value of
// each other parameter.
func (a *Asker) limitInCompany(p *contract.Param) []Case {
	requirement, origin, level := a.requirement("%s/maxItems", p.Name), p.Origin(contract.MaxItems), p.Level(contract.MaxItems, contract.Must)
	w := a.printed()
	var out []Case
	for _, d := range a.dimensions(a.printed()) {
		for _, c := range a.besides(d, p) {
			ask := func(items []string) wire.Request {
				return a.request(w, a.plainWith(p, p.Listing(items)).Merged(c.args))
			}
			full := ask(a.items(p, p.MaxItems))
			at := a.one(requirement, "at-limit-beside-"+c.word, origin, full, want.Accepted{},
				"%s takes up to %d items, also beside %s: %[2]d are accepted.", p.Name, p.MaxItems, c.word)
			over := a.one(requirement, "over-limit-beside-"+c.word, origin, ask(a.items(p, p.MaxItems+1)), want.Refused{},
				"%s takes up to %d items, also beside %s: one more is refused.", p.Name, p.MaxItems, c.word)
			out = append(out, at.at(level).anchoredTo(ask(a.fewest(p))), over.at(level).anchoredTo(full))
		}
	}
	return slices.Concat(out, a.limitBesideSpeakers(p), a.limitAlike(p), a.limitWithout(p))
}

// limitBesideSpeakers asks for one item more than the limit beside each other parameter
// that speaks for the list's placeholder: the limit does not hold only for a list that
// stands alone (004:40-41). A target that refuses both together is not asked.
func (a *Asker) limitBesideSpeakers(p *contract.Param) []Case {
	of, _, ok := a.op.SpeaksFor(p.Name)
	if !ok {
		return nil
	}
	var out []Case
	for _, placeholder := range of.Placeholders {
		q, ok := a.op.Param(placeholder.Beside)
		if !ok || q == p || q == of || a.excluded(p.Name) || a.excluded(q.Name) {
			continue
		}
		ask := func(items []string) wire.Request {
			return a.request(a.printed(), a.plainWith(p, p.Listing(items)).With(q.Name, a.sample(q)))
		}
		over := a.one(a.requirement("%s/maxItems", p.Name), "over-limit-beside-"+q.Name, p.Origin(contract.MaxItems), ask(a.items(p, p.MaxItems+1)), want.Refused{},
			"%s takes up to %d items, also beside %s: one more is refused.", p.Name, p.MaxItems, q.Name)
		out = append(out, over.at(p.Level(contract.MaxItems, contract.Must)).anchoredTo(ask(a.items(p, p.MaxItems))))
	}
	return out
}

// limitAlike sends one item more than the limit by each carrier, in each format and
// in each company: whoever refuses one refuses all. Where too few items are known for
// that they are repeated, since one that nobody has may be refused for itself; and
// whether equal ones are counted is then the same everywhere too.
func (a *Asker) limitAlike(p *contract.Param) []Case {
	known := a.known(p)
	if len(known) == 0 {
		return nil
	}
	items := slices.Repeat(known, p.MaxItems/len(known)+2)[:p.MaxItems+1]
	if len(known) > p.MaxItems {
		items = a.items(p, p.MaxItems+1)
	}
	args := a.plainWith(p, p.Listing(items))
	c := a.one(a.requirement("%s/maxItems", p.Name), "alike-over-limit", p.Origin(contract.MaxItems), wire.Request{}, want.Likewise{AnyCode: true},
		"%s takes up to %d items, however and beside what they are sent.", p.Name, p.MaxItems)
	c.Requests = nil
	for _, w := range a.ways() {
		c.Requests = append(c.Requests, a.request(w, args))
	}
	for _, d := range a.dimensions(a.printed()) {
		for _, beside := range a.besides(d, p) {
			if r := a.request(a.printed(), args.Merged(beside.args)); !slices.ContainsFunc(c.Requests, func(other wire.Request) bool { return other.Key() == r.Key() }) {
				c.Requests = append(c.Requests, r)
			}
		}
	}
	return []Case{c.at(p.Level(contract.MaxItems, contract.Must))}
}

// limitWithout asks for exactly the limit without what the documents only half
// require, and wants somebody answered then.
func (a *Asker) limitWithout(p *contract.Param) []Case {
	var out []Case
	for _, set := range a.op.Readings {
		if set.Aspect != contract.NeedAspect {
			continue
		}
		ask := func(items []string) wire.Request {
			return a.request(a.printed(), a.plainWith(p, p.Listing(items)).Without(set.At))
		}
		full := ask(a.items(p, p.MaxItems))
		at := a.one(a.requirement("%s/maxItems", p.Name), "at-limit-without-"+set.At, p.Origin(contract.MaxItems), full, want.Accepted{},
			"%s takes up to %d items, also without %s: %[2]d are accepted.", p.Name, p.MaxItems, set.At)
		out = append(out, at.at(p.Level(contract.MaxItems, contract.Must)).anchoredTo(ask(a.fewest(p))))
		if rows, ok := a.rowsOf(p); ok {
			known := a.known(p)
			answered := a.one(a.requirement("%s/optional", set.At), "absent-answered", set.Origin, full, want.Answered{Rows: rows.Rows, Key: rows.Key, Names: known[:min(len(known), p.MaxItems)]},
				"Without %s at least one of the names that exist is answered with a row.", set.At)
			out = append(out, answered.at(contract.Should).anchoredTo(ask(a.fewest(p))))
		}
	}
	return out
}

// besides gives the classes of a dimension that can stand beside a list: those
// that say nothing of the list itself. Of a parameter that speaks for the list's
// placeholder there are its known value and the placeholders.
func (a *Asker) besides(d dimension, p *contract.Param) []class {
	var out []class
	for _, c := range d.classes {
		if _, own := c.args.Get(p.Name); !own && c.word != "" && !slices.Contains(d.parameters, p) {
			out = append(out, c)
		}
	}
	if of, _, ok := a.op.SpeaksFor(p.Name); ok && slices.Contains(d.parameters, p) {
		out = append(out, class{"a-known-" + of.Name, contract.Args{{Name: of.Name, Value: a.sample(of)}}})
	}
	return out
}

// limitOfOne sends one known item once more than the limit allows: it counts
// items, not different ones.
func (a *Asker) limitOfOne(p *contract.Param) Case {
	w := a.printed()
	known := a.known(p)
	items := slices.Repeat(known[:min(1, len(known))], p.MaxItems+1)
	c := a.one(a.requirement("%s/maxItems", p.Name), "over-limit-of-one-name", p.Origin(contract.MaxItems),
		a.request(w, a.plainWith(p, p.Listing(items))), want.Refused{},
		"%s takes up to %d items: %d are refused, be they the same.", p.Name, p.MaxItems, p.MaxItems+1)
	return c.at(contract.May).anchoredTo(a.request(w, a.plainWith(p, a.sample(p))))
}
