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
// one has no parameter for it cannot be asked. Of a relation with parts, which are
// parameters, the file has to follow each of them, if any file shows its traffic.
func (a *Asker) fileHolds(r contract.Relation) []Case {
	i := slices.IndexFunc(a.operations, func(o *contract.Operation) bool { return o.Name == r.Of && o.Product == a.op.Product })
	if i < 0 {
		return nil
	}
	if claimed := a.account.Operations; claimed != nil && !slices.Contains(claimed, a.operations[i].Key()) {
		return nil
	}
	other := &Asker{op: a.operations[i], account: a.account}
	if len(r.Parts) > 0 {
		return a.filesFollow(r, other)
	}
	var out []Case
	for _, s := range a.settings(nil) {
		if c := a.related(r, s.variant, want.FileHolds{Path: r.Fields[0], Of: r.Of, Field: r.Whole}); a.answeredBy(other, s) {
			c.Requests, c.Profile = a.held(r, other, s), contract.Files
			out = append(out, c)
		}
	}
	return out
}

// answeredBy tells whether another operation has a parameter for everything in a setting.
func (a *Asker) answeredBy(other *Asker, s setting) bool {
	return !slices.ContainsFunc(s.base, func(arg contract.Arg) bool { _, ok := other.op.Param(arg.Name); return !ok })
}

// held are the request of a file and those that it is held against.
func (a *Asker) held(r contract.Relation, other *Asker, s setting) []wire.Request {
	out := []wire.Request{a.opening(r, s)}
	for _, args := range other.wanting(other.minimal().Merged(s.base), s.base) {
		out = append(out, other.request(other.printed(), args))
	}
	return out
}

// filesFollow makes a case of each question in which one of the parts of a relation is
// otherwise than in the plain one, beside others' files by which it is seen how to read them.
func (a *Asker) filesFollow(r contract.Relation, other *Asker) []Case {
	known := []setting{{"plain", a.minimal(), a.printed()}}
	for _, order := range a.op.Relations {
		if begin, end, ok := a.ordering(order); ok && end-begin > 86400 { // who has one period for all may have this
			known = append(known, setting{"first-day", during(a.minimal(), order, begin, begin+86400), a.printed()})
		}
	}
	varied := slices.DeleteFunc(a.varied(r), func(v variation) bool { return !a.answeredBy(other, v.setting) })
	lists := slices.IndexFunc(varied, func(v variation) bool { return v.of.Kind == contract.List })
	var out []Case
	for i, v := range varied {
		unlike := varied[(i+len(varied)/2)%len(varied)]
		if lists >= 0 && v.of.Kind != contract.List { // who looks at one thing always may look at a list
			unlike = varied[lists]
		}
		c := a.related(r, v.variant, nil)
		asked := a.held(r, other, v.setting)
		c.Want = want.FileHolds{Path: r.Fields[0], Of: r.Of, Field: r.Whole, Group: len(asked)}
		seen := map[string]bool{asked[0].Key(): true}
		for _, beside := range append(known[:len(known):len(known)], unlike.setting) {
			if more := a.held(r, other, beside); !seen[more[0].Key()] {
				seen[more[0].Key()], asked = true, append(asked, more...)
			}
		}
		c.Requests, c.Profile, c.Origin = asked, contract.Files, joined(v.of.Origin(contract.Row), r.Origin)
		out = append(out, c)
	}
	return out
}

// variation is a setting in which a parameter is otherwise than in the plain request.
type variation struct {
	setting
	of *contract.Param
}

// varied gives each part of a relation in its other values: those that are enumerated,
// another thing of the account, a list, and one half of the period and the other.
func (a *Asker) varied(r contract.Relation) []variation {
	var out []variation
	add := func(p *contract.Param, variant string, args contract.Args) {
		if slices.Contains(r.Parts, p.Name) && args.JSON() != a.minimal().JSON() {
			out = append(out, variation{setting{variant, args, a.printed()}, p})
		}
	}
	for _, d := range a.dimensions(a.printed()) {
		for _, c := range d.classes {
			if names := c.names(); c.word != "" && len(names) > 0 {
				p, _ := a.op.Param(names[len(names)-1])
				add(p, c.word, a.ruled(a.needed().Merged(c.args), names...))
			}
		}
	}
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if known := a.known(p); p.Kind == contract.String && p.Fixture.Need == contract.Known && len(known) > 1 {
			add(p, p.Name+"-another", a.having(p, contract.Text(known[1])))
		}
	}
	for _, order := range a.op.Relations {
		if begin, end, ok := a.ordering(order); ok {
			middle := (begin + end) / 2 / 3600 * 3600
			from, _ := a.op.Param(order.Parts[0])
			to, _ := a.op.Param(order.Parts[1])
			add(to, to.Name+"-earlier", during(a.minimal(), order, begin, middle))
			add(from, from.Name+"-later", during(a.minimal(), order, middle, end))
		}
	}
	return out
}

// ordering is the period of the plain request, if a relation says that it is one.
func (a *Asker) ordering(r contract.Relation) (begin, end int64, ok bool) {
	if r.Kind != contract.Ordered {
		return 0, 0, false
	}
	return a.period(r)
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
