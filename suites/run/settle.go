package run

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// What got no answer of the target's own is asked again in rounds: a restart
// takes seconds, an overload ends when less is asked.
const (
	firstPause = 300 * time.Millisecond
	longPause  = 1500 * time.Millisecond
	patience   = 8 * time.Second // without any answer of the target's own
	maxRounds  = 14              // of which none brought an answer of the target's own
	// longestSettling bounds what a target that answers some and not others costs: after
	// it each round must halve what is left.
	longestSettling = time.Minute
	// steadyRounds is how often the same must come again to be the target's fault;
	// where any other request of the run was answered the second time, it is
	// chanceRounds or more, until what chance would do is less likely than chance.
	steadyRounds, chanceRounds = 5, 12
	chance                     = 0.001
)

// unsettled collects what a case needs, and gives the places whose answer is not
// the target's own and was not asked for again yet. A burst cannot be asked again
// one by one; its anchor can.
func (s *Session) unsettled(ctx context.Context, c probe.Case) []*slot {
	c = s.within(c)
	if _, live := s.source.(wired); !live || c.Skip != "" {
		return nil
	}
	s.alone(c)
	needs := Needs(c)
	if c.Order == probe.AllAtOnce {
		needs = needs[:min(1, len(needs))]
	}
	var out []*slot
	for _, r := range needs {
		if place := s.ask(ctx, r); place.answer.Inconclusive() && !place.settled {
			out = append(out, place)
		}
	}
	return out
}

// settle asks again, spaced, until an answer of the target's own came or the
// same came so often that it is the target's fault. Nothing else may be under way
// for these places.
func (s *Session) settle(ctx context.Context, places []*slot) {
	var pending []*slot
	for _, place := range places {
		if r := place.answer.Exchange.Request; !place.settled && again(r) && !s.over(r.Operation) { // two cases may need one
			pending = append(pending, place)
		}
		place.settled = true
	}
	if pending = s.settleByWay(pending); len(pending) == 0 || s.hopeless() {
		return
	}
	kept, aside := s.oneForEach(pending)
	s.rounds(ctx, kept)
	s.rounds(ctx, s.settleByWay(aside))
}

// rounds asks again, round by round, what is pending: places of which none says what
// becomes of another.
func (s *Session) rounds(ctx context.Context, pending []*slot) {
	if len(pending) == 0 || s.hopeless() {
		return
	}
	began := time.Now()
	same, useful := map[*slot]int{}, began
	pause, many := max(firstPause, s.askedToWait()), len(pending)
	for round, left := 0, maxRounds; left > 0 && len(pending) > 0 && ctx.Err() == nil; round, left = round+1, left-1 {
		wait(ctx, pause)
		pause = min(max(pause*2, firstPause), longPause)
		s.retrying()
		well := s.answeringNow(ctx, pending, round)
		s.shift(ctx, pending, round)
		before := len(pending)
		if pending = s.askAgain(ctx, pending, well, same); len(pending) < before {
			left = maxRounds
		}
		if len(well) > 0 {
			useful = time.Now()
		}
		pending = s.always(pending, same, s.enough(many))
		if time.Since(useful) > patience || time.Since(began) > longestSettling && 2*len(pending) > before {
			s.gaveUp = true
			return
		}
	}
}

// hopeless tells whether nothing is asked again any more.
func (s *Session) hopeless() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gaveUp = s.gaveUp || s.full() || s.tooLate()
	return s.gaveUp
}

// enough is how often the same must come again at one of so many places to be no
// chance: the more of a run's answers are not the target's own, the oftener.
func (s *Session) enough(places int) int {
	if !s.recovered {
		return steadyRounds
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	share := min(float64(s.foreign)/float64(max(s.count, 1)), 0.9)
	return max(chanceRounds, int(math.Ceil(math.Log(chance/float64(places))/math.Log(share))))
}

// answeringNow gives the operations that are answered now, asked with a request that
// was answered before or, where none was, with the first of those pending. While
// one meets silence the others are left for the next round, which begins with
// another: a target that is gone is asked once a round.
func (s *Session) answeringNow(ctx context.Context, pending []*slot, round int) map[*contract.Operation]bool {
	var asks []wire.Request
	for _, place := range pending {
		r := place.answer.Exchange.Request
		if !slices.ContainsFunc(asks, func(other wire.Request) bool { return other.Operation == r.Operation }) {
			asks = append(asks, r)
		}
	}
	out := map[*contract.Operation]bool{}
	for i := range asks {
		r := asks[(i+round)%len(asks)]
		good, ok := s.answered(r.Operation)
		if !ok && s.misplaced(pending, r.Operation) {
			good, ok = s.answered(nil)
		}
		if ok {
			r = good
		}
		a := s.probe(ctx, r)
		for try := 1; ok && a.Transient() && try < 3; try++ { // it is there, and refuses by chance
			s.recovered = true
			a = s.probe(ctx, r)
		}
		switch {
		case a.Exchange.Cut: // no end of it: nothing is learnt by asking on
			return out
		case !a.Inconclusive() && !a.Throttled():
			out[asks[(i+round)%len(asks)].Operation] = true
		case a.Class == answer.Silent:
			return out
		case good.Operation != nil: // what was answered before is not: it is chance
			s.recovered = true
		}
	}
	return out
}

// probe asks what shows whether anything is answered now.
func (s *Session) probe(ctx context.Context, r wire.Request) *answer.Answer {
	a := answer.Read(s.source.send(ctx, r))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.repeats++
	if !a.Inconclusive() && a.Readable() && !a.Throttled() {
		s.useful(r.Operation)
	}
	return a
}

// shift sends some more of what was answered before, another number each round: who
// deals requests out in turn, to a server that is down too, must not hit the same one
// each time.
func (s *Session) shift(ctx context.Context, pending []*slot, round int) {
	good, ok := s.answered(pending[0].answer.Exchange.Request.Operation)
	for range round % 4 {
		if !ok {
			return
		}
		s.recovered = s.probe(ctx, good).Inconclusive() || s.recovered
	}
}

// misplaced tells whether an operation is only ever answered by a page or shown
// elsewhere: then it is the others that show whether a portal is what is asked.
func (s *Session) misplaced(pending []*slot, o *contract.Operation) bool {
	return !slices.ContainsFunc(pending, func(place *slot) bool {
		return place.answer.Exchange.Request.Operation == o && !place.answer.Misplaced()
	})
}

// answered gives a request that got a result in this session, of an operation or, for
// nil, of any.
func (s *Session) answered(o *contract.Operation) (wire.Request, bool) {
	for _, a := range s.answersSoFar() {
		if r := a.Exchange.Request; a.Class == answer.Success && (o == nil || r.Operation == o) && again(r) {
			return a.Exchange.Request, true
		}
	}
	return wire.Request{}, false
}

// wait sleeps, or less if ctx ends.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
