package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Among wants a field to have one of its enumerated values wherever it is a text or a
// number. An empty text is none, where the field may be missing.
type Among struct{ Field *contract.Field }

func (Among) Scope() Scope { return Run }

func (w Among) Expectation() string {
	return w.Field.Path + " as one of " + strings.Join(w.Field.Enum, ", ")
}

func (w Among) Question(o *contract.Operation) any {
	return []any{fieldQuestion(o, w.Field), w.Field.Enum}
}

func (w Among) Judge(e Evidence) Judgement {
	f := w.Field
	return sweep(e, eachOccurrence(f.Path, func(a *answer.Answer, s answer.Occurrence) []finding.Finding {
		if s.Node == nil || s.Node.Kind != body.String && s.Node.Kind != body.Number || f.Lists(s.Node.Text) || s.Node.Text == "" && (f.Blank || !f.Required) {
			return nil
		}
		out := findingAt(finding.NotListed, s, s.Node.Excerpt(finding.LongestExcerpt))
		out[0].Want = strings.Join(f.Enum, ", ")
		return out
	}))
}
