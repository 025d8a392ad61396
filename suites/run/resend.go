package run

import (
	"context"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
)

// askAgain asks what is pending of operations that are well, at their documented
// rate and, behind pages, one by one, since they may come of too much at once; where
// many come again, ever more slowly. It gives what still is pending. same counts how
// often a failure came again.
func (s *Session) askAgain(ctx context.Context, pending []*slot, well map[*contract.Operation]bool, same map[*slot]int) []*slot {
	came := make([]slot, len(pending))
	workers := s.options.Workers
	for _, place := range pending {
		if x := place.answer.Exchange; x.Failure == wire.Answered && !place.answer.Transient() {
			workers = 1
			s.pace.slow(x.Request.Operation)
		}
	}
	var all atonce.Group
	all.SetLimit(workers)
	for i, place := range pending {
		r := place.answer.Exchange.Request
		if !well[r.Operation] {
			continue
		}
		all.Go(func() error {
			came[i].fill(func() *answer.Answer { return s.cache.Read(s.source.send(ctx, r)) })
			return nil
		})
	}
	_ = all.Wait()
	var left []*slot
	for i, place := range pending {
		a, last := came[i].filled().answer, place.answer
		if a == nil || a.Owner() == answer.Nobody {
			left = append(left, place)
			continue
		}
		unsent := last.Owner() == answer.Nobody
		a.Exchange.Repeats += last.Exchange.Repeats
		s.mu.Lock()
		if !unsent {
			a.Exchange.Repeats++
			s.repeats++
		}
		place.answer = a
		s.mu.Unlock()
		s.weigh(a)
		switch {
		case !a.Inconclusive():
			s.recovered = s.recovered || !unsent
			continue
		case unsent:
		case alikeFailures(a.Exchange, last.Exchange):
			same[place]++
		default:
			same[place] = -maxRounds // it changes: never the target's steady answer
		}
		left = append(left, place)
	}
	s.slower(left, pending)
	return left
}

// slower halves the rate of operations of which more than a quarter is refused again
// for too much at once.
func (s *Session) slower(left, asked []*slot) {
	again, all := map[*contract.Operation]int{}, map[*contract.Operation]int{}
	for _, place := range left {
		if place.answer.Overloaded() {
			again[place.answer.Exchange.Request.Operation]++
		}
	}
	for _, place := range asked {
		all[place.answer.Exchange.Request.Operation]++
	}
	for o, many := range again {
		if 4*many > all[o] {
			s.pace.halve(o)
		}
	}
}

// always takes a failure that came again at least needed times for the target's own
// answer, and gives the places that are still pending. Where nothing but failures ever
// came by a way of asking, it is taken for the answer to every request of that way.
func (s *Session) always(pending []*slot, same map[*slot]int, needed int) []*slot {
	var left, settled []*slot
	for _, place := range pending {
		if same[place] < needed {
			left = append(left, place)
		} else {
			settled = append(settled, place)
		}
	}
	if len(settled) == 0 {
		return left
	}
	answered := s.answeredWays()
	for _, place := range settled {
		s.takeForTargets(place)
		if w := way(place.answer.Exchange.Request); !answered[w] {
			s.steady[w] = place.answer
		}
	}
	return left
}

func alikeFailures(a, b *wire.Exchange) bool { return a.Failure == b.Failure && a.Status == b.Status }
