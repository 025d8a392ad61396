package want

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Served wants every one of many requests at once to be answered.
type Served struct{ PerSecond int }

func (Served) Scope() Scope { return Burst }

func (w Served) Expectation() string {
	return fmt.Sprintf("%d answers to %[1]d requests in a second", w.PerSecond)
}

func (w Served) Question(*contract.Operation) any { return w }

func (w Served) Judge(e Evidence) Judgement {
	throttled, first := 0, 0
	for i, a := range e.Answers {
		switch {
		case a.Throttled():
			if throttled++; throttled == 1 {
				first = i
			}
		case a.Class != answer.Success:
			return found(finding.FromAnswer(finding.NotAccepted, i, a))
		}
	}
	if throttled > 0 {
		f := finding.FromAnswer(finding.OverFrequency, first, e.Answers[first])
		f.Count, f.Of = throttled, len(e.Answers)
		return found(f)
	}
	return found(finding.Finding{Kind: finding.AllServed, Count: len(e.Answers)})
}
