package observe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/want"
)

// form finds a documented form that is not asked for.
func (e *evidence) form(p *contract.Param) {
	all := slices.DeleteFunc(e.askedAbout("%s/format", p.Name), func(a *askedCase) bool {
		_, refused := a.Want.(want.Refused)
		return !refused || a.Level != contract.Must
	})
	s, n := firstOf(all, recordedAnswer.ok)
	if n == 0 || !fail(all) {
		return
	}
	var every []*askedCase
	for _, a := range e.askedAbout("%s/format", p.Name) {
		if _, refused := a.Want.(want.Refused); refused {
			every = append(every, a)
		}
	}
	value, _ := s.request().Args.Get(p.Name)
	e.note("request/format/dropped", p.Name, side(p.Format, p.Origin(contract.FormatWord)), "", s,
		"%s takes %s, the documents say the form %s", p.Name, shown(value.Text), p.Format).seenIn(n, len(all)).explains(every...).
		mended(func(d document.Node) error {
			return d.Drop("components", "schemas", "Request", "properties", p.Name, "format")
		})
}

// placeholders finds values that do not stand for none.
func (e *evidence) placeholders(p *contract.Param) {
	for _, placed := range p.Placeholders {
		cases := withVariant(e.askedAbout("%s/placeholder", p.Name), valueInID(placed.Value)+"-beside-"+placed.Beside)
		s, n := firstOf(cases, recordedAnswer.refused)
		if n == 0 || !fail(cases) || e.noted(placed.Beside, "request/list/first/changed") {
			continue
		}
		text := shown(placed.Value) + " beside " + placed.Beside
		e.note("request/placeholder/removed", p.Name, side(text, placed.Origin), "", s, "%s may not be %s: %s", p.Name, text, codeAndStatus(s)).
			seenIn(n, len(cases)).explains(cases...).mended(func(d document.Node) error {
			return d.DropItems(func(item document.Node) bool {
				return item.Get("value").Text() == placed.Value && item.Get("beside").Text() == placed.Beside
			},
				"components", "schemas", "Request", "properties", p.Name, "x-placeholders")
		})
	}
}

// valueInID is a value as ids have it.
func valueInID(value string) string {
	if value == "" {
		return "blank"
	}
	return value
}

// shown is a value as a sentence has it.
func shown(value string) string {
	if value == "" {
		return `""`
	}
	return value
}

// counting finds lists whose items are counted from the other number.
func (e *evidence) counting(p *contract.Param) {
	cases := withVariant(e.askedAbout("%s/encoding", p.Name), "first-index")
	counted := slices.DeleteFunc(slices.Clone(cases), func(a *askedCase) bool { return !a.fails() || a.anchor == nil || !a.anchor.ok() })
	if len(counted) == 0 {
		return
	}
	every := e.askedAbout("%s/encoding", p.Name)
	s := *counted[0].anchor
	e.note("request/list/first/changed", p.Name, side(fmt.Sprint(p.First), p.Origin(contract.Encoding)), fmt.Sprint(1-p.First), s,
		"the items of %s are counted from %d, the documents say from %d", p.Name, 1-p.First, p.First).seenIn(len(counted), len(cases)).explains(every...).
		mended(func(d document.Node) error {
			return d.Put(1-p.First, "components", "schemas", "Request", "properties", p.Name, "x-list", "first")
		})
}

// relations finds relations between answers that do not hold.
func (e *evidence) relations() {
	for _, r := range e.op.Relations {
		cases := e.askedAbout("relations/%s", r.ID)
		if r.Kind == contract.SameAsAbsent {
			cases = append(cases, e.askedAbout("%s/default", r.Parameter)...)
		}
		failing := slices.DeleteFunc(slices.Clone(cases), func(a *askedCase) bool { return !a.fails() })
		if len(failing) == 0 || e.alreadyRemoved("relation/removed", r.ID) {
			continue
		}
		s := culprit(failing[0])
		e.note("relation/removed", r.ID, side(r.Text, r.Origin), "", s, "the relation %s does not hold", r.ID).
			sometimes(len(failing), len(cases)).explains(cases...).
			mended(func(d document.Node) error { return d.Drop("x-relations", "id="+r.ID) })
	}
}

// alreadyRemoved tells whether a relation or a reading set was taken away already.
func (e *evidence) alreadyRemoved(kind, at string) bool { return e.noted(at, kind) }

// culprit is the answer that decided a failing case.
func culprit(a *askedCase) recordedAnswer {
	for _, s := range a.answers {
		if s.id == a.verdict.Culprit {
			return s
		}
	}
	s, _ := a.decisiveAnswer()
	return s
}

// rate finds a frequency that is not served.
func (e *evidence) rate() {
	for _, a := range e.cases {
		want, ok := a.Want.(want.Served)
		if !ok || !a.fails() || e.op.Rate == nil {
			continue
		}
		served, first := 0, culprit(a)
		for _, s := range a.answers {
			if s.ok() {
				served++
			}
		}
		if served == 0 || served >= want.PerSecond {
			continue
		}
		e.note("rate/lowered", "rate", side(fmt.Sprint(e.op.Rate.PerSecond), e.op.Rate.Origin), fmt.Sprint(served), first,
			"%d of %d requests at once are served, the documents promise %d a second", served, len(a.answers), e.op.Rate.PerSecond).
			explains(a).mended(func(d document.Node) error { return d.Put(served, "x-operation", "rate", "per-second") })
	}
}

// printed finds printed requests that are refused although nothing else about
// requests differs, not the order of the parameters either.
func (e *evidence) printed() {
	if fail(e.askedAbout("order")) || slices.ContainsFunc(e.found, func(d Difference) bool {
		return strings.HasPrefix(d.Kind, "request/") || strings.HasPrefix(d.Kind, "carrier/")
	}) {
		return
	}
	for _, x := range e.op.Examples {
		if x.Role != contract.RequestExample {
			continue
		}
		cases := e.askedAbout("examples/%s", x.ID)
		s, n := firstOf(cases, func(s recordedAnswer) bool { return s.Class == answer.Refusal })
		if n == 0 || !fail(cases) {
			continue
		}
		e.note("printed-request/removed", x.ID, side(x.Summary, x.Origin), "", s, "the printed request %s is refused: %s", x.ID, codeAndStatus(s)).
			seenIn(n, len(cases)).explains(cases...).mended(func(d document.Node) error { return d.Drop("x-requests", "id="+x.ID) })
	}
}
