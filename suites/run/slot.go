package run

import (
	"fmt"
	"runtime/debug"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
)

// slot is the place of a request's answer.
type slot struct {
	done    chan struct{} // closed once the answer is there
	number  int
	answer  *answer.Answer
	settled bool // asked again, or not to be
	panics  any  // what reading the answer panicked with, and where
}

// fill gets the answer. A panic waits for whoever wants the answer: in
// a goroutine of its own it would end the program with the record open.
func (p *slot) fill(get func() *answer.Answer) {
	defer func() {
		if cause := recover(); cause != nil {
			p.panics = fmt.Sprintf("%v\n%s", cause, debug.Stack())
		}
	}()
	p.answer = get()
}

// filled gives the place back once there is an answer in it.
func (p *slot) filled() *slot {
	if p.panics != nil {
		panic(p.panics)
	}
	return p
}

// place gives the place of a request's answer, filled by send if it is empty.
func (s *Session) place(r wire.Request, send func() *wire.Exchange) *slot {
	place, _ := s.placed(r, send)
	return place
}

// placed does so, and tells whether nobody has wanted the answer before.
func (s *Session) placed(r wire.Request, send func() *wire.Exchange) (place *slot, fresh bool) {
	key := r.Key()
	s.mu.Lock()
	place, ok := s.slots[key]
	if !ok {
		place = &slot{number: len(s.order), done: make(chan struct{})}
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
		a := s.shelf.Read(send())
		s.weigh(a)
		return a
	})
	return place, true
}
