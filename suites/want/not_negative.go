package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// NotNegative wants an amount not to be below zero.
type NotNegative struct{ Field *contract.Field }

func (NotNegative) Scope() Scope                         { return Run }
func (w NotNegative) Expectation() string                { return w.Field.Path + " not below zero" }
func (w NotNegative) Question(o *contract.Operation) any { return fieldQuestion(o, w.Field) }

func (w NotNegative) Judge(e Evidence) Judgement {
	return sweep(e, eachOccurrence(w.Field.Path, func(_ *answer.Answer, s answer.Occurrence) []finding.Finding {
		if s.Node == nil || s.Node.Kind != body.String && s.Node.Kind != body.Number {
			return nil
		}
		if value, ok := answer.Number(s.Node.Text); ok && value.Sign() < 0 {
			return findingAt(finding.BelowZero, s, s.Node.Excerpt(finding.LongestExcerpt))
		}
		return nil
	}))
}
