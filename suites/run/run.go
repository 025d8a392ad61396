package run

import (
	"context"
	"slices"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// Decided is a verdict and the numbers of the exchanges it rests on.
type Decided struct {
	judge.Verdict
	Exchanges []int
	// Further are exchanges of what was asked beside the plan to decide: whether
	// the data stands still, where the limit is.
	Further []int
	// Unasked is true when a record answers and does not hold what the case
	// needs: then there is no verdict.
	Unasked bool
}

// Each carries out a plan and hands over each verdict as it is decided, in the
// plan's order: bursts last, and behind them what was asked again. It returns whether all were:
// false when ctx ended first, or when First finds that something is not set up.
func (s *Session) Each(ctx context.Context, p Plan, decided func(Decided)) bool {
	if s.First(ctx, p.Cases) != nil {
		return false
	}
	stop := s.Ahead(ctx, p.Cases)
	defer stop()
	var later []probe.Case
	var places []*slot
	for _, c := range burstsLast(p.Cases) {
		if open := s.unsettled(ctx, c); len(open) > 0 {
			places, later = append(places, open...), append(later, c)
			continue
		}
		d, ok := s.decide(ctx, c)
		if !ok {
			return false
		}
		decided(d)
	}
	s.settle(ctx, places)
	for _, c := range later {
		d, ok := s.decide(ctx, c)
		if !ok {
			return false
		}
		decided(d)
	}
	return true
}

// Ahead begins to send what cases need, several at a time and in their order,
// so that Decide finds answers waiting. Operations do not wait for each other, since
// each has a rate of its own. The function it returns ends that and waits until
// nothing is under way.
func (s *Session) Ahead(ctx context.Context, cases []probe.Case) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var anyOrder []probe.Case
	inTurn := map[*contract.Operation][]probe.Case{}
	for _, c := range cases {
		switch c = s.within(c); {
		case c.Operation.Writes() || c.Skip != "":
		case c.Order == probe.AnyOrder:
			anyOrder = append(anyOrder, c)
		case c.Order == probe.InTurn && s.pace.limiter(c.Operation) != nil:
			inTurn[c.Operation] = append(inTurn[c.Operation], c)
		}
	}
	queues := map[*contract.Operation][]wire.Request{}
	for _, r := range requests(anyOrder) {
		queues[r.Operation] = append(queues[r.Operation], r)
	}
	var operations atonce.Group
	for o, queue := range queues {
		over := make(chan struct{})
		s.following[o] = over
		operations.Go(func() error {
			defer close(over)
			s.several(ctx, queue)
			for _, c := range inTurn[o] {
				for _, r := range Needs(c) {
					if ctx.Err() == nil {
						s.ahead(ctx, r)
					}
				}
			}
			return nil
		})
	}
	return func() {
		cancel()
		_ = operations.Wait()
	}
}

// several sends requests, as many at a time as may be under way.
func (s *Session) several(ctx context.Context, list []wire.Request) {
	var asking atonce.Group
	asking.SetLimit(s.options.Workers)
	for _, r := range list {
		asking.Go(func() error {
			if ctx.Err() == nil {
				s.ahead(ctx, r)
			}
			return nil
		})
	}
	_ = asking.Wait() // what goes wrong is in the answers
}

// alone waits until nothing is sent ahead to the operation of a case whose requests
// follow each other, so that nothing stands in between.
func (s *Session) alone(c probe.Case) {
	if over := s.following[c.Operation]; over != nil && c.Order == probe.InTurn {
		<-over
	}
}

// burstsLast moves the cases that need the target for themselves to the end,
// where nothing else is under way: those whose requests follow each other, and
// behind them the bursts, and last what may change things.
func burstsLast(cases []probe.Case) []probe.Case {
	out := slices.Clone(cases)
	slices.SortStableFunc(out, func(a, b probe.Case) int { return order(a) - order(b) })
	return out
}

func order(c probe.Case) int {
	switch {
	case c.Operation.Writes():
		return 3
	case c.Order == probe.AllAtOnce:
		return 2
	case c.Order == probe.InTurn:
		return 1
	}
	return 0
}
