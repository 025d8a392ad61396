package run

import (
	"fmt"
	"iter"
	"maps"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/target"
)

// A part has so many operations, which are asked beside each other: more than there are
// workers, as each waits for a rate of its own. It has fewer where they have so many cases:
// what is known of all of them is held at a time.
const (
	together  = 32
	manyCases = 6000
)

// Parts is a plan of however many operations: a few of them at a time are planned, carried
// out and let go, so that nothing holds the cases of all. Only how much there is to do is
// known beforehand.
type Parts struct {
	Announced
	operations []*contract.Operation
	accounts   map[string]probe.Account
	selection  Selection
	whole      bool  // all operations are one part, however many
	only       *Plan // where there is one part, it is not made twice
}

// NewParts announces the plan of a selection. A prefix that no id has, or a selection
// that leaves nothing, is an error: nothing selected is not a pass.
func NewParts(operations []*contract.Operation, t *target.Target, s Selection) (*Parts, error) {
	p := &Parts{operations: operations, accounts: at(t.Accounts(), time.Now()), selection: s}
	return p, p.announce()
}

// announce makes all parts for the first time.
func (p *Parts) announce() error {
	s, unmet := p.selection, newUnmet(p.selection)
	for made := range p.make {
		unmet.meet(made.cases, made.unasked)
		plan := s.plan(made.cases, made.unasked, p.accounts)
		p.take(plan)
		if made.operations == len(p.operations) {
			p.only = &plan
		}
	}
	if err := unmet.err(p); err != nil {
		return err
	}
	if p.Planned == 0 {
		return fmt.Errorf("the selection leaves no case: level %s, profiles %v, ids %v, without %v", s.Level, s.profiles(), s.Prefixes, s.Skip)
	}
	return nil
}

// at gives accounts that are asked at a time, unless they say when: what is made twice is
// made for one moment.
func at(accounts map[string]probe.Account, now time.Time) map[string]probe.Account {
	out := maps.Clone(accounts)
	for product, account := range out {
		if account.Asked.IsZero() {
			account.Asked = now
			out[product] = account
		}
	}
	return out
}

// made are all cases of some operations, and the draws beside them.
type made struct {
	operations int // how many
	cases      []probe.Case
	unasked    []probe.Unasked
}

// make makes the cases of all operations, a part at a time.
func (p *Parts) make(yield func(made) bool) {
	var some made
	var draws []probe.Case
	for i, o := range p.operations {
		cases, left := probe.Of(o, p.operations, p.accounts[o.Product])
		some.operations, some.cases, some.unasked = some.operations+1, append(some.cases, cases...), append(some.unasked, left...)
		if p.selection.Draw > 0 {
			draws = append(draws, probe.Draws(o, p.selection.Draw, p.selection.Seed))
		}
		if full := some.operations == together || len(some.cases) >= manyCases; (!full || p.whole) && i+1 < len(p.operations) {
			continue
		}
		some.cases = append(some.cases, draws...)
		if !yield(some) {
			return
		}
		some, draws = made{}, nil
	}
}

// All gives the parts in the order of the operations, those that the selection leaves
// nothing of too. Each is made when it is wanted.
func (p *Parts) All() iter.Seq[Plan] {
	return func(yield func(Plan) bool) {
		if p.only != nil {
			yield(*p.only)
			return
		}
		for some := range p.make {
			if !yield(p.selection.plan(some.cases, some.unasked, p.accounts)) {
				return
			}
		}
	}
}

// Whole gives all parts as one plan, for who holds every case anyway.
func (p *Parts) Whole() Plan {
	var out Plan
	for part := range p.All() {
		out.Cases, out.Requests, out.Unasked = append(out.Cases, part.Cases...), append(out.Requests, part.Requests...), append(out.Unasked, part.Unasked...)
	}
	return out
}
