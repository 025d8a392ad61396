package want

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// OfKind wants a field to be of a documented kind wherever it is present, and so
// its items.
type OfKind struct{ Field *contract.Field }

func (OfKind) Scope() Scope { return Run }

func (w OfKind) Expectation() string {
	words := make([]string, len(w.Field.Kinds()))
	for i, k := range w.Field.Kinds() {
		words[i] = finding.Article(k)
	}
	return w.Field.Path + " as " + strings.Join(words, " or ")
}

func (w OfKind) Question(o *contract.Operation) any {
	return []any{fieldQuestion(o, w.Field), sortedKinds(w.Field), sortedKinds(w.Field.Items)}
}

func sortedKinds(f *contract.Field) []contract.Kind {
	if f == nil {
		return nil
	}
	return slices.Sorted(slices.Values(f.Kinds()))
}

// Judge lets a list that is empty be null, if others are written out, which a
// case of its own advises against; XML has no kinds but text.
func (w OfKind) Judge(e Evidence) Judgement {
	f := w.Field
	lenient := f.Items != nil && somewhere(f, e.Answers)
	_, nests := e.Operation.Reading("response/"+f.Path, contract.NestingAspect)
	return sweep(e, eachOccurrence(f.Path, func(a *answer.Answer, s answer.Occurrence) []finding.Finding {
		if s.Node == nil {
			return nil
		}
		kind := answer.KindOf(s.Node)
		switch {
		case a.Format == contract.XML:
			return xmlKind(f, s)
		case kind == contract.Null && lenient && !amounts(a):
			return nil
		case kind == contract.List && nests:
			return bareList(a, f, s)
		case !f.Allows(kind):
			return kindAt(finding.OtherKind, s, kind)
		case kind == contract.Number && answer.Overflows(s.Node.Text):
			return findingAt(finding.Overflows, s, s.Node.Excerpt(finding.LongestExcerpt))
		}
		return oddItems(a, f, s)
	}))
}

func kindAt(kind finding.Kind, s answer.Occurrence, is contract.Kind) []finding.Finding {
	return []finding.Finding{{Kind: kind, Path: s.Where, Place: s.Place, GotKind: is, Got: s.Node.Excerpt(finding.LongestExcerpt)}}
}

// itemAt is the place of an item of a list.
func itemAt(a *answer.Answer, s answer.Occurrence, i int) answer.Occurrence {
	item := s.Node.Items[i]
	return answer.Occurrence{Node: item, Where: fmt.Sprintf("%s[%d]", s.Where, i), Place: a.Place(item)}
}

// oddItems finds the items of a list that are of another kind than its items.
func oddItems(a *answer.Answer, f *contract.Field, s answer.Occurrence) []finding.Finding {
	var out []finding.Finding
	for i, item := range s.Node.Items {
		if kind := answer.KindOf(item); f.Items != nil && !f.Items.Allows(kind) {
			out = appendFindings(out, kindAt(finding.OtherKind, itemAt(a, s, i), kind)...)
		}
	}
	return out
}

// bareList checks a list that a reading allows where the examples have an
// object around it: then it is the rows that stand in it.
func bareList(a *answer.Answer, f *contract.Field, s answer.Occurrence) []finding.Finding {
	var out []finding.Finding
	for i, item := range s.Node.Items {
		if item.Kind != body.Object {
			out = appendFindings(out, kindAt(finding.NotRow, itemAt(a, s, i), answer.KindOf(item))...)
		}
		for _, m := range f.Members {
			if _, ok := item.Get(m.Name); ok {
				wrapped := findingAt(finding.RowsWrapped, itemAt(a, s, i), "")
				wrapped[0].Want = m.Name
				out = appendFindings(out, wrapped...)
			}
		}
	}
	return out
}

// xmlKind checks what can be seen of a kind in XML: whether there is text or
// more elements, and whether the text of a number is one.
func xmlKind(f *contract.Field, s answer.Occurrence) []finding.Finding {
	switch {
	case s.Node.Kind == body.Array && f.Items != nil, s.Node.Kind == body.Object && f.Allows(contract.Object):
		return nil
	case s.Node.Kind == body.Object || f.Allows(contract.Object) || f.Items != nil:
		return findingAt(finding.WrittenAs, s, s.Node.Excerpt(finding.LongestExcerpt))
	}
	anyText := f.Allows(contract.String) && !f.Digits()
	if _, ok := answer.Number(s.Node.Text); !ok && !anyText && f.Allows(contract.Integer) {
		return findingAt(finding.NotNumber, s, s.Node.Excerpt(finding.LongestExcerpt))
	}
	return nil
}
