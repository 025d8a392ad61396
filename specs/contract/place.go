package contract

import (
	"slices"
	"strings"
)

// Places lists the parameters and every place below one, outermost first.
func (o *Operation) Places() []*Param {
	var out []*Param
	for i := range o.Params {
		o.Params[i].Walk(func(p *Param) { out = append(out, p) })
	}
	return out
}

// Root gives the parameter that a place is, or stands below; it panics for a place
// of another operation.
func (o *Operation) Root(p *Param) *Param {
	name, _, _ := strings.Cut(p.Path, "/")
	root, ok := o.Param(name)
	if !ok {
		panic("no parameter of " + o.Name + ": " + p.Path)
	}
	return root
}

// Counterpart finds the place of another copy of the operation.
func (o *Operation) Counterpart(p *Param) (*Param, bool) {
	places := o.Places()
	i := slices.IndexFunc(places, func(q *Param) bool { return q.Path == p.Path && q.Name == p.Name })
	if i < 0 {
		return nil, false
	}
	return places[i], true
}

// IsItem tells whether a place is the items of a list, which have no name.
func (s *Schema) IsItem() bool { return s.Name == "" }

// steps lead from the parameter to a place below it: names of members, and "" from
// a list to an item.
func (o *Operation) steps(p *Param) []string {
	var out []string
	at := o.Root(p)
	for _, name := range strings.Split(p.Path, "/")[1:] {
		for ; at.Items != nil; at = at.Items {
			out = append(out, "")
		}
		out, at = append(out, name), at.Member(name)
	}
	for ; p.IsItem() && at != p && at.Items != nil; at = at.Items {
		out = append(out, "")
	}
	return out
}

// At gives the value of a place, that of the first item of each list on the way;
// sent is false where there is none.
func (o *Operation) At(args Args, p *Param) (v Value, sent bool) {
	v, sent = args.Get(o.Root(p).Name)
	for _, step := range o.steps(p) {
		switch {
		case !sent:
		case step != "":
			v, sent = v.Members.Get(step)
		case len(v.Items) == 0:
			return Value{}, false
		default:
			v = v.Items[0]
		}
	}
	return v, sent
}

// Put gives a copy of arguments in which a place has a value, in the first item of
// each list on the way. What it stands in and is not there is made by sample.
func (o *Operation) Put(args Args, p *Param, v Value, sample func(*Param) Value) Args {
	root := o.Root(p)
	held, sent := args.Get(root.Name)
	if !sent && root != p {
		held = sample(root)
	}
	return args.With(root.Name, put(held, root, o.steps(p), v, sample))
}

func put(held Value, s *Schema, steps []string, v Value, sample func(*Param) Value) Value {
	if len(steps) == 0 {
		return v
	}
	if steps[0] == "" {
		held.Kind, held.Items = List, slices.Clone(held.Items)
		if len(held.Items) == 0 {
			held.Items = []Value{sample(s.Items)}
		}
		held.Items[0] = put(held.Items[0], s.Items, steps[1:], v, sample)
		return held
	}
	member := s.Member(steps[0])
	inner, there := held.Members.Get(steps[0])
	if !there && len(steps) > 1 {
		inner = sample(member)
	}
	held.Kind, held.Members = Object, held.Members.With(steps[0], put(inner, member, steps[1:], v, sample))
	return held
}

// Drop gives a copy of arguments that lacks a place, in the first item of each list on
// the way.
func (o *Operation) Drop(args Args, p *Param) Args {
	root := o.Root(p)
	held, sent := args.Get(root.Name)
	if root == p || !sent {
		return args.Without(p.Name)
	}
	return args.With(root.Name, drop(held, o.steps(p)))
}

func drop(held Value, steps []string) Value {
	switch {
	case steps[0] == "" && len(held.Items) > 0:
		held.Items = slices.Clone(held.Items)
		held.Items[0] = drop(held.Items[0], steps[1:])
	case steps[0] == "":
	case len(steps) == 1:
		held.Members = held.Members.Without(steps[0])
	default:
		if inner, there := held.Members.Get(steps[0]); there {
			held.Members = held.Members.With(steps[0], drop(inner, steps[1:]))
		}
	}
	return held
}

// Each gives a copy of arguments in which every value of a place is another one, in
// all items of the lists on the way.
func (o *Operation) Each(args Args, p *Param, change func(Value) Value) Args {
	root := o.Root(p)
	held, sent := args.Get(root.Name)
	if !sent {
		return args
	}
	return args.With(root.Name, each(held, o.steps(p), change))
}

func each(held Value, steps []string, change func(Value) Value) Value {
	switch {
	case len(steps) == 0:
		return change(held)
	case steps[0] == "":
		held.Items = slices.Clone(held.Items)
		for i := range held.Items {
			held.Items[i] = each(held.Items[i], steps[1:], change)
		}
	default:
		if inner, there := held.Members.Get(steps[0]); there {
			held.Members = held.Members.With(steps[0], each(inner, steps[1:], change))
		}
	}
	return held
}
