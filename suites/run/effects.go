package run

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// What an operation that may change things is asked, without leave. Only what
// changes nothing even where a target wrongly takes it is sent: a trial, or a
// request that lacks a parameter without which nobody knows what to do. All else
// that must be refused is not: a wrong signature or an unknown version in front of a
// request that is whole is taken by every server that checks neither, and done. What
// the gateway refuses is the same for the reads of a product, and is asked of them.

// harmless tells whether a request changes nothing, whatever becomes of it.
func harmless(r wire.Request) bool {
	op := r.Operation
	if !op.Writes() {
		return true
	}
	if trial, ok := op.Trial(); ok {
		value, _ := r.Args.Get(trial.Name)
		return r.Body == nil && value.Text == trial.Value.Text
	}
	return r.Body == nil && slices.ContainsFunc(op.Params, func(p contract.Param) bool { return p.Required && !named(r.Args, p.Name) })
}

// named tells whether arguments hold a parameter, in whatever writing: its name in
// other case, an item of it, what stands below it.
func named(args contract.Args, name string) bool {
	return slices.ContainsFunc(args, func(arg contract.Arg) bool {
		n := len(name)
		return len(arg.Name) >= n && strings.EqualFold(arg.Name[:n], name) && (len(arg.Name) == n || strings.ContainsRune(".[", rune(arg.Name[n])))
	})
}

// unwritten says that an operation is not asked, for it may change things.
func unwritten(op *contract.Operation) string {
	return fmt.Sprintf("a write: asked only with --writes %s", op.Key())
}

// again tells whether a request may be sent more than once.
func again(r wire.Request) bool { return harmless(r) || r.Operation.Effect.Repeatable }

// careful gives of cases what may be asked of operations that may change things, a
// case for each. A case that looks at all answers looks at those that there are.
func (s Selection) careful(cases []probe.Case, accounts map[string]probe.Account) []probe.Case {
	out, sent := make([]probe.Case, len(cases)), map[string]bool{}
	for i, c := range cases {
		if out[i] = c; c.Sweeps() || !c.Operation.Writes() || c.Skip != "" {
			continue
		}
		if slices.Contains(s.Writes, c.Operation.Key()) {
			out[i] = singleWrite(c, accounts[c.Operation.Product])
		} else {
			out[i] = withoutWrites(c)
		}
		for _, r := range Needs(out[i]) {
			sent[r.Key()] = true
		}
	}
	for i, c := range out {
		if c.Sweeps() && c.Operation.Writes() && c.Skip == "" {
			unsent := func(r wire.Request) bool { return !sent[r.Key()] }
			c.Requests = slices.DeleteFunc(slices.Clone(c.Requests), unsent)
			if len(c.Requests) == 0 && !slices.Contains(s.Writes, c.Operation.Key()) {
				c.Skip, c.Outside = unwritten(c.Operation), true
			}
			out[i] = c
		}
	}
	return out
}

// withoutWrites is a case without leave to write. A refusal is asked without its anchor,
// which would be accepted; or both as trials.
func withoutWrites(c probe.Case) probe.Case {
	if trial, ok := c.Operation.Trial(); ok && c.Anchor != nil && aboutOneAnswer(c.Want) {
		return asTrial(c, trial)
	}
	harmful := func(r wire.Request) bool { return !harmless(r) }
	if c.Want.Scope() != want.Refusal || len(c.Requests) == 0 || c.Order != probe.AnyOrder || slices.ContainsFunc(c.Requests, harmful) {
		c.Skip, c.Outside = unwritten(c.Operation), true
		return c
	}
	return withoutAnchor(c)
}

// aboutOneAnswer tells whether a want is about one answer.
func aboutOneAnswer(w want.Want) bool { return w.Scope() == want.Last || w.Scope() == want.Refusal }

// withoutAnchor is a case without an anchor. What asks about the common protocol is content
// with its refusal.
func withoutAnchor(c probe.Case) probe.Case {
	if _, common := c.Want.(want.Denied); c.Anchor != nil && !common {
		c.Want = want.Unanchored{Want: c.Want}
	}
	c.Anchor, c.Root, c.Measure = nil, nil, nil
	return c
}

// singleWrite is a case with leave to write. What may not be done again is done once, as
// the plain request; a server is right to refuse, or to do, anything that follows.
func singleWrite(c probe.Case, account probe.Account) probe.Case {
	switch plain := probe.PlainRequests(c.Operation, account); {
	case c.Order == probe.AllAtOnce:
		c.Skip = "a write is asked one request at a time"
	case c.Operation.Effect.Repeatable:
	case !aboutOneAnswer(c.Want) || len(c.Requests) != 1 || len(plain) == 0,
		c.Want.Scope() != want.Refusal && c.Requests[0].Key() != plain[0].Key():
		c.Skip, c.Outside = "a write is done once, unless its effect says that it is repeatable", true
	case c.Anchor != nil && c.Anchor.Key() != plain[0].Key():
		return withoutAnchor(c)
	default:
		c.Measure = nil
	}
	return c
}

// asTrial gives a case as trials; one that is about the parameter of trials cannot be.
func asTrial(c probe.Case, trial contract.Arg) probe.Case {
	as := func(r *wire.Request) { r.Args = r.Args.With(trial.Name, trial.Value) }
	requests := make([]wire.Request, len(c.Requests))
	for i, r := range c.Requests {
		if _, sent := r.Args.Get(trial.Name); sent || r.Body != nil {
			c.Skip, c.Outside = unwritten(c.Operation), true
			return c
		}
		requests[i] = r.Altered(as)
	}
	c.Requests = requests
	for _, beside := range []**wire.Request{&c.Anchor, &c.Root} {
		if *beside != nil {
			altered := (*beside).Altered(as)
			*beside = &altered
		}
	}
	return c
}

// may tells whether a request may be sent: the last look, whoever asks.
func (o *Options) may(r wire.Request) bool {
	return harmless(r) || slices.Contains(o.Writes, r.Operation.Key())
}
