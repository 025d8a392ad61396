package run

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// lookAgain asks further, sparingly, about a failure: whether the target's data
// stands still, and where a limit really is. These requests are not part of the
// plan; they are sent only after a failure, and counted.
func (s *Session) lookAgain(ctx context.Context, c probe.Case, answers []*judge.Answer, d *Decided) {
	if c.Control && len(c.Requests) > 1 {
		again := c.Requests[0].Altered(func(r *wire.Request) { r.Again += 1000 })
		if control := s.further(ctx, again); judge.Unstable(answers[0], control.answer) && control.answer.Class == judge.Success {
			d.Outcome, d.Reason, d.Received, d.Culprit = judge.Skip, "the target's data changes between two equal requests", "", -1
		}
	}
	if own := answers[len(answers)-1].Class; c.Measure != nil && (own == judge.Success || own == judge.Refusal) {
		if text := s.measure(ctx, c); text != "" {
			d.Received += "; " + text
		}
	}
}

// further asks what the plan does not hold; it counts as a repeat.
func (s *Session) further(ctx context.Context, r wire.Request) *slot {
	before, _ := s.Sent()
	place := s.ask(ctx, r)
	if after, _ := s.Sent(); after > before {
		s.mu.Lock()
		s.repeats++
		s.mu.Unlock()
	}
	return place
}

// measure finds the largest number of items that is accepted, halving the
// distance each time.
func (s *Session) measure(ctx context.Context, c probe.Case) string {
	m := c.Measure
	accepted := func(n int) bool {
		r := c.Requests[0].Altered(func(r *wire.Request) { r.Args = r.Args.With(m.Parameter, contract.Texts(m.Items[:n])) })
		return s.further(ctx, r).answer.Class == judge.Success
	}
	low, high := m.Accepted, min(m.Refused, len(m.Items)+1)
	if low >= high || !accepted(low) {
		return ""
	}
	if high > len(m.Items) && accepted(len(m.Items)) {
		return fmt.Sprintf("even %d items are accepted", len(m.Items))
	}
	for low+1 < high && ctx.Err() == nil {
		if middle := (low + high) / 2; accepted(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return fmt.Sprintf("the limit is at %d items", low)
}

// burst sends requests at once, in the second after one in which nothing was
// sent, without repeating what is throttled.
func (s *Session) burst(ctx context.Context, requests []wire.Request, slots []*slot) {
	select {
	case <-ctx.Done():
	case <-time.After(1100 * time.Millisecond):
	}
	var all sync.WaitGroup
	for i, r := range requests {
		all.Go(func() { slots[i] = s.place(r, func() *wire.Exchange { return s.once(ctx, r, false) }) })
	}
	all.Wait()
}
