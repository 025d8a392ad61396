package judge

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

// spotted runs a check over each place of a field in an answer that is a
// result; the first problem is the answer's.
func spotted(f *contract.Field, check func(*answer.Answer, answer.Spot) string) look {
	return func(a *answer.Answer) finding {
		if a.Class != answer.Success {
			return finding{}
		}
		var out finding
		for _, s := range a.Spots(f.Path) {
			out.looked = true
			if problem := check(a, s); problem != "" && out.problem == "" {
				out.problem = problem
			}
		}
		return out
	}
}

// lookPresent wants the field wherever its holder is. A list, or the object
// around it, may be left out where it is empty, if other answers have it; XML
// knows no other way.
func lookPresent(f *contract.Field, answers []*answer.Answer) look {
	lenient := (f.Items != nil || holdsOnlyAList(f)) && somewhere(f, answers)
	return spotted(f, func(a *answer.Answer, s answer.Spot) string {
		if s.Node != nil || lenient && !amounts(a) || f.Items != nil && a.Format == contract.XML && !otherCase(a, f) {
			return ""
		}
		return s.Where + " is missing"
	})
}

// otherCase tells whether the holder of a list in XML has an element of its name
// in other letters.
func otherCase(a *answer.Answer, f *contract.Field) bool {
	for _, holder := range a.Objects(strings.TrimSuffix(strings.TrimSuffix(f.Path, f.Name), "/")) {
		for _, name := range holder.Names() {
			if name != f.Name && strings.EqualFold(name, f.Name) {
				return true
			}
		}
	}
	return false
}

// holdsOnlyAList tells whether a field is the object around a list.
func holdsOnlyAList(f *contract.Field) bool { return len(f.Members) == 1 && f.Members[0].Items != nil }

// somewhere tells whether a list is there in any answer.
func somewhere(f *contract.Field, answers []*answer.Answer) bool {
	for _, a := range answers {
		if a.Class != answer.Success {
			continue
		}
		for _, s := range a.Spots(f.Path) {
			if s.Node != nil && (s.Node.Kind == body.Array || holdsOnlyAList(f) && s.Node.Kind == body.Object) {
				return true
			}
		}
	}
	return false
}

// lookKind wants one of the field's kinds, and of its items'. A list that is
// empty may be null, if others are written out, which a case of its own advises
// against; XML has no kinds but text.
func lookKind(f *contract.Field, answers []*answer.Answer) look {
	lenient := f.Items != nil && somewhere(f, answers)
	return spotted(f, func(a *answer.Answer, s answer.Spot) string {
		if s.Node == nil {
			return ""
		}
		kind := answer.KindOf(s.Node)
		switch {
		case a.Format == contract.XML:
			return xmlKind(f, s)
		case kind == contract.Null && lenient && !amounts(a):
			return ""
		case kind == contract.List && nests(a.Exchange.Request.Operation, f):
			return bareList(f, s)
		case !f.Allows(kind):
			return fmt.Sprintf("%s is %s, %s", s.Where, article(kind), s.Node.Excerpt(60))
		case kind == contract.Number && answer.Overflows(s.Node.Text):
			return fmt.Sprintf("%s is %s, more than a float holds", s.Where, s.Node.Excerpt(60))
		}
		return oddItem(f, s)
	})
}

// oddItem finds an item of a list that is of another kind than its items.
func oddItem(f *contract.Field, s answer.Spot) string {
	for i, item := range s.Node.Items {
		if kind := answer.KindOf(item); f.Items != nil && !f.Items.Allows(kind) {
			return fmt.Sprintf("%s[%d] is %s, %s", s.Where, i, article(kind), item.Excerpt(60))
		}
	}
	return ""
}

// amounts tells whether an answer has numbers above zero beside its lists, so
// that a list it lacks is not an empty one.
func amounts(a *answer.Answer) bool {
	for _, m := range a.Exchange.Request.Operation.Response.Members {
		if value, ok := a.NumberAt(m.Name); ok && m.NonNegative && value.Sign() > 0 {
			return true
		}
	}
	return false
}

func nests(op *contract.Operation, f *contract.Field) bool {
	_, ok := op.Reading("response/"+f.Path, contract.NestingAspect)
	return ok
}

// bareList checks a list that a reading allows where the examples have an
// object around it: then it is the rows that stand in it.
func bareList(f *contract.Field, s answer.Spot) string {
	for i, item := range s.Node.Items {
		if item.Kind != body.Object {
			return fmt.Sprintf("%s[%d] is %s, not a row", s.Where, i, article(answer.KindOf(item)))
		}
		for _, m := range f.Members {
			if _, ok := item.Get(m.Name); ok {
				return fmt.Sprintf("%s[%d] is an object around %s, where the bare list has rows", s.Where, i, m.Name)
			}
		}
	}
	return ""
}

// xmlKind checks what can be seen of a kind in XML: whether there is text or
// more elements, and whether the text of a number is one.
func xmlKind(f *contract.Field, s answer.Spot) string {
	switch {
	case s.Node.Kind == body.Array && f.Items != nil, s.Node.Kind == body.Object && f.Allows(contract.Object):
		return ""
	case s.Node.Kind == body.Object || f.Allows(contract.Object) || f.Items != nil:
		return fmt.Sprintf("%s is written as %s", s.Where, s.Node.Excerpt(60))
	}
	anyText := f.Allows(contract.String) && !f.Digits
	if _, ok := answer.Number(s.Node.Text); !ok && !anyText && (f.Allows(contract.Integer) || f.Allows(contract.Number)) {
		return fmt.Sprintf("%s is %s, not a number", s.Where, s.Node.Excerpt(60))
	}
	return ""
}

// lookForm wants the documented form of a text.
func lookForm(f *contract.Field) look {
	return spotted(f, func(a *answer.Answer, s answer.Spot) string {
		if s.Node == nil || s.Node.Kind != body.String {
			return ""
		}
		text := s.Node.Text
		if a.Format == contract.XML {
			text = strings.TrimSpace(text)
		}
		if f.Digits && !answer.Digits(text) {
			return fmt.Sprintf("%s is %s, not digits", s.Where, s.Node.Excerpt(60))
		}
		if u, err := url.Parse(text); f.Format == "url" && (err != nil || u.Host == "" || u.Scheme == "") {
			return fmt.Sprintf("%s is %s, not a URL with a host", s.Where, s.Node.Excerpt(80))
		}
		return ""
	})
}

func lookNotNegative(f *contract.Field) look {
	return spotted(f, func(_ *answer.Answer, s answer.Spot) string {
		if s.Node == nil || s.Node.Kind != body.String && s.Node.Kind != body.Number {
			return ""
		}
		if value, ok := answer.Number(s.Node.Text); ok && value.Sign() < 0 {
			return fmt.Sprintf("%s is %s", s.Where, s.Node.Excerpt(60))
		}
		return ""
	})
}

func lookListAlways(f *contract.Field) look {
	return spotted(f, func(a *answer.Answer, s answer.Spot) string {
		switch {
		case a.Format != contract.JSON:
		case s.Node == nil:
			return s.Where + " is left out"
		case s.Node.Kind == body.Null:
			return s.Where + " is null"
		}
		return ""
	})
}

func lookPlainDigits(f *contract.Field) look {
	return spotted(f, func(_ *answer.Answer, s answer.Spot) string {
		if s.Node == nil || s.Node.Kind != body.Number || answer.Digits(strings.TrimPrefix(s.Node.Text, "-")) {
			return ""
		}
		return fmt.Sprintf("%s is written %s", s.Where, s.Node.Excerpt(60))
	})
}
