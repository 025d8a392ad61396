package run

import (
	"context"
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/draw"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// drawing counts what becomes of the requests that are drawn.
type drawing struct {
	right     map[int]bool // exchanges that were answered rightly; equal requests are one
	undecided map[int]bool // refused for something that is not about the request
	passed    int          // not sent: written cases have reported it
	accepted  map[int]bool // exchanges with a result
}

// drawn decides the case of an operation's drawn requests. What a written case
// has reported already is not reported again: a drawn request of a requirement
// that is broken is not looked at, nor any valid one if a written one was
// refused.
func (s *Session) drawn(ctx context.Context, c probe.Case, wanted want.Drawn) (Decided, bool) {
	broken := s.broken(c.Operation.Key())
	account := s.target.Products[c.Operation.Product].Account
	seen := drawing{right: map[int]bool{}, undecided: map[int]bool{}, accepted: map[int]bool{}}
	smallest, found, err := draw.Search(c.Operation, account, wanted.N, wanted.Seed, func(d draw.Drawn) bool {
		if ctx.Err() != nil {
			return true
		}
		if broken[d.Requirement] || d.Requirement == "" && len(broken) > 0 {
			seen.passed++
			return true
		}
		return seen.take(d, s.ask(ctx, d.Request))
	})
	if found {
		place := s.ask(ctx, smallest.Request)
		f := finding.FromAnswer(finding.DrawnUnlike, 0, place.answer)
		f.Want, f.Beside = smallest.Detail, fmt.Sprint(wanted.Seed)
		c.Requests = append(c.Requests, smallest.Request)
		verdict := judge.VerdictOf(c, []*answer.Answer{place.answer}, want.Judgement{Findings: []finding.Finding{f}})
		verdict.Weight = judge.Weight{Judged: len(seen.right) + 1, Accepted: len(seen.accepted)}
		return Decided{Verdict: verdict, Exchanges: []int{place.number}}, ctx.Err() == nil
	}
	verdict := judge.VerdictOf(c, nil, seen.judgement(wanted, err))
	verdict.Weight = judge.Weight{Judged: len(seen.right), Accepted: len(seen.accepted)}
	return Decided{Verdict: verdict}, ctx.Err() == nil
}

// judgement says what became of draws of which none showed anything wrong.
func (seen *drawing) judgement(wanted want.Drawn, err error) want.Judgement {
	if err != nil {
		return want.Judgement{Findings: []finding.Finding{{Kind: finding.NotDrawn, Got: err.Error()}}}
	}
	first := finding.Finding{Kind: finding.DrawnAsWanted, Count: wanted.N, Of: len(seen.right), Beside: fmt.Sprint(wanted.Seed)}
	if first.Of == 0 {
		first.Kind = finding.DrawnUndecided
	}
	j := want.Judgement{Findings: []finding.Finding{first}}
	for _, beside := range []finding.Finding{{Kind: finding.DrawnElsewhere, Count: len(seen.undecided)}, {Kind: finding.DrawnLeft, Count: seen.passed}} {
		if beside.Count > 0 {
			j.Findings = append(j.Findings, beside)
		}
	}
	return j
}

// take looks at the answer to a drawn request; it returns false for one that
// the documents do not allow.
func (seen *drawing) take(d draw.Drawn, place *slot) bool {
	if place.answer.Class == answer.Success {
		seen.accepted[place.number] = true
	}
	switch {
	case place.answer.Class == answer.Elsewhere, place.answer.NotFromTarget():
		seen.undecided[place.number] = true
	case place.answer.Class == answer.Success && d.Requirement == "", place.answer.Class == answer.Refusal && d.Requirement != "":
		seen.right[place.number] = true
	default:
		return false
	}
	return true
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
