package run

import (
	"context"
	"slices"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// way names an operation, a carrier and a format: what a server may not serve at
// all, while it answers everything else.
func way(r wire.Request) string {
	return r.Operation.Key() + " " + r.Carrier.ID + " " + string(r.Format)
}

// oneForEach keeps one place of each way that nothing of the target's own ever came
// by, and puts the others aside: what becomes of it says what becomes of them.
func (s *Session) oneForEach(places []*slot) (kept, aside []*slot) {
	answered, taken := s.answeredWays(), map[string]bool{}
	for _, place := range places {
		r := place.answer.Exchange.Request
		switch w := way(r); {
		case answered[w] || !taken[w] && place.answer.Owner() != answer.Nobody:
			kept, taken[w] = append(kept, place), true
		default:
			aside = append(aside, place)
		}
	}
	return kept, aside
}

// answeredWays gives those by which an answer of the target's own came, however it
// is taken now.
func (s *Session) answeredWays() map[string]bool {
	out := map[string]bool{}
	for _, a := range s.answersSoFar() {
		if !a.Inconclusive() && !a.Exchange.Steady {
			out[way(a.Exchange.Request)] = true
		}
	}
	return out
}

// answersSoFar gives the answers that have come, in the order in which they were asked for.
func (s *Session) answersSoFar() []*answer.Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*answer.Answer
	for _, place := range s.order {
		select {
		case <-place.done:
			if place.answer != nil {
				out = append(out, place.answer)
			}
		default: // under way
		}
	}
	return out
}

// settleByWay takes the failures of ways of asking that are known to fail always for the
// target's own answers, and gives the other places. What was not sent by such a way is
// not sent any more.
func (s *Session) settleByWay(places []*slot) []*slot {
	var left []*slot
	for _, place := range places {
		a := place.answer
		switch always := s.steady[way(a.Exchange.Request)]; {
		case always == nil:
			left = append(left, place)
		case a.Owner() == answer.Nobody:
		case alikeFailures(a.Exchange, always.Exchange):
			s.takeForTargets(place)
		default:
			left = append(left, place)
		}
	}
	return left
}

// takeForTargets takes the failure at a place for the target's own, steady answer.
func (s *Session) takeForTargets(place *slot) {
	x, open := *place.answer.Exchange, place.answer.Inconclusive()
	x.Steady = true
	a := answer.Read(&x)
	s.mu.Lock()
	place.answer = a
	if open {
		s.foreign -= 1 + x.Repeats
	}
	s.mu.Unlock()
}

// unserved finds that a case takes a way of asking which the target does not serve:
// by it the plain request meets a stranger's answer, by another way it is accepted.
func (s *Session) unserved(ctx context.Context, c probe.Case, answers []*answer.Answer, d *Decided) bool {
	other := func(a *answer.Answer) bool { return !a.Strange() }
	if c.Serves || c.Operation.Writes() || c.Sweeps() && slices.ContainsFunc(answers, other) {
		return false
	}
	asked := map[string]bool{}
	for _, a := range answers {
		taken := way(a.Exchange.Request)
		if !a.Strange() || asked[taken] {
			continue
		}
		asked[taken] = true
		var own, other *answer.Answer
		for _, r := range probe.PlainRequests(c.Operation, s.accounts[c.Operation.Product]) {
			switch {
			case way(r) == taken:
				own = s.further(ctx, r, d)
			case other == nil || other.Class != answer.Success:
				other = s.further(ctx, r, d)
			}
		}
		if own != nil && other != nil && judge.ServedOtherwise(own, other) {
			d.Verdict = judge.NotServed(c, own)
			return true
		}
	}
	return false
}
