package want

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Formed wants a field to have its documented form wherever it is a text.
type Formed struct{ Field *contract.Field }

func (Formed) Scope() Scope { return Run }

func (w Formed) Expectation() string {
	if w.Field.Digits() {
		return w.Field.Path + ", if a string, in digits"
	}
	if contract.IsForm(w.Field.Format) {
		return w.Field.Path + " in the form " + w.Field.Format
	}
	return w.Field.Path + " as a " + w.Field.Format + " with a host"
}

func (w Formed) Question(o *contract.Operation) any {
	return []any{fieldQuestion(o, w.Field), w.Field.Format, w.Field.Digits()}
}

func (w Formed) Judge(e Evidence) Judgement {
	f := w.Field
	return sweep(e, eachOccurrence(f.Path, func(a *answer.Answer, s answer.Occurrence) []finding.Finding {
		if s.Node == nil || s.Node.Kind != body.String {
			return nil
		}
		text := s.Node.Text
		if f.Digits() && !answer.Digits(text) {
			return findingAt(finding.NotDigits, s, s.Node.Excerpt(finding.LongestExcerpt))
		}
		if f.Format == "url" && !isURL(text) {
			return findingAt(finding.NotURL, s, s.Node.Excerpt(80))
		}
		if !contract.Formatted(f.Format, text) && (text != "" || f.Required) { // what may be missing may be empty
			out := findingAt(finding.NotForm, s, s.Node.Excerpt(finding.LongestExcerpt))
			out[0].Want = f.Format
			return out
		}
		return nil
	}))
}

// isURL tells an absolute URL with a host; the standard library lets blanks pass,
// which end an address wherever one is written (RFC 3986).
func isURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && u.Scheme != "" && !strings.ContainsFunc(text, unicode.IsSpace)
}
