package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// maxItems sends lists of one item, of exactly the limit, of one more and of
// twice as many, by every carrier and in every format: a limit can be enforced
// by one of them only. Where the account knows too few names, invented ones
// make up the number; a target that refuses those cannot be asked.
func maxItems(a *Asker) []Case {
	var out []Case
	for _, p := range a.op.Places() {
		if p.Kind != contract.List {
			continue
		}
		if p.MaxItems == 0 {
			out = append(out, a.limitless(p)...)
			continue
		}
		for _, w := range a.ways() {
			if p.Items != nil && p.Items.Kind == contract.Object {
				out = append(out, a.limitOfObjects(p, w)...)
				continue
			}
			out = append(out, a.limit(p, w)...)
		}
	}
	return out
}

// farthest is how many times the documented limit a true limit is looked for at.
const farthest = 4

func (a *Asker) limit(p *contract.Param, w way) []Case {
	requirement, origin := a.requirement("%s/maxItems", p.Path), p.Origin(contract.MaxItems)
	if p.MaxItems > mostItems || len(a.items(p, 2*p.MaxItems)) < 2*p.MaxItems {
		a.unask(requirement, origin, "%s", a.tooFew(p, 2*p.MaxItems))
		return nil
	}
	level := p.Level(contract.MaxItems, contract.Must)
	list := func(n int) contract.Args { return a.plainWith(p, p.Listing(a.items(p, n))) }
	few := a.request(w, a.plainWith(p, p.Listing(a.fewest(p))))
	full := a.request(w, list(p.MaxItems))
	at := a.one(requirement, "at-limit"+w.suffix, origin, full, want.Accepted{},
		"%s takes up to %d items: %[2]d are accepted.", p.Path, p.MaxItems).at(level).anchoredTo(few)
	at.Measure = &Measure{p.Name, a.items(p, p.MaxItems), 1, p.MaxItems}
	out := []Case{at}
	for _, over := range []struct {
		variant string
		n       int
	}{{"over-limit", p.MaxItems + 1}, {"two-over-limit", p.MaxItems + 2}, {"far-over-limit", 2 * p.MaxItems}} {
		asked := list(over.n)
		if nobody := invented(p, over.n); over.n > p.MaxItems+2 && len(nobody) > 0 && len(a.known(p)) > p.MaxItems { // the limit counts whom nobody knows too
			asked = a.plainWith(p, p.Listing(nobody))
		}
		c := a.one(requirement, over.variant+w.suffix, origin, a.request(w, asked), want.Refused{},
			"%s takes up to %d items: %d are refused.", p.Path, p.MaxItems, over.n).at(level).anchoredTo(full)
		c.Measure = &Measure{p.Name, a.items(p, farthest*p.MaxItems), over.n, farthest*p.MaxItems + 1}
		out = append(out, c)
	}
	return append(out, a.answeredAtLimit(p, w)...)
}

// limitOfObjects sends one object more than the limit, and as many as it allows where
// there are so many different ones: equal ones may be refused for that.
func (a *Asker) limitOfObjects(p *contract.Param, w way) []Case {
	requirement, origin := a.requirement("%s/maxItems", p.Path), p.Origin(contract.MaxItems)
	if p.MaxItems >= mostItems {
		a.unask(requirement, origin, "%s", a.tooFew(p, p.MaxItems+1))
		return nil
	}
	items, different := a.objects(p, p.MaxItems+1)
	list := func(n int) contract.Args { return a.plainWith(p, contract.Listed(items[:n]...)) }
	var out []Case
	if different >= p.MaxItems {
		out = append(out, a.one(requirement, "at-limit"+w.suffix, origin, a.request(w, list(p.MaxItems)), want.Accepted{},
			"%s takes up to %d items: %[2]d are accepted.", p.Path, p.MaxItems))
	}
	out = append(out, a.one(requirement, "over-limit"+w.suffix, origin, a.request(w, list(p.MaxItems+1)), want.Refused{},
		"%s takes up to %d items: %d are refused.", p.Path, p.MaxItems, p.MaxItems+1))
	for i := range out {
		out[i] = out[i].at(p.Level(contract.MaxItems, contract.Must)).anchoredTo(a.request(w, list(fewest(p))))
	}
	if w.suffix == "" && p.Path == p.Name {
		full := func(n int) wire.Request {
			return a.request(w, a.full(p.Name).With(p.Name, contract.Listed(items[:n]...)))
		}
		over := a.one(requirement, "over-limit-in-full", origin, full(p.MaxItems+1), want.Refused{}, "%s takes up to %d items, also beside all other parameters: %d are refused.", p.Path, p.MaxItems, p.MaxItems+1)
		out = append(out, over.at(p.Level(contract.MaxItems, contract.Must)).anchoredTo(full(fewest(p))))
	}
	return out
}

// objects gives n objects of a list, and how many of them are different, the first ones:
// those that the document says how to invent, or else those of the printed example.
func (a *Asker) objects(p *contract.Param, n int) (items []contract.Value, different int) {
	right := a.sample(p.Items)
	if all := p.DifferentObjects(right, n); all != nil {
		return all, n
	}
	return slices.Concat(p.Shown, slices.Repeat([]contract.Value{right}, n))[:n], min(len(p.Shown), n)
}

// beyond gives a list with one item more than its limit; ok is false where none is
// stated, or none that can be asked.
func (a *Asker) beyond(p *contract.Param) (list contract.Value, ok bool) {
	if p.Items != nil && p.Items.Kind == contract.Object {
		if p.MaxItems == 0 || p.MaxItems >= mostItems {
			return list, false
		}
		items, _ := a.objects(p, p.MaxItems+1)
		return contract.Listed(items...), true
	}
	items := a.over(p)
	return p.Listing(items), items != nil
}

// fewest is one item of a full list, an invented one if such a list needs them:
// enough to see whether a name that nobody has is refused as such.
func (a *Asker) fewest(p *contract.Param) []string {
	if len(a.known(p)) < p.MaxItems {
		return invented(p, fewest(p))
	}
	return a.items(p, fewest(p))
}

// answeredAtLimit wants a full list answered as two parts of it are. The known
// names stand last, where a list cut short loses them.
func (a *Asker) answeredAtLimit(p *contract.Param, w way) []Case {
	rows, ok := a.rowsOf(p)
	if !ok {
		return nil
	}
	if _, most := a.onePage(nil); most > 0 && most < p.MaxItems {
		return nil // a page does not hold as many
	}
	items := a.items(p, p.MaxItems)
	known := min(len(a.known(p)), len(items))
	items = append(append([]string{}, items[known:]...), items[:known]...)
	ask := func(w way, names []string) wire.Request {
		return a.request(w, a.telling(p.Name).With(p.Name, p.Listing(names)))
	}
	c := a.one(a.requirement("%s/maxItems", p.Path), "at-limit-answered"+w.suffix, p.Origin(contract.MaxItems),
		ask(w, items), want.Unites{Rows: rows.Rows, Key: rows.Key},
		"%s takes up to %d items: %[2]d are looked up as two parts of them are.", p.Path, p.MaxItems).at(p.Level(contract.MaxItems, contract.Must))
	split := len(items) / 2
	if known > 0 {
		split = max(split, len(items)-known) // few known ones are asked for alone: among others both might be lost
	}
	c.Requests = append(c.Requests, ask(a.printed(), items[:split]), ask(a.printed(), items[split:]))
	c.Control = true
	return []Case{a.anchored(c, w)}
}

// limitless sends more items than any other list of the suite may have, and
// many more: the document of this one states no limit.
func (a *Asker) limitless(p *contract.Param) []Case {
	var out []Case
	for _, w := range a.carrierWays() {
		one := a.items(p, fewest(p))
		if len(a.known(p)) < 11 {
			one = invented(p, fewest(p))
		}
		few := a.request(w, a.plainWith(p, p.Listing(one)))
		for _, many := range []struct {
			variant string
			n       int
			level   contract.Level
		}{{"no-limit", 11, contract.Should}, {"no-limit-far", 51, contract.May}} {
			if len(a.items(p, many.n)) < many.n {
				a.unask(a.requirement("%s/maxItems", p.Path), p.Origin(contract.MaxItems), "no limit is stated, but %s", a.tooFew(p, many.n))
				continue
			}
			c := a.one(a.requirement("%s/maxItems", p.Path), many.variant+w.suffix, p.Origin(contract.MaxItems),
				a.request(w, a.plainWith(p, p.Listing(a.items(p, many.n)))), want.Accepted{},
				"%s has no documented limit: %d items are accepted.", p.Path, many.n)
			out = append(out, c.at(many.level).anchoredTo(few))
		}
	}
	return out
}
