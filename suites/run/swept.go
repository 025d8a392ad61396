package run

import (
	"slices"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
)

// swept is a verdict on a case about many answers, and those it was judged by.
type swept struct {
	answers []*answer.Answer
	verdict judge.Verdict
}

// judged gives the verdict on a case. One about many answers of which some have to be
// read again is judged together with the others of its operation, so that each is read once for all.
func (s *Session) judged(c probe.Case, own []*answer.Answer, anchor *answer.Answer) judge.Verdict {
	if !c.Sweeps() || anchor != nil || !slices.ContainsFunc(own, (*answer.Answer).ReadAgain) {
		return judge.Judge(c, own, anchor)
	}
	known := func() (judge.Verdict, bool) {
		s.mu.Lock()
		defer s.mu.Unlock()
		earlier, ok := s.swept[c.ID]
		return earlier.verdict, ok && slices.Equal(earlier.answers, own)
	}
	if v, ok := known(); ok {
		return v
	}
	cases, answers := []probe.Case{c}, [][]*answer.Answer{own}
	for _, other := range s.sweeps {
		if other = s.within(other); other.Operation != c.Operation || other.ID == c.ID || other.Anchor != nil || other.Skip != "" {
			continue
		}
		if its, ok := s.answersIfAllCame(other); ok {
			cases, answers = append(cases, other), append(answers, its)
		}
	}
	verdicts := judge.Sweeps(cases, answers)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, v := range verdicts {
		s.swept[v.Case.ID] = swept{answers[i], v}
	}
	return verdicts[0]
}

// answersIfAllCame gives the answers to what a case needs, if all of them have come.
func (s *Session) answersIfAllCame(c probe.Case) ([]*answer.Answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var answers []*answer.Answer
	for _, r := range c.Requests {
		place := s.slots[r.Key()]
		if place == nil {
			return nil, false
		}
		select {
		case <-place.done:
		default:
			return nil, false // it is under way
		}
		if place.answer == nil {
			return nil, false
		}
		answers = append(answers, place.answer)
	}
	answers, _, ok := recordHolds(c, answers, make([]int, len(answers)))
	return answers, ok
}
