package probe

import (
	"cmp"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// together is a list that is asked for at once, and each of its names alone.
type together struct {
	variant string
	names   []string
	way     way
	without string // a parameter that is left out, "" for none
}

// union asks for several and for each: by every carrier, among names that nobody has, and
// without what the documents only half require.
func (a *Asker) union(r contract.Relation, p *contract.Param) []Case {
	names := a.several(p, 3)
	if names == nil {
		return nil
	}
	w := a.printed()
	asked := []together{{"each", names, w, ""}, {"each-of-two", names[:2], w, ""}, {"each-of-all", a.several(p, cmp.Or(p.MaxItems, several)), w, ""},
		{"each-asked-twice", []string{names[0], names[0], names[1]}, w, ""}}
	twice := asked[3].names
	nobody := a.unknown(p)
	if made := invented(p, 1); nobody == "" && len(made) > 0 {
		nobody = made[0]
	}
	if nobody != "" {
		asked = append(asked, together{"each-behind-nobody", []string{nobody, names[0], names[1]}, w, ""}, together{"each-around-nobody", []string{names[0], nobody, names[1]}, w, ""})
		twice = []string{names[0], names[0], nobody, names[1]}
	}
	for _, other := range a.carrierWays()[1:] {
		asked = append(asked, together{"each-asked-twice", twice, other, ""})
	}
	for i := range a.op.Params {
		if q := &a.op.Params[i]; a.op.Disputed(q.Name) {
			asked = append(asked, together{"each-without-" + q.Name, names[:2], w, q.Name})
		}
	}
	var out []Case
	for _, t := range asked {
		out = append(out, a.unites(r, p, t))
	}
	return out
}

// unites makes the case of a list. What each has is asked the printed way.
func (a *Asker) unites(r contract.Relation, p *contract.Param, t together) Case {
	ask := func(w way, names []string) wire.Request {
		return a.request(w, a.telling(p.Name).With(p.Name, p.Listing(names)).Without(t.without))
	}
	c := a.related(r, t.variant+t.way.suffix, want.Unites{Rows: r.Rows, Key: r.Key})
	c.Requests = append(c.Requests, ask(t.way, t.names))
	for _, name := range slices.Compact(slices.Clone(t.names)) {
		c.Requests = append(c.Requests, ask(a.printed(), []string{name}))
	}
	return c
}
