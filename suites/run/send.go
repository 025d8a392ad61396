package run

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
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
		if s.stopped(r) != "" || s.pace.wait(ctx, r.Operation) != nil { // a wait for nothing
			return s.unsent(r, x)
		}
		next := s.inTurn(ctx, r)
		if next == nil {
			return s.unsent(r, x)
		}
		x = next
		x.Repeats = attempt
		s.note(x, attempt > 0)
		switch {
		case x.Failure == wire.NotSent && s.stopped(r) != "":
			return s.unsent(r, nil) // there was no room for it
		case x.Failure == wire.Closed && attempt < closedRepeats && again(r):
		case x.Failure == wire.Answered && attempt < repeatsFor(x) && !answer.Long(x.Body) && answer.Read(x).Throttled() && r.Tamper.Signature == wire.Genuine:
			s.pace.slow(r.Operation)
			s.throttled(r)
			wait(ctx, max(time.Duration(attempt+1)*250*time.Millisecond, retryAfter(x)))
		default:
			return x
		}
	}
}

// inTurn sends a request once there is a place among those under way, and gives the
// place back whatever becomes of it. nil if it is not to be sent any more by then: the
// wait may have taken long, and much have come meanwhile.
func (s wired) inTurn(ctx context.Context, r wire.Request) *wire.Exchange {
	s.sending <- struct{}{}
	defer func() { <-s.sending }()
	if s.stopped(r) != "" {
		return nil
	}
	return s.once(ctx, r)
}

func (s wired) atOnce(ctx context.Context, r wire.Request) *wire.Exchange {
	if s.stopped(r) != "" {
		return s.unsent(r, nil)
	}
	return s.once(ctx, r)
}

// rest waits a second and a bit, if the request after it is sent: a target may count
// in whole ones.
func (s wired) rest(ctx context.Context, next wire.Request) {
	if s.stopped(next) == "" {
		wait(ctx, 1100*time.Millisecond)
	}
}

// once sends a request a single time.
func (s *Session) once(ctx context.Context, r wire.Request) *wire.Exchange {
	if !s.options.may(r) {
		return &wire.Exchange{Request: r, Failure: wire.NotSent, Detail: unwritten(r.Operation)}
	}
	if r.Operation.Writes() {
		return s.write(ctx, r)
	}
	return s.sendOnce(ctx, r)
}

// write sends a request that may change things while no other of that sort is under
// way, and what must not be done twice only until it came to the target.
func (s *Session) write(ctx context.Context, r wire.Request) *wire.Exchange {
	s.writing.Lock()
	defer s.writing.Unlock()
	key := r.Key()
	if s.written[key] && !again(r) {
		return &wire.Exchange{Request: r, Failure: wire.NotSent, Detail: "a write is not asked for twice"}
	}
	x := s.sendOnce(ctx, r)
	s.written[key] = x.Failure != wire.Unreachable && !answer.Read(x).Throttled()
	return x
}

func (s *Session) sendOnce(ctx context.Context, r wire.Request) *wire.Exchange {
	bounded, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	x := s.target.Send(bounded, r, s.stamp(r))
	s.keep(x)
	if r.Opens != "" {
		s.open(ctx, x)
	}
	if s.inProcess(r.Operation) { // nothing stands before it: what would be a portal's is its own
		x.Steady = x.Status/100 == 3 || x.Status/100 == 2 && body.LooksLikeHTML(x.Body)
	}
	return x
}

// inProcess tells whether an operation is asked of a handler of this process.
func (s *Session) inProcess(o *contract.Operation) bool {
	return s.target != nil && s.target.Products[o.Product].InProcess
}

// unsent is the exchange of a request whose turn did not come; after a throttle
// the throttled one stands.
func (s *Session) unsent(r wire.Request, last *wire.Exchange) *wire.Exchange {
	if last != nil {
		return last
	}
	return &wire.Exchange{Request: r, Failure: wire.NotSent, Detail: cmp.Or(s.stopped(r), "not asked: the run ended")}
}

// longestWait is how long an answer may have the run wait.
const longestWait = 5 * time.Second

// retryAfter is how long an answer asks to wait, within reason; 0 if it does not,
// or gives a date, which needs two clocks that agree.
func retryAfter(x *wire.Exchange) time.Duration {
	return min(askedFor(x), longestWait)
}

func askedFor(x *wire.Exchange) time.Duration {
	seconds, err := strconv.Atoi(x.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(min(seconds, 3600)) * time.Second
}

// repeatsFor is how often a throttled request is sent again: less often if the answer
// asks for a longer wait than the run gives.
func repeatsFor(x *wire.Exchange) int {
	if askedFor(x) > longestWait {
		return 2
	}
	return throttleRepeats
}

// askedToWait is the longest that any answer asked to wait.
func (s *Session) askedToWait() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.later
}
