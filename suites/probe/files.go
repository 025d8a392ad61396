package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// opens asks for a file in each company, and by each way, and looks at it.
func (a *Asker) opens(r contract.Relation) []Case {
	var out []Case
	for _, s := range a.settings(nil) {
		c := a.related(r, s.variant, want.Opened{Path: r.Fields[0], Kind: r.Whole == "kind"})
		c.Requests, c.Profile, c.Control = []wire.Request{a.opening(r, s)}, contract.Files, false
		out = append(out, c)
	}
	return out
}

// opening is the request of a setting, whose file is opened.
func (a *Asker) opening(r contract.Relation, s setting) wire.Request {
	q := a.request(s.way, s.base)
	q.Opens = r.Fields[0]
	return q
}

// fileHolds asks another operation what it asks of this one, with each value of what only
// that one has and wants (003:33), and holds the file against the amounts. What the other
// one has no parameter for it cannot be asked.
func (a *Asker) fileHolds(r contract.Relation) []Case {
	i := slices.IndexFunc(a.operations, func(o *contract.Operation) bool { return o.Name == r.Of && o.Product == a.op.Product })
	if i < 0 {
		return nil
	}
	if claimed := a.account.Operations; claimed != nil && !slices.Contains(claimed, a.operations[i].Key()) {
		return nil
	}
	other := &Asker{op: a.operations[i], account: a.account}
	var out []Case
	for _, s := range a.settings(nil) {
		if slices.ContainsFunc(s.base, func(arg contract.Arg) bool { _, ok := other.op.Param(arg.Name); return !ok }) {
			continue
		}
		c := a.related(r, s.variant, want.FileHolds{Path: r.Fields[0], Of: r.Of, Field: r.Whole})
		c.Requests, c.Profile = []wire.Request{a.opening(r, s)}, contract.Files
		for _, args := range other.wanting(other.minimal().Merged(s.base), s.base) {
			c.Requests = append(c.Requests, other.request(other.printed(), args))
		}
		out = append(out, c)
	}
	return out
}

// wanting gives arguments with each value, the last first, of the first parameter that is
// required and has several and is not among given; as they are if there is none.
func (a *Asker) wanting(args, given contract.Args) []contract.Args {
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if _, sent := given.Get(p.Name); sent || !p.Required || len(p.Enum) < 2 {
			continue
		}
		var out []contract.Args
		for _, value := range slices.Backward(p.Enum) {
			out = append(out, args.With(p.Name, contract.Value{Kind: p.Kind, Text: value}))
		}
		return out
	}
	return []contract.Args{args}
}
