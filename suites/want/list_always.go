package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// ListAlways wants an empty list to be written as one, not left out or null.
type ListAlways struct{ Field *contract.Field }

func (ListAlways) Scope() Scope                         { return Run }
func (w ListAlways) Expectation() string                { return w.Field.Path + " as a list, be it an empty one" }
func (w ListAlways) Question(o *contract.Operation) any { return fieldQuestion(o, w.Field) }

func (w ListAlways) Judge(e Evidence) Judgement {
	return sweep(e, eachOccurrence(w.Field.Path, func(a *answer.Answer, s answer.Occurrence) []finding.Finding {
		switch {
		case a.Format != contract.JSON:
		case s.Node == nil:
			return findingAt(finding.LeftOut, s, "")
		case s.Node.Kind == body.Null:
			return findingAt(finding.IsNull, s, "")
		}
		return nil
	}))
}
