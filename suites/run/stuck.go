package run

import (
	"context"
	"slices"

	"github.com/plumbline/plumbline/specs/wire"
)

// fewestLate is how many plain requests must stay without an answer, each as long as
// is waited for one, before nothing more is sent.
const fewestLate = 4

// giveUp sends nothing more where no operation can be asked at all: nothing answers
// in time, however often, or all is refused for its frequency, however long is waited.
// To ask two thousand times more would tell no more.
func (s *Session) giveUp(ctx context.Context, all []*opening) {
	if len(all) == 0 {
		return
	}
	every := func(is func(*opening) bool) bool {
		return !slices.ContainsFunc(all, func(o *opening) bool { return !is(o) })
	}
	stuck := every(func(o *opening) bool { return o.throttled })
	if every(func(o *opening) bool { return o.late }) {
		stuck = true
		for late := min(len(all), fewestLate-1); stuck && late < fewestLate; late++ {
			again := s.ahead(ctx, all[0].plain[0].Altered(func(r *wire.Request) { r.Again = late }))
			stuck = again.panics == nil && again.answer.Exchange.Failure == wire.Timeout
		}
	}
	if stuck {
		s.mu.Lock()
		along(s.along, nil).ended, s.gaveUp = true, true
		s.mu.Unlock()
	}
}
