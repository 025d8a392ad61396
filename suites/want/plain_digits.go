package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// PlainDigits wants a whole number written in digits: clients that keep the
// text of a number hand on an exponent as it stands.
type PlainDigits struct{ Field *contract.Field }

func (PlainDigits) Scope() Scope                         { return Run }
func (w PlainDigits) Expectation() string                { return w.Field.Path + " without exponent or fraction" }
func (w PlainDigits) Question(o *contract.Operation) any { return fieldQuestion(o, w.Field) }

func (w PlainDigits) Judge(e Evidence) Judgement {
	return sweep(e, eachOccurrence(w.Field.Path, func(_ *answer.Answer, s answer.Occurrence) []finding.Finding {
		if s.Node == nil || s.Node.Kind != body.Number || answer.Digits(strings.TrimPrefix(s.Node.Text, "-")) {
			return nil
		}
		return findingAt(finding.Notation, s, s.Node.Excerpt(finding.LongestExcerpt))
	}))
}
