package observe

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

// fields holds the documented fields against the results, outermost first. What
// stands below a field that is missing, or of another kind, was never seen.
func (e *evidence) fields() {
	w := e.walk()
	e.op.Response.Walk(func(f *contract.Field) {
		if f.Name == "" {
			return
		}
		e.presence(w, f)
		e.kind(w, f)
		e.forms(w, f)
	})
	e.op.Response.Walk(func(f *contract.Field) {
		if f.Items == nil {
			e.strays(w, f)
		}
	})
}

// place is a field as a spec diff names it.
func place(f *contract.Field) string { return strings.TrimSuffix("response/"+f.Path, "/") }

// fieldCases gives the cases about a keyword of a field.
func (e *evidence) fieldCases(f *contract.Field, keyword string) []*askedCase {
	requirement := e.op.Key() + "/response/" + f.Path + "/" + keyword
	return slices.DeleteFunc(slices.Clone(e.cases), func(a *askedCase) bool { return a.Requirement != requirement })
}

// presence finds a required field that is missing, never there or has another
// name.
func (e *evidence) presence(w *walked, f *contract.Field) {
	cases := e.fieldCases(f, "required")
	empty := withVariant(e.fieldCases(f, "type"), "empty-in-json")
	if !fail(cases) && !fail(empty) {
		return
	}
	spots := w.spots[f.Path]
	if f.Items != nil { // XML has no empty list
		spots = slices.DeleteFunc(slices.Clone(spots), func(s spot) bool { return s.Format == contract.XML && !renamedIn(w, s) })
	}
	missing := slices.DeleteFunc(slices.Clone(spots), func(s spot) bool { return s.node != nil })
	if len(missing) == 0 {
		return
	}
	seen, all := answersOf(missing), answersOf(spots)
	if len(missing) < len(spots) {
		d := e.note("response/required/lost", place(f), side("required", f.Origin(contract.Row)), "", missing[0].recordedAnswer, "%s may be missing, the documents have it in every answer", place(f)).sometimes(seen, all)
		d.explains(cases...).explains(empty...).mended(e.notRequired(f))
		return
	}
	if name := renamed(w, f); name != "" {
		e.note("response/renamed", place(f)[:len(place(f))-len(f.Name)]+name, side(f.Name, f.Origin(contract.Row)), name, missing[0].recordedAnswer, "%s is called %s", place(f), name).
			seenIn(seen, all).explains(cases...).mended(e.rename(f, name))
		return
	}
	e.note("response/removed-required", place(f), side(f.Name, f.Origin(contract.Row)), "", missing[0].recordedAnswer, "answers do not have the field %s, which the documents have in every answer", place(f)).
		seenIn(seen, all).explains(cases...).explains(empty...).mended(e.withoutField(f))
	e.withoutDependents(f, missing[0].recordedAnswer, "is not there")
}

// renamedIn tells whether a list in XML stands under a name in other letters.
func renamedIn(w *walked, s spot) bool {
	return slices.ContainsFunc(w.strays[holderPath(s.field)], func(other stray) bool { return other.id == s.id && sameWord(other.name, s.field.Name) })
}

func sameWord(a, b string) bool {
	return a != b && strings.EqualFold(strings.NewReplacer("_", "", "-", "").Replace(a), strings.NewReplacer("_", "", "-", "").Replace(b))
}

// renamed gives the name, in other letters, under which a field that is never
// there stands.
func renamed(w *walked, f *contract.Field) string {
	for _, s := range w.strays[holderPath(f)] {
		if sameWord(s.name, f.Name) && printable.MatchString(s.name) {
			return s.name
		}
	}
	return ""
}

func holderPath(f *contract.Field) string {
	return strings.TrimSuffix(strings.TrimSuffix(f.Path, f.Name), "/")
}

// strays notes fields that no document has, each once.
func (e *evidence) strays(w *walked, f *contract.Field) {
	byName := map[string][]stray{}
	for _, s := range w.strays[f.Path] {
		byName[s.name] = append(byName[s.name], s)
	}
	holders := e.holders(w, f)
	for _, name := range sortedKeys(byName) {
		list := byName[name]
		at := strings.TrimSuffix(place(f), "/") + "/" + printableOr(name, "")
		if e.noted(at, "response/renamed", "response/added") {
			continue
		}
		var kinds []string
		ids := map[string]bool{}
		for _, s := range list {
			if ids[s.id] = true; s.Format == contract.JSON && !slices.Contains(kinds, string(s.kind)) {
				kinds = append(kinds, string(s.kind))
			}
		}
		slices.Sort(kinds)
		text := "answers have a further field, " + at
		if len(kinds) > 0 {
			text += ", of kind " + strings.Join(kinds, " or ")
		}
		d := e.note("response/added", at, side("", f.Origin(contract.Row)), strings.Join(kinds, " or "), list[0].recordedAnswer, "%s", text).sometimes(len(ids), max(holders, len(ids)))
		if len(kinds) != 1 || !printable.MatchString(name) || kinds[0] == string(contract.Null) {
			d.left("no single kind of the field was seen in JSON, or its name is an odd one")
			continue
		}
		d.mended(e.withField(f, name, kinds[0]))
	}
}

// holders counts the answers that have the place of a field.
func (e *evidence) holders(w *walked, f *contract.Field) int {
	if f.Path == "" || len(f.Members) == 0 {
		return len(e.answersTo(recordedAnswer.ok))
	}
	return answersOf(w.spots[f.Members[0].Path])
}

// kind finds kinds that no document gives a field. XML has no kinds but text.
func (e *evidence) kind(w *walked, f *contract.Field) {
	cases := slices.DeleteFunc(e.fieldCases(f, "type"), func(a *askedCase) bool { return a.variant() == "in-xml" })
	if !fail(cases) {
		return
	}
	spots := slices.DeleteFunc(inFormat(w.spots[f.Path], contract.JSON), func(s spot) bool { return s.node == nil })
	var wrong []spot
	kinds := map[contract.Kind]bool{}
	for _, s := range spots {
		k := answer.KindOf(s.node)
		_, nests := e.op.Reading(place(f), contract.NestingAspect)
		if kinds[k] = true; !f.Allows(k) && !(nests && k == contract.List) {
			wrong = append(wrong, s)
		}
	}
	if len(wrong) == 0 {
		return
	}
	var others []string
	for _, s := range wrong {
		if k := string(answer.KindOf(s.node)); !slices.Contains(others, k) {
			others = append(others, k)
		}
	}
	slices.Sort(others)
	all := append(e.fieldCases(f, "type"), e.fieldCases(f, "format")...)
	documented := kindWords(f)
	seen, of := answersOf(wrong), answersOf(spots)
	if slices.Equal(others, []string{string(contract.Null)}) {
		e.note("response/nullable/gained", place(f), side(documented, f.Origin(contract.Row)), "null", wrong[0].recordedAnswer, "%s comes as null, the documents say %s", place(f), documented).
			sometimes(seen, of).explains(all...).mended(e.nullable(f))
		return
	}
	if len(wrong) == len(spots) && len(others) == 1 {
		d := e.note("response/type/changed", place(f), side(documented, f.Origin(contract.Row)), others[0], wrong[0].recordedAnswer, "%s comes as %s, the documents say %s", place(f), others[0], documented)
		d.seenIn(seen, of).explains(all...).mended(e.ofType(f, others[0]))
		if !suits(inFormat(w.spots[f.Path], contract.XML), contract.Kind(others[0])) {
			d.left("it is so in JSON and not in XML, and one schema describes both")
			return
		}
		if len(f.Members) > 0 || f.Items != nil {
			e.withoutDependents(f, wrong[0].recordedAnswer, "comes as "+others[0])
		} else if set, ok := e.op.Reading(place(f), contract.KindAspect); ok {
			e.withoutSet(set, wrong[0].recordedAnswer)
		}
		return
	}
	e.note("response/type/widened", place(f), side(documented, f.Origin(contract.Row)), strings.Join(others, " or "), wrong[0].recordedAnswer, "%s comes as %s too, the documents say %s", place(f), strings.Join(others, " or "), documented).
		sometimes(seen, of).explains(all...).mended(e.ofTypes(f, others))
}

// suits tells whether texts in XML can be of a kind.
func suits(spots []spot, k contract.Kind) bool {
	return !slices.ContainsFunc(spots, func(s spot) bool {
		if s.node == nil {
			return false
		}
		text := strings.TrimSpace(s.node.Text)
		switch _, err := strconv.ParseFloat(text, 64); {
		case s.node.Kind != body.String:
			return string(s.node.Kind) != string(k)
		case k == contract.Integer || k == contract.Number:
			return err != nil
		case k == contract.Boolean:
			return text != "true" && text != "false"
		}
		return k != contract.String
	})
}

func kindWords(f *contract.Field) string {
	words := make([]string, len(f.Kinds()))
	for i, k := range f.Kinds() {
		words[i] = string(k)
	}
	return strings.Join(words, " or ")
}

// forms finds values that have not the documented form, or are below the
// minimum.
func (e *evidence) forms(w *walked, f *contract.Field) {
	if e.noted(place(f), "response/type/changed") {
		return
	}
	spots := slices.DeleteFunc(slices.Clone(w.spots[f.Path]), func(s spot) bool { return s.node == nil })
	if len(spots) == 0 {
		return
	}
	if cases := e.fieldCases(f, "format"); fail(cases) {
		s := culprit(cases[slices.IndexFunc(cases, (*askedCase).fails)])
		keyword, old := "format", f.Format
		if f.Digits() {
			keyword, old = "pattern", "digits"
		}
		e.note("response/"+keyword+"/dropped", place(f), side(old, f.Origin(contract.Row)), "", s, "%s is not written as %s", place(f), old).explains(cases...).
			mended(e.withoutKeyword(f, keyword))
	}
	if cases := e.fieldCases(f, "minimum"); fail(cases) {
		below := slices.DeleteFunc(spots, func(s spot) bool { return !negative(s.node) })
		if len(below) > 0 {
			e.note("response/minimum/dropped", place(f), side("0", f.Origin(contract.Row)), "", below[0].recordedAnswer, "%s is below zero", place(f)).
				sometimes(answersOf(below), answersOf(w.spots[f.Path])).explains(cases...).mended(e.withoutKeyword(f, "minimum"))
		}
	}
}

func negative(n *body.Node) bool { return strings.HasPrefix(strings.TrimSpace(n.Text), "-") }
