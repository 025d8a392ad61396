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
			out = append(out, a.amongGood(p, contract.Empty, string(contract.Empty), "", a.emptyOrigin(p))...)
		}
		if trigger, ok := a.refusing(p.Name, contract.Malformed); ok && len(p.Fixture.Malformed) > 1 {
			origin, most := a.rowOrigin(p.Name, trigger.When), len(p.Fixture.Malformed)
			out = append(out, a.amongGood(p, trigger.When, string(trigger.When), p.Fixture.Malformed[1], origin)...)
			if most > 2 { // what one server takes for a name another may not: the last is the oddest
				out = append(out, a.amongGood(p, trigger.When, fmt.Sprintf("%s-%d", trigger.When, most), p.Fixture.Malformed[most-1], origin)...)
			}
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
func (a *Asker) amongGood(p *contract.Param, when contract.When, word, bad string, origin contract.Origin) []Case {
	good := a.several(p, 2)
	if good == nil {
		return nil
	}
	w := a.printed()
	orders := [][]string{{bad, good[0], good[1]}, {good[0], bad, good[1]}, {good[0], good[1], bad}}
	c := a.one(a.requirement("%s/items", p.Name), word+"-anywhere", origin, wire.Request{}, want.Likewise{},
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
			code := a.one(a.requirement("errors/%s/code", row.Code), fmt.Sprintf("%s-%s-%s", p.Name, word, place), row.Origin, c.Requests[i],
				want.RowCode{Row: row, Alternative: append(a.malformedToo(when, p), a.account.Accept[row.Code]...)}, "%s is answered when an item of %s is %s, if it is refused.", row.Code, p.Name, when)
			if when == contract.Malformed {
				code = code.at(codeLevel(contract.Trigger{Parameter: p.Name, When: when}, c.Requests[i].Args))
			}
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
