package observe

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"unicode"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/want"
)

// word of a target that may stand in a text: nothing else of what it calls its
// codes and fields is repeated.
var printable = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,80}$`)

// printableOr gives a code or name of the target, or other words for one that is odd.
func printableOr(text, other string) string {
	if printable.MatchString(text) {
		return text
	}
	if text == "" {
		return other
	}
	return "an odd one"
}

func status(s recordedAnswer) string { return "status " + strconv.Itoa(s.Exchange.Status) }

// triggered is what came for one cause of an error row.
type triggered struct {
	row     *contract.ErrorCode
	trigger contract.Trigger
	cases   []*askedCase
	own     []recordedAnswer            // refused with the row's code
	other   map[string][]recordedAnswer // refused with another
	taken   []recordedAnswer            // not refused
}

// about names a cause as a spec diff does.
func (t *triggered) about(code string) string {
	return fmt.Sprintf("%s for %s %s", code, t.trigger.Parameter, t.trigger.When)
}

// errorRows holds the error table against the codes that came.
func (e *evidence) errorRows() {
	for i := range e.op.Errors {
		row := &e.op.Errors[i]
		var all []*triggered
		for _, t := range row.Triggers {
			if t.Parameter != "" {
				all = append(all, e.triggered(row, t))
			}
		}
		if code, ok := e.renamedTo(all); ok {
			e.renamed(row, code, all)
			continue
		}
		before := len(e.found)
		for _, t := range all {
			e.causes(t)
		}
		e.never(row, e.found[before:])
		e.statuses(row, all)
		e.messages(row, all)
	}
}

func (e *evidence) triggered(row *contract.ErrorCode, t contract.Trigger) *triggered {
	out := &triggered{row: row, trigger: t, other: map[string][]recordedAnswer{}}
	out.cases = withVariant(e.askedAbout("errors/%s/code", row.Code), fmt.Sprintf("%s-%s", t.Parameter, t.When))
	for _, a := range out.cases {
		want, _ := a.Want.(want.RowCode)
		s, _ := a.decisiveAnswer()
		switch {
		case s.ok():
			out.taken = append(out.taken, s)
		case !s.refused() || s.Code == "" || s.CodeNode.Kind != body.String || !unicode.IsLetter(rune(s.Code[0])) || a.anchor != nil && !a.anchor.ok():
		case e.op.RowMatches(row, s.Code) || slices.Contains(want.Alternative, s.Code):
			out.own = append(out.own, s)
		default:
			out.other[s.Code] = append(out.other[s.Code], s)
		}
	}
	return out
}

// renamedTo tells that all causes of a row are answered with one other code,
// which no document has.
func (e *evidence) renamedTo(all []*triggered) (string, bool) {
	code, loud := "", false
	for _, t := range all {
		if len(t.own) > 0 {
			return "", false
		}
		loud = loud || fail(t.cases)
		for other := range t.other {
			if code != "" && code != other {
				return "", false
			}
			code = other
		}
	}
	_, documented := e.op.Error(code)
	return code, code != "" && loud && !documented && printable.MatchString(code)
}

func (e *evidence) renamed(row *contract.ErrorCode, code string, all []*triggered) {
	var first recordedAnswer
	var cases []*askedCase
	n := 0
	for _, t := range all {
		cases = append(cases, t.cases...)
		n += len(t.other[code])
		if first.Answer == nil && len(t.other[code]) > 0 {
			first = t.other[code][0]
		}
	}
	cases = append(cases, e.askedAbout("errors/%s/status", row.Code)...)
	e.note("error/renamed", code, side(row.Code, row.Origin), code, first, "the undocumented code %s is answered in the place of %s", code, row.Code).
		seenIn(n, n).explains(cases...).mended(func(d document.Node) error { return d.Put(code, "x-errors", "code="+row.Code, "code") })
}

// causes finds causes that a row is not answered for, and rows that are answered
// in its place.
func (e *evidence) causes(t *triggered) {
	e.accepted(t)
	if len(t.other) == 0 || !fail(t.cases) {
		return
	}
	var codes []string
	for code := range t.other {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	all := len(t.own)
	for _, code := range codes {
		all += len(t.other[code])
	}
	first := t.other[codes[0]][0]
	word := printableOr(codes[0], "no code")
	e.note("error/trigger/removed", t.about(t.row.Code), side(t.row.Code, t.row.Origin), word, first,
		"%s is answered when %s is %s, the documents say %s", word, t.trigger.Parameter, cause(t.trigger.When), t.row.Code).seenIn(all-len(t.own), all).
		explains(t.cases...).mended(e.withoutTrigger(t))
	for _, code := range codes {
		e.answeredInstead(t, code, all)
	}
}

func cause(w contract.When) string {
	if w == contract.Outside {
		return "none of its values"
	}
	return string(w)
}

// withoutTrigger takes a cause from its row; a row without one cannot stand.
func (e *evidence) withoutTrigger(t *triggered) func(document.Node) error {
	return func(d document.Node) error {
		row := d.At("x-errors", "code="+t.row.Code)
		kept := slices.DeleteFunc(row.Get("triggers").Items(), func(n document.Node) bool {
			return n.Get("parameter").Text() == t.trigger.Parameter && n.Get("when").Text() == string(t.trigger.When)
		})
		if len(kept) == len(row.Get("triggers").Items()) {
			return document.Missing("x-errors", t.row.Code, "triggers")
		}
		row.Get("triggers").SetItems(kept)
		return nil
	}
}

// answeredInstead notes the row that a cause is answered with, a new one if no
// document has it.
func (e *evidence) answeredInstead(t *triggered, code string, all int) {
	s, n := t.other[code][0], len(t.other[code])
	trigger := map[string]any{"parameter": t.trigger.Parameter, "when": string(t.trigger.When), "level": string(t.trigger.Level)}
	if row, documented := e.op.Error(code); documented {
		e.note("error/trigger/added", t.about(code), side("", row.Origin), code, s, "%s is answered when %s is %s too", code, t.trigger.Parameter, cause(t.trigger.When)).
			seenIn(n, all).mended(func(d document.Node) error { return d.Append(trigger, "x-errors", "code="+code, "triggers") })
		return
	}
	if e.noted(code, "error/added") {
		return
	}
	d := e.note("error/added", printableOr(code, "no code"), side("", e.op.Origin), printableOr(code, "no code"), s, "the undocumented code %s is answered", printableOr(code, "no code")).sometimes(n, all)
	if !printable.MatchString(code) {
		d.left("the code is not of the form that codes have")
		return
	}
	row := map[string]any{"code": code, "description": "Observed; no document has it.", "triggers": []any{trigger}}
	if s.Exchange.Status != http.StatusOK {
		row["status"] = s.Exchange.Status
	}
	d.mended(func(doc document.Node) error {
		cited := doc.At("x-errors", "code="+t.row.Code, "x-source")
		if err := doc.Append(row, "x-errors"); err != nil {
			return err
		}
		return cite(doc.Get("x-errors").Last(), cited)
	})
}

// accepted finds causes of a refusal that are none.
func (e *evidence) accepted(t *triggered) {
	silent := t.trigger.When == contract.Malformed || t.trigger.When == contract.Absent && e.op.Disputed(t.trigger.Parameter)
	if len(t.taken) == 0 || silent || len(t.own)+len(t.other) > 0 && !fail(t.cases) {
		return
	}
	all := len(t.cases)
	e.note("error/trigger/removed", t.about(t.row.Code), side(t.row.Code, t.row.Origin), "", t.taken[0],
		"%s is not answered when %s is %s: a result comes", t.row.Code, t.trigger.Parameter, cause(t.trigger.When)).seenIn(len(t.taken), all).
		explains(t.cases...).mended(e.withoutTrigger(t))
}
