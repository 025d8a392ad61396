package run

import (
	"context"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// lookAgain asks further, sparingly, about a failure: whether the target's data
// stands still, and where a limit really is. These requests are not part of the
// plan; they are sent only after a failure, and counted. answers are those to what
// the case needs.
func (s *Session) lookAgain(ctx context.Context, c probe.Case, answers []*answer.Answer, d *Decided) {
	if c.Control && len(answers) > 1 && !s.repeated(ctx, c, answers, d) {
		return
	}
	if own := answers[len(answers)-1].Class; c.Measure != nil && (own == answer.Success || own == answer.Refusal) {
		if limit, ok := s.measure(ctx, c, d); ok {
			d.Verdict = d.With(limit)
		}
	}
	if d.Outcome == finding.Fail {
		for _, f := range judge.Depends(c, s.neighbours(ctx, c)) {
			d.Verdict = d.With(f)
		}
	}
}

// neighbours gives the cases of the run that ask what a failed one asks, and how
// they end. Nothing is asked for it that the plan does not hold, and nothing that
// writes before its turn.
func (s *Session) neighbours(ctx context.Context, c probe.Case) []judge.Neighbour {
	if c.Operation.Writes() {
		return nil
	}
	var out []judge.Neighbour
	for _, n := range judge.Neighbours(c, s.cases[c.Requirement]) {
		s.mu.Lock()
		outcome, known := s.ended[n.ID]
		s.mu.Unlock()
		if !known {
			answers, _ := s.collect(ctx, n)
			own, anchor := apart(n, answers)
			outcome = judge.Judge(n, own, anchor).Outcome
			s.mu.Lock()
			s.ended[n.ID] = outcome
			s.mu.Unlock()
		}
		out = append(out, judge.Neighbour{Case: n, Outcome: outcome})
	}
	return out
}

// repeatRounds is how often a disagreement must come again: what moves meanwhile
// may look the same once by chance.
const repeatRounds = 3

// repeated asks everything that is compared again, in order, and tells whether the
// same disagreement comes each time of the same first answer; if not, the verdict
// is another: one client that connects meanwhile makes two right answers differ.
func (s *Session) repeated(ctx context.Context, c probe.Case, answers []*answer.Answer, d *Decided) bool {
	first, asked := disagreement(d.Verdict), c
	if c.Order == probe.InTurn {
		asked.Anchor = nil // nothing may be in between
	}
	before, usual := apart(c, answers)
	rounds := repeatRounds
	if c.Order == probe.InTurn {
		rounds++ // what came before the first may have left something: the second is its measure
	}
	for round := range rounds {
		// What changes with each request shall not keep step with the rounds. Where nothing may
		// be in between, more of what was asked last leaves behind what that left.
		more := asked.Requests[0]
		if asked.Order == probe.InTurn {
			more = asked.Requests[len(asked.Requests)-1]
		}
		for extra := range round {
			s.further(ctx, more.Altered(func(r *wire.Request) { r.Again += 1000*(round+1) + 100 + extra }), d)
		}
		needs := Needs(asked)
		again := make([]*answer.Answer, len(needs))
		for i, r := range needs {
			again[i] = s.further(ctx, r.Altered(func(r *wire.Request) { r.Again += 1000 * (round + 1) }), d)
			if unrecorded(again[i]) {
				*d = unasked(c) // nobody knows whether the data stood still
				return false
			}
		}
		own, anchor := apart(asked, again)
		switch second := judge.Judge(asked, own, anchor); {
		case second.Outcome == finding.Error:
			d.Verdict = second
			return false
		case round == 0 && rounds > repeatRounds && second.Outcome == finding.Fail:
			first, before = disagreement(second), own
		case moved(before[0], own[0]), asked.Order == probe.AnyOrder && anyMoved(before, own), anchor != nil && moved(usual, anchor), disagreement(second) != first:
			d.Verdict = judge.VerdictOf(c, before, want.Judgement{Findings: []finding.Finding{{Kind: finding.DataChanges}}})
			return false
		}
	}
	return true
}

// moved tells whether a result is another one when it is asked for again.
func moved(before, now *answer.Answer) bool {
	return now.Class == answer.Success && answer.Unstable(before, now)
}

// anyMoved tells whether one of several results is another one when it is asked for again.
func anyMoved(before, now []*answer.Answer) bool {
	for i := range now {
		if moved(before[i], now[i]) {
			return true
		}
	}
	return false
}

// apart takes the anchor's answer, nil if there is none, from the others.
func apart(c probe.Case, answers []*answer.Answer) (own []*answer.Answer, anchor *answer.Answer) {
	if c.Anchor == nil {
		return answers, nil
	}
	return answers[1:], answers[0]
}

// disagreement is what a verdict found; of an answer as a whole without its text, and of
// a file without its address, which are others each time.
func disagreement(v judge.Verdict) finding.Finding {
	f := v.Findings[0].Cause()
	if f.Class != "" {
		f.Got = ""
	}
	if f.Kind == finding.FileLacks {
		f.Beside = ""
	}
	return f
}

// further asks what the plan does not hold; it counts as a repeat.
func (s *Session) further(ctx context.Context, r wire.Request, d *Decided) *answer.Answer {
	before, _ := s.Sent()
	place, fresh := s.placed(r, func() *wire.Exchange { return s.source.send(ctx, r) })
	// Others send meanwhile; and a record answers without sending.
	if after, _ := s.Sent(); fresh && after > before {
		s.mu.Lock()
		s.repeats++
		s.mu.Unlock()
	}
	if _, live := s.source.(wired); live && place.answer.Inconclusive() {
		s.settle(ctx, []*slot{place})
	}
	d.Further = append(d.Further, place.number)
	return place.filled().answer
}

// burst sends requests at once, in the second after one in which nothing was
// sent, without repeating what is throttled.
func (s *Session) burst(ctx context.Context, requests []wire.Request, slots []*slot) {
	s.source.rest(ctx, requests[0])
	var all atonce.Group
	for i, r := range requests {
		all.Go(func() error {
			slots[i] = s.place(r, func() *wire.Exchange { return s.source.atOnce(ctx, r) })
			return nil
		})
	}
	_ = all.Wait()
}
