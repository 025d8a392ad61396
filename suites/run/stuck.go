package run

import (
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/plumbline/plumbline/specs/wire"
)

// fewestLate is how many plain requests must stay without an answer, each as long as
// is waited for one, before nothing more is sent.
const fewestLate = 4

// giveUp sends nothing more of an operation, or of all, that cannot be asked: nothing
// answers in time, however often, or all is refused for its frequency, however long is
// waited. To ask two thousand times more would tell no more. An operation that is
// throttled while others are not is asked on.
func (s *Session) giveUp(ctx context.Context, all []*opening) {
	var asking errgroup.Group
	for _, o := range all {
		asking.Go(func() error {
			o.late = o.late && s.staysLate(ctx, o, len(all))
			return nil
		})
	}
	_ = asking.Wait()
	every := func(is func(*opening) bool) bool {
		return !slices.ContainsFunc(all, func(o *opening) bool { return !is(o) })
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range all {
		progressOf(s.along, o.operation).ended = o.late
		if o.accepted {
			s.useful(o.operation) // however long the others were waited for
			progressOf(s.along, nil).silent = 0
		}
	}
	if len(all) > 0 && (every(func(o *opening) bool { return o.late }) || every(func(o *opening) bool { return o.throttled })) {
		progressOf(s.along, nil).ended, s.gaveUp = true, true
	}
}

// staysLate asks more of an operation whose first request had no answer in time, of so
// many that were asked.
func (s *Session) staysLate(ctx context.Context, o *opening, asked int) bool {
	for late := min(asked, fewestLate-1); late < fewestLate; late++ {
		again := s.ahead(ctx, o.plain[0].Altered(func(r *wire.Request) { r.Again = late }))
		if again.panics != nil || again.answer.Exchange.Failure != wire.Timeout {
			return false
		}
	}
	return true
}
