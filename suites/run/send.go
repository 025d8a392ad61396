package run

import (
	"context"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
)

// Repeats: a throttled request waits and is sent again; so is one whose
// connection was closed, which says nothing about the answer.
const (
	throttleRepeats = 6
	closedRepeats   = 2
)

// wired is a session's target, asked over the wire.
type wired struct{ *Session }

// send asks one request, keeping the pace.
func (s wired) send(ctx context.Context, r wire.Request) *wire.Exchange {
	var x *wire.Exchange
	for attempt := 0; ; attempt++ {
		if wait := s.pace.wait(ctx, r.Operation); wait != nil || s.stopped() {
			return s.unsent(r, x)
		}
		x = s.once(ctx, r)
		x.Repeats = attempt
		s.note(x, attempt > 0)
		switch {
		case x.Failure == wire.Closed && attempt < closedRepeats:
		case x.Failure == wire.Answered && attempt < throttleRepeats && answer.Read(x).Throttled() && r.Tamper.Signature == wire.Genuine:
			s.pace.slow(r.Operation)
			select {
			case <-ctx.Done():
			case <-time.After(time.Duration(attempt+1) * 250 * time.Millisecond):
			}
		default:
			return x
		}
	}
}

func (s wired) atOnce(ctx context.Context, r wire.Request) *wire.Exchange {
	return s.once(ctx, r)
}

// rest waits a second and a bit: a target may count in whole ones.
func (s wired) rest(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(1100 * time.Millisecond):
	}
}

// once sends a request a single time.
func (s *Session) once(ctx context.Context, r wire.Request) *wire.Exchange {
	bounded, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	return s.target.Send(bounded, r, s.stamp(r))
}

// unsent is the exchange of a request whose turn did not come; after a throttle
// the throttled one stands.
func (s *Session) unsent(r wire.Request, last *wire.Exchange) *wire.Exchange {
	if last != nil {
		return last
	}
	return &wire.Exchange{Request: r, Failure: wire.NotSent, Detail: "not asked: the target left the requests before it unanswered, or the run ended"}
}

// note counts repeats, and answers that did not come.
func (s *Session) note(x *wire.Exchange, repeat bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if repeat {
		s.repeats++
	}
	switch x.Failure {
	case wire.Timeout, wire.Unreachable:
		s.silent++
	case wire.Answered, wire.Closed:
		s.silent = 0
	}
}

// stopped tells whether so many requests in a row had no answer that the rest
// is not sent.
func (s *Session) stopped() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.silent >= silentLimit
}
