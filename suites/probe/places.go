package probe

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// places puts a bad item first, in the middle and last beside good ones: where it
// stands changes nothing. And it fills a list in
// other ways than with names nobody has: each company of the list, one item many
// times, the known names at either end.
func places(a *Asker) []Case {
	var out []Case
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if p.Kind != contract.List {
			continue
		}
		if p.Items != nil && p.Items.Kind != contract.String {
			out = append(out, a.amongTwo(p)...)
		} else if p.Required {
			out = append(out, a.amongGood(p, contract.Empty, "", a.emptyOrigin(p))...)
		}
		if trigger, ok := a.refusing(p.Name, contract.Malformed); ok && len(p.Fixture.Malformed) > 1 {
			out = append(out, a.amongGood(p, trigger.When, p.Fixture.Malformed[1], a.rowOrigin(p.Name, trigger.When))...)
		}
		if a.over(p) != nil {
			out = append(out, a.limitInCompany(p)...)
			if len(a.known(p)) > 0 {
				out = append(out, a.limitOfOne(p))
			}
		}
	}
	return out
}

// amongTwo makes one item wrong beside another that is right, first and last: in its
// kind, and in each keyword of what stands in it.
func (a *Asker) amongTwo(p *contract.Param) []Case {
	if p.MaxItems == 1 || p.MinItems > 2 || p.UniqueItems && len(p.Shown) < 2 {
		return nil
	}
	good := p.Shown
	if len(good) < 2 {
		good = []contract.Value{a.sample(p.Items), a.sample(p.Items)}
	}
	w, legal := a.printed(), a.plainWith(p, contract.Listed(good[:2]...))
	var out []Case
	add := func(q *contract.Param, v violation) {
		value, _ := a.op.At(v.args, p)
		other := contract.Listed(value.Items[1], value.Items[0])
		for _, at := range []struct {
			word string
			args contract.Args
		}{{"first", v.args}, {"last", a.put(v.args, p, other)}} {
			c := a.one(a.requirement("%s/%s", q.Path, v.keyword), v.variant+"-"+at.word, q.Origin(v.keyword), a.request(w, at.args), want.Refused{},
				"%s: also in the %s of two items.", v.text, at.word)
			out = append(out, c.at(v.level).anchoredTo(a.request(w, legal)))
		}
	}
	for _, m := range a.misfits(p.Items, w.carrier.Of(p)) {
		add(p, violation{contract.TypeKeyword, "item-" + m.variant, kindLevel(p.Items, m), a.put(legal, p.Items, m.value), p.Path + " has items of another kind"})
	}
	p.Items.Walk(func(q *contract.Param) {
		for _, v := range a.violations(q, legal) {
			add(q, v)
		}
	})
	return out
}

// emptyOrigin is where an empty item is spoken of: its error row, or else the
// parameter's requiredness.
func (a *Asker) emptyOrigin(p *contract.Param) contract.Origin {
	if origin := a.rowOrigin(p.Name, contract.Empty); len(origin.Sources) > 0 {
		return origin
	}
	return p.Origin(contract.Required)
}

// rowOrigin is the origin of the error row that a trigger belongs to.
func (a *Asker) rowOrigin(parameter string, when contract.When) contract.Origin {
	for _, row := range a.op.Errors {
		if slices.ContainsFunc(row.Triggers, func(t contract.Trigger) bool { return t.Parameter == parameter && t.When == when }) {
			return row.Origin
		}
	}
	return contract.Origin{}
}

// amongGood puts a bad item first, in the middle and last beside good ones. A
// target may leave it out or refuse the request; where it stands changes
// nothing, and a refusal is by the code of its row. An empty name beside others is a
// name of a wrong form too (002:69); one of a wrong form is not empty.
func (a *Asker) amongGood(p *contract.Param, when contract.When, bad string, origin contract.Origin) []Case {
	good := a.several(p, 2)
	if good == nil {
		return nil
	}
	w := a.printed()
	orders := [][]string{{bad, good[0], good[1]}, {good[0], bad, good[1]}, {good[0], good[1], bad}}
	c := a.one(a.requirement("%s/items", p.Name), string(when)+"-anywhere", origin, wire.Request{}, want.Likewise{},
		"An item of %s that is %s is answered the same wherever it stands.", p.Name, when)
	c.Requests = nil
	for _, names := range orders {
		c.Requests = append(c.Requests, a.request(w, a.having(p, p.Listing(names))))
	}
	out := []Case{a.anchored(c.at(contract.Should), w)}
	for _, row := range a.op.Errors {
		if !slices.ContainsFunc(row.Triggers, func(t contract.Trigger) bool { return t.Parameter == p.Name && t.When == when }) {
			continue
		}
		for i, place := range []string{"first", "middle", "last"} {
			code := a.one(a.requirement("errors/%s/code", row.Code), fmt.Sprintf("%s-%s-%s", p.Name, when, place), row.Origin, c.Requests[i],
				want.RowCode{Row: row, Alternative: append(a.malformedToo(when, p), a.account.Accept[row.Code]...)}, "%s is answered when an item of %s is %s, if it is refused.", row.Code, p.Name, when)
			out = append(out, code.anchoredTo(a.request(w, a.having(p, contract.Texts(good)))))
		}
	}
	return out
}

// malformedToo gives the codes that an empty item of a list may have beside those of
// its own row: those of one of a wrong form.
func (a *Asker) malformedToo(when contract.When, p *contract.Param) []string {
	if when != contract.Empty {
		return nil
	}
	return a.codes(p.Name, contract.Malformed)
}

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
	return append(append(out, a.limitAlike(p)...), a.limitWithout(p)...)
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
