package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Likewise wants the answers to all requests to be of one kind: a result, or a
// refusal, by the same code and status unless AnyCode.
type Likewise struct{ AnyCode bool }

func (Likewise) Scope() Scope                       { return Each }
func (Likewise) Expectation() string                { return "the same end for every request" }
func (w Likewise) Question(*contract.Operation) any { return w }

func (w Likewise) Judge(e Evidence) Judgement {
	first := e.Answers[0]
	var j Judgement
	for i, a := range e.Answers[1:] {
		if a.Class != first.Class || !w.AnyCode && (a.Code != first.Code || a.Exchange.Status != first.Exchange.Status) {
			f := finding.FromAnswer(finding.OtherEnd, i+1, a)
			f.Other = 0
			j.Findings = append(j.Findings, f)
		}
	}
	if len(j.Findings) == 0 {
		return found(finding.FromAnswer(finding.AsWanted, 0, first))
	}
	return j
}
