package probe

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// ruled makes arguments keep every rule between parameters: those that are to stay do,
// and what a rule wants is added.
func (a *Asker) ruled(args contract.Args, keep ...string) contract.Args {
	args, _ = a.op.Ruled(args, keep, nil, a.sample)
	return args
}

// having gives the plain request with a value of a place.
func (a *Asker) having(p *contract.Param, v contract.Value) contract.Args {
	return a.ruled(a.put(a.needed(), p, v), a.op.Root(p).Name)
}

// without gives arguments that lack a place, and what then may not be there; ok is false
// where every request has it.
func (a *Asker) without(args contract.Args, p *contract.Param) (out contract.Args, ok bool) {
	if args = a.op.Drop(args, p); a.op.Root(p) != p {
		return args, true
	}
	return a.op.Ruled(args, nil, []string{p.Name}, a.sample)
}

// keeps tells whether arguments keep every rule between parameters, those whose lists
// are written out item by item too.
func (a *Asker) keeps(args contract.Args) bool {
	args = slices.Clone(args)
	for i, arg := range args {
		if list, ok := a.op.List(arg.Name[:strings.LastIndexByte(arg.Name, '.')+1]); ok {
			args[i].Name = list.Name
		}
	}
	return len(a.op.Unruled(args)) == 0
}

// lawful tells whether no request of a case breaks a rule between parameters, unless it
// is to, nor one of which nothing is refused has a list with too few items or with one twice.
func (a *Asker) lawful(c Case) bool {
	crowded := func(r wire.Request) bool {
		return slices.ContainsFunc(a.op.Params, func(p contract.Param) bool {
			v, _ := r.Args.Get(p.Name)
			return v.Kind == contract.List && p.Kind == contract.List && (len(v.Items) < p.MinItems || p.UniqueItems && v.Repeats())
		})
	}
	if c.Want.Scope() != want.Refusal && !c.Sweeps() && slices.ContainsFunc(c.Requests, crowded) {
		return false
	}
	requests := c.Requests
	if c.Anchor != nil {
		requests = append(slices.Clone(requests), *c.Anchor)
	}
	return len(a.op.Rules) == 0 || c.unruly || c.Sweeps() ||
		!slices.ContainsFunc(requests, func(r wire.Request) bool {
			return r.Operation == a.op && r.Tamper == (wire.Tamper{}) && !a.keeps(r.Args)
		})
}

// excluded tells whether a rule says that a parameter may not stand beside another.
func (a *Asker) excluded(name string) bool {
	return slices.ContainsFunc(a.op.Rules, func(r contract.Rule) bool {
		return r.Kind == contract.Exclusive && slices.Contains(r.Parameters, name)
	})
}

// breach is a request that breaks one rule and nothing else.
type breach struct {
	variant string
	args    contract.Args
}

// breaches gives the requests that break a rule, made of a legal one: with each two
// that exclude each other, without each that is required, or with none of which one must
// be there.
func (a *Asker) breaches(r *contract.Rule, legal contract.Args) []breach {
	var out []breach
	add := func(variant string, keep, never []string) {
		args := legal
		for _, name := range never {
			args = args.Without(name)
		}
		for _, name := range keep {
			p, _ := a.op.Param(name)
			if value, sent := args.Get(name); !sent || r.Value != "" && value.Text != r.Value {
				args = args.With(name, a.breaking(r, p))
			}
		}
		args, ok := a.op.Unlike(r).Ruled(args, keep, never, a.sample)
		if broken := a.op.Unruled(args); ok && len(broken) == 1 && broken[0].Keyword == r.Kind.Keyword() {
			out = append(out, breach{variant, args})
		}
	}
	switch r.Kind {
	case contract.Exclusive:
		for i, one := range r.Parameters {
			for _, other := range r.Parameters[i+1:] {
				add(one+"-with-"+other, []string{one, other}, nil)
			}
		}
	case contract.Requires:
		for _, other := range r.Parameters[1:] {
			add("without-"+other, r.Parameters[:1], []string{other})
		}
	case contract.AtLeastOne:
		add("none", nil, r.Parameters)
	}
	return out
}

// breaking is the value that a parameter has where it breaks a rule.
func (a *Asker) breaking(r *contract.Rule, p *contract.Param) contract.Value {
	if r.Value != "" {
		return contract.Value{Kind: p.Kind, Text: r.Value}
	}
	return a.sample(p)
}

// ruleOf finds the rule that a trigger of an error row is about.
func (a *Asker) ruleOf(parameter string, when contract.When) (*contract.Rule, bool) {
	for i := range a.op.Rules {
		if r := &a.op.Rules[i]; r.Parameters[0] == parameter && contract.When(r.Kind) == when {
			return r, true
		}
	}
	return nil, false
}
