package run

import (
	"context"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// slot is the place of a request's answer.
type slot struct {
	done    chan struct{} // closed once the answer is there
	number  int
	answer  *answer.Answer
	settled bool          // asked again, or not to be
	panics  *atonce.Panic // of reading the answer
}

// fill gets the answer. A panic waits for whoever wants the answer.
func (p *slot) fill(get func() *answer.Answer) {
	p.panics = atonce.Caught(func() { p.answer = get() })
}

// filled gives the place back once there is an answer in it.
func (p *slot) filled() *slot {
	p.panics.Raise()
	return p
}

// collect gets the answers to what a case needs, in the order it wants.
func (s *Session) collect(ctx context.Context, c probe.Case) ([]*answer.Answer, []int) {
	needs := Needs(c)
	slots := make([]*slot, len(needs))
	if c.Order == probe.AllAtOnce {
		slots[0] = s.ask(ctx, needs[0])
		s.burst(ctx, needs[1:], slots[1:])
	} else {
		for i, r := range needs {
			slots[i] = s.ask(ctx, r)
		}
	}
	answers, exchanges := make([]*answer.Answer, len(slots)), make([]int, len(slots))
	for i, place := range slots {
		answers[i], exchanges[i] = place.filled().answer, place.number
	}
	return answers, exchanges
}

// Ask sends one request, keeping the pace, unless that was done, and reads its
// answer. It never fails: what goes wrong is in the answer.
func (s *Session) Ask(ctx context.Context, r wire.Request) *answer.Answer {
	return s.ask(ctx, r).answer
}

// ask sends a request, keeping the pace, unless that was done, and waits for
// the answer.
func (s *Session) ask(ctx context.Context, r wire.Request) *slot {
	return s.ahead(ctx, r).filled()
}

// ahead sends a request as ask does, for an answer that is wanted later.
func (s *Session) ahead(ctx context.Context, r wire.Request) *slot {
	return s.place(r, func() *wire.Exchange { return s.source.send(ctx, r) })
}

// place gives the place of a request's answer, filled by send if it is empty.
func (s *Session) place(r wire.Request, send func() *wire.Exchange) *slot {
	place, _ := s.placed(r, send)
	return place
}

// placed gives the place as place does; fresh is true if nobody has wanted the answer
// before.
func (s *Session) placed(r wire.Request, send func() *wire.Exchange) (place *slot, fresh bool) {
	key := r.Key()
	s.mu.Lock()
	place, ok := s.slots[key]
	if !ok {
		place = &slot{number: s.released + len(s.order), done: make(chan struct{})}
		s.slots[key] = place
		s.order = append(s.order, place)
	}
	s.mu.Unlock()
	if ok {
		<-place.done
		return place, false
	}
	defer close(place.done)
	place.fill(func() *answer.Answer {
		a := s.cache.Read(send())
		if a.Transient() && s.inProcess(r.Operation) { // no other clock and no other keys: it is no chance
			a.Exchange.Steady = true
		}
		s.weigh(a)
		return a
	})
	return place, true
}
