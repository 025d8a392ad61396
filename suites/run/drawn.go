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

// drawing counts what becomes of the requests that are drawn.
type drawing struct {
	right     map[int]bool // exchanges that were answered rightly; equal requests are one
	undecided map[int]bool // refused for something that is not about the request
	passed    int          // not sent: written cases have reported it
}

// drawn decides the case of an operation's drawn requests. What a written case
// has reported already is not reported again: a drawn request of a requirement
// that is broken is not looked at, nor any valid one if a written one was
// refused.
func (s *Session) drawn(ctx context.Context, c probe.Case, want probe.Drawn) (Decided, bool) {
	broken := s.broken(c.Operation.Key())
	account := s.target.Products[c.Operation.Product].Account
	seen := drawing{right: map[int]bool{}, undecided: map[int]bool{}}
	smallest, found, err := draw.Search(c.Operation, account, want.N, want.Seed, func(d draw.Drawn) bool {
		if ctx.Err() != nil {
			return true
		}
		if broken[d.Requirement] || d.Requirement == "" && len(broken) > 0 {
			seen.passed++
			return true
		}
		return seen.take(d, s.ask(ctx, d.Request))
	})
	d := Decided{Verdict: judge.Verdict{Case: c, Outcome: judge.Pass, Culprit: -1}}
	d.Expected = "each drawn request accepted, or refused if it is wrong"
	d.Received = fmt.Sprintf("%s (seed %d)", seen.words(want.N), want.Seed)
	switch {
	case found:
		place := s.ask(ctx, smallest.Request)
		d.Outcome, d.Culprit, d.Exchanges = judge.Fail, 0, []int{place.number}
		d.Case.Requests = append(d.Case.Requests, smallest.Request)
		d.Received = fmt.Sprintf("%s, yet came %s (seed %d)", smallest.Detail, judge.Describe(place.answer), want.Seed)
	case err != nil:
		d.Outcome, d.Reason = judge.Error, "the requests could not be drawn: "+err.Error()
	case len(seen.right) == 0:
		d.Outcome, d.Reason = judge.Skip, "nothing was decided: "+d.Received
	}
	return d, ctx.Err() == nil
}

// take looks at the answer to a drawn request; it returns false for one that
// the documents do not allow.
func (seen *drawing) take(d draw.Drawn, place *slot) bool {
	switch {
	case place.answer.Class == answer.Elsewhere:
		seen.undecided[place.number] = true
	case place.answer.Class == answer.Success && d.Requirement == "", place.answer.Class == answer.Refusal && d.Requirement != "":
		seen.right[place.number] = true
	default:
		return false
	}
	return true
}

// words say what became of n draws.
func (seen *drawing) words(n int) string {
	text := fmt.Sprintf("%d draws, %d different requests answered rightly", n, len(seen.right))
	if len(seen.undecided) > 0 {
		text += fmt.Sprintf(", %d refused for their signature, frequency or action", len(seen.undecided))
	}
	if seen.passed > 0 {
		text += fmt.Sprintf(", %d draws not sent: written cases have found what they would ask about", seen.passed)
	}
	return text
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
