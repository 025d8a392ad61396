package contract

import (
	"slices"
	"strings"
)

// RuleKind says what a request that has some parameters may not have, or must have,
// beside them.
type RuleKind string

// The kinds of rules. Error rows have triggers of the same names.
const (
	Exclusive  RuleKind = "exclusive"    // at most one of the parameters is sent
	Requires   RuleKind = "requires"     // the first is sent only with all the others
	AtLeastOne RuleKind = "at-least-one" // one of the parameters is sent, or several
)

// RuleKinds lists them.
func RuleKinds() []RuleKind { return []RuleKind{Exclusive, Requires, AtLeastOne} }

// Keyword is what a violation of a rule of the kind is called.
func (k RuleKind) Keyword() Keyword { return Keyword(k) }

// Rule is a demand on which parameters stand together in a request.
type Rule struct {
	ID         string
	Kind       RuleKind
	Parameters []string
	Value      string // of the first parameter of Requires, where only this value requires the others; "" for all
	Text       string // the demand in our words
	Level      Level
	Origin
}

// Has tells whether a parameter says something: it is sent, and neither null nor empty.
func (a Args) Has(name string) bool {
	v, sent := a.Get(name)
	return sent && v.Kind != Null && (v.Text != "" || len(v.Items) > 0 || len(v.Members) > 0)
}

// lacking gives the parameters that a request has too few of to keep the rule.
func (r *Rule) lacking(args Args) []string {
	switch first, _ := args.Get(r.Parameters[0]); {
	case r.Kind == AtLeastOne && !slices.ContainsFunc(r.Parameters, args.Has):
		return r.Parameters
	case r.Kind == Requires && args.Has(r.Parameters[0]) && (r.Value == "" || first.Text == r.Value):
		return slices.DeleteFunc(slices.Clone(r.Parameters[1:]), args.Has)
	}
	return nil
}

// excess gives the parameters of which a request has too many to keep the rule.
func (r *Rule) excess(args Args) []string {
	sent := slices.DeleteFunc(slices.Clone(r.Parameters), func(name string) bool { return !args.Has(name) })
	if r.Kind != Exclusive || len(sent) < 2 {
		return nil
	}
	return sent
}

// Unruled says which rules between parameters arguments break, each under its first
// parameter.
func (o *Operation) Unruled(args Args) []Violation {
	var out []Violation
	for i := range o.Rules {
		r := &o.Rules[i]
		if excess := r.excess(args); len(excess) > 0 {
			out = append(out, Violation{r.Parameters[0], r.Kind.Keyword(), strings.Join(excess, " beside ")})
		} else if lacking := r.lacking(args); len(lacking) > 0 {
			out = append(out, Violation{r.Parameters[0], r.Kind.Keyword(), "without " + strings.Join(lacking, ", ")})
		}
	}
	return out
}

// Ruled gives the arguments changed so that they keep every rule between parameters: of
// those that exclude each other those that are kept stay, or else the first; what is
// required is added, with the value of sample, or what requires it left out. What is never to be
// there is not added. Where no request is like that, ok is false.
func (o *Operation) Ruled(args Args, keep, never []string, sample func(*Param) Value) (out Args, ok bool) {
	keep, never = slices.Clone(keep), slices.Clone(never)
	fixed := func(name string) bool {
		p, known := o.Param(name)
		return slices.Contains(keep, name) || known && p.Required
	}
	drop := func(name string) bool {
		args, never = args.Without(name), append(never, name)
		return !fixed(name)
	}
	add := func(name string) bool {
		p, known := o.Param(name)
		if !known || slices.Contains(never, name) {
			return false
		}
		args = args.With(name, sample(p))
		return args.Has(name)
	}
	for range 2*len(o.Params) + 2 {
		i := slices.IndexFunc(o.Rules, func(r Rule) bool { return len(r.excess(args)) > 0 || len(r.lacking(args)) > 0 })
		if i < 0 {
			return args, true
		}
		r, done := &o.Rules[i], false
		switch sent, missing := r.excess(args), r.lacking(args); {
		case len(sent) > 0:
			stays := sent[max(0, slices.IndexFunc(sent, fixed))]
			done = !slices.ContainsFunc(sent, func(name string) bool { return name != stays && !drop(name) })
		case r.Kind == AtLeastOne:
			done = slices.ContainsFunc(missing, add)
		case slices.ContainsFunc(missing, func(name string) bool { return slices.Contains(never, name) }):
			done = drop(r.Parameters[0])
		default:
			done = !slices.ContainsFunc(missing, func(name string) bool { return !add(name) })
			if fixed(r.Parameters[0]) {
				keep = append(keep, missing...)
			}
		}
		if !done {
			return args, false
		}
	}
	return args, false
}

// Unlike gives a copy of the operation that lacks a rule.
func (o *Operation) Unlike(r *Rule) *Operation {
	out := *o
	out.Rules = slices.DeleteFunc(slices.Clone(o.Rules), func(other Rule) bool { return other.ID == r.ID })
	return &out
}
