package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Present wants a field in every answer, and in every row of a list.
type Present struct{ Field *contract.Field }

func (Present) Scope() Scope          { return Run }
func (w Present) Expectation() string { return w.Field.Path + " in every answer" }

func (w Present) Question(o *contract.Operation) any {
	return []any{fieldQuestion(o, w.Field), w.Field.Items != nil, holdsOnlyAList(w.Field)}
}

// Judge wants the field wherever its holder is. A list may be left out where it is
// empty, if other answers have it, which a case of its own advises against; XML
// knows no other way, and no object around nothing either.
func (w Present) Judge(e Evidence) Judgement {
	f := w.Field
	lenient := (f.Items != nil || holdsOnlyAList(f)) && somewhere(f, e.Answers)
	mayLack := func(a *answer.Answer) bool {
		return lenient && !amounts(a) && (f.Items != nil || a.Format == contract.XML)
	}
	return sweep(e, eachOccurrence(f.Path, func(a *answer.Answer, s answer.Occurrence) []finding.Finding {
		if s.Node != nil || mayLack(a) || f.Items != nil && a.Format == contract.XML && !otherCase(a, f) {
			return nil
		}
		return findingAt(finding.Missing, s, "")
	}))
}

// otherCase tells whether the holder of a list in XML has an element of its name
// in other letters.
func otherCase(a *answer.Answer, f *contract.Field) bool {
	for _, holder := range a.Objects(holderOf(f)) {
		for _, name := range holder.Names() {
			if name != f.Name && strings.EqualFold(name, f.Name) {
				return true
			}
		}
	}
	return false
}

// holderOf is the path of what holds a field.
func holderOf(f *contract.Field) string {
	return strings.TrimSuffix(strings.TrimSuffix(f.Path, f.Name), "/")
}

// holdsOnlyAList tells whether a field is the object around a list.
func holdsOnlyAList(f *contract.Field) bool { return len(f.Members) == 1 && f.Members[0].Items != nil }

// somewhere tells whether a list is there in any answer.
func somewhere(f *contract.Field, answers []*answer.Answer) bool {
	for _, a := range answers {
		if a.Class != answer.Success {
			continue
		}
		for _, s := range a.Occurrences(f.Path) {
			if s.Node != nil && (s.Node.Kind == body.Array || holdsOnlyAList(f) && s.Node.Kind == body.Object) {
				return true
			}
		}
	}
	return false
}

// amounts tells whether an answer has numbers above zero beside its lists, so
// that a list it lacks is not an empty one.
func amounts(a *answer.Answer) bool {
	for _, m := range a.Exchange.Request.Operation.Response.Members {
		if value, ok := a.NumberAt(m.Name); ok && m.NonNegative() && value.Sign() > 0 {
			return true
		}
	}
	return false
}
