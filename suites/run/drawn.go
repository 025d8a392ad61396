package run

import (
	"context"
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/draw"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// drawn decides the case of an operation's drawn requests. What a written case
// has reported already is not reported again: a drawn request of a requirement
// that is broken is not looked at, nor any valid one if a written one was
// refused.
func (s *Session) drawn(ctx context.Context, c probe.Case, want probe.Drawn) (Decided, bool) {
	broken := s.broken(c.Operation.Key())
	account := s.target.Products[c.Operation.Product].Account
	last := -1
	smallest, found := draw.Search(c.Operation, account, want.N, want.Seed, func(d draw.Drawn) bool {
		if ctx.Err() != nil || broken[d.Requirement] || d.Requirement == "" && len(broken) > 0 {
			return true
		}
		place := s.ask(ctx, d.Request)
		right := place.answer.Class == answer.Success && d.Requirement == "" || place.answer.Class == answer.Refusal && d.Requirement != ""
		if !right && place.answer.Class != answer.Elsewhere {
			last = place.number
			return false
		}
		return true
	})
	d := Decided{Verdict: judge.Verdict{Case: c, Outcome: judge.Pass, Culprit: -1}}
	d.Expected = "each drawn request accepted, or refused if it is wrong"
	d.Received = fmt.Sprintf("%d requests drawn from seed %d are answered rightly", want.N, want.Seed)
	if found {
		place := s.ask(ctx, smallest.Request)
		last = place.number
		d.Outcome, d.Culprit, d.Exchanges = judge.Fail, 0, []int{last}
		d.Case.Requests = append(d.Case.Requests, smallest.Request)
		d.Received = fmt.Sprintf("%s, yet came %s (seed %d)", smallest.Detail, judge.Describe(place.answer), want.Seed)
	}
	return d, ctx.Err() == nil
}

// broken gives the requirements of an operation that written cases found broken.
func (s *Session) broken(operation string) map[string]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]bool{}
	for requirement := range s.failed {
		if strings.HasPrefix(requirement, operation+"/") {
			out[requirement] = true
		}
	}
	return out
}
