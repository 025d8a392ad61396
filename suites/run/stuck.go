package run

import (
	"context"
	"errors"
	"slices"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/wire"
)

// fewestLate is how many plain requests must stay without an answer, each as long as
// is waited for one, before nothing more is sent.
const fewestLate = 4

// fewestRefused is how often one must be refused again, for its key or its time, to be
// refused each time.
const fewestRefused = 4

// giveUp sends nothing more of an operation, or of all, that cannot be asked: nothing
// answers in time, however often, or all is refused for its frequency, however long is
// waited. To ask two thousand times more would tell no more. An operation that is
// throttled while others are not is asked on.
func (s *Session) giveUp(ctx context.Context, all []*opening) {
	var asking atonce.Group
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
	if len(all) > 0 && !s.past.own && (every(func(o *opening) bool { return o.late }) || every(func(o *opening) bool { return o.throttled })) {
		progressOf(s.along, nil).ended, s.gaveUp = true, true
	}
}

// staysLate asks more of an operation whose first request had no answer in time, of so
// many that were asked: all at once, as each takes as long as is waited for.
func (s *Session) staysLate(ctx context.Context, o *opening, asked int) bool {
	var asking atonce.Group
	for late := min(asked, fewestLate-1); late < fewestLate; late++ {
		asking.Go(func() error {
			again := s.ahead(ctx, o.plain[0].Altered(func(r *wire.Request) { r.Again = late }))
			if again.panics != nil || again.answer.Exchange.Failure != wire.Timeout {
				return errors.New("it is heard")
			}
			return nil
		})
	}
	return asking.Wait() == nil
}

// staysRefused tells whether a key, a signature or a clock that the vendor's gateway
// refuses is refused each time: one of several servers may refuse what the others take,
// and what is refused always is not waited for.
func (o *opening) staysRefused(ctx context.Context, s *Session) bool {
	for again := range fewestRefused {
		wait(ctx, firstPause)
		place := s.ahead(ctx, o.plain[0].Altered(func(r *wire.Request) { r.Again = again + 1 }))
		if place.panics != nil || !o.lacking(place.answer) || !o.alike(place.answer, o.refusals[0].answer) {
			return false
		}
	}
	return true
}

// await waits for a target of which nothing at all came that is its own: a restart takes
// seconds. Where nothing comes then, nothing more is sent; behind a proxy it is that which
// must be looked at.
func (s *Session) await(ctx context.Context, all []*opening) {
	own := func(o *opening) bool { return o.own }
	if _, live := s.source.(wired); !live || s.lack != nil || s.past.own || s.hopeless() || len(all) == 0 || slices.ContainsFunc(all, own) {
		return
	}
	if slices.ContainsFunc(all, func(o *opening) bool { return o.refused() && o.staysRefused(ctx, s) }) {
		return
	}
	var places []*slot
	for _, o := range all {
		if place := s.ahead(ctx, o.plain[0]); place.panics == nil {
			places = append(places, place)
		}
	}
	s.settle(ctx, places)
	for _, o := range all {
		*o = opening{operation: o.operation, account: o.account, claimed: o.claimed, plain: o.plain}
		o.ask(ctx, s)
	}
	if ctx.Err() != nil || slices.ContainsFunc(all, own) {
		return
	}
	s.lack = all[0].behind(s)
	s.mu.Lock()
	defer s.mu.Unlock()
	progressOf(s.along, nil).ended, s.gaveUp = true, true
}
