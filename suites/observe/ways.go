package observe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/suites/answer"
)

// answers tells whether the target serves the operation at all. If nothing is
// answered with a result, that is the one difference, if it can be said.
func (e *evidence) answers() bool {
	if slices.ContainsFunc(e.sent, recordedAnswer.ok) {
		return true
	}
	plain := e.plainRefusal()
	if plain < 0 {
		return false
	}
	s := e.sent[plain]
	var failing []*askedCase
	for _, a := range e.cases {
		if a.fails() {
			failing = append(failing, a)
		}
	}
	e.note("operation/removed", e.op.Name, side(e.op.Key(), e.op.Origin), "", s,
		"no request is answered with a result; the plain one is refused: %s", codeAndStatus(s)).seenIn(len(e.sent), len(e.sent)).
		left("what a target does not serve has no document").explains(failing...)
	return false
}

// plainRefusal gives the place of the plain request if it is refused as such: one
// whose answer cannot be read, or that is refused for its signature, says
// nothing about the operation.
func (e *evidence) plainRefusal() int {
	for _, a := range e.cases {
		s, ok := a.decisiveAnswer()
		if !ok || a.Requirement != e.op.Key()+"/carrier/"+e.op.Carriers[0].ID || a.variant() != "plain" {
			continue
		}
		if s.Class == answer.Refusal || s.Class == answer.Elsewhere && e.op.Gateway.Refuses(contract.UnknownAction, s.Code) {
			return slices.IndexFunc(e.sent, func(other recordedAnswer) bool { return other.id == s.id })
		}
	}
	return -1
}

// codeAndStatus describes a refusal by its code and status: a message may say anything.
func codeAndStatus(s recordedAnswer) string { return printableOr(s.Code, "no code") + ", " + status(s) }

// ways finds carriers and formats that are not served.
func (e *evidence) ways() {
	for _, c := range e.op.Carriers {
		e.carrier(c)
	}
	for _, f := range e.op.Formats {
		e.format(f)
	}
}

// answersTo gives the answers to requests that keep wants.
func (e *evidence) answersTo(keep func(recordedAnswer) bool) []recordedAnswer {
	var out []recordedAnswer
	for _, s := range e.sent {
		if keep(s) {
			out = append(out, s)
		}
	}
	return out
}

func (e *evidence) carrier(c contract.Carrier) {
	by := e.answersTo(func(s recordedAnswer) bool { return s.request().Carrier.ID == c.ID })
	plain := e.cases[:0:0]
	for _, a := range e.cases {
		if a.Requirement == e.op.Key()+"/carrier/"+c.ID {
			plain = append(plain, a)
		}
	}
	if !fail(plain) || len(by) == 0 || slices.ContainsFunc(by, recordedAnswer.ok) {
		return
	}
	s, _ := plain[0].decisiveAnswer()
	e.note("carrier/removed", c.ID, side(c.Method+" "+string(c.Place), c.Origin), "", s,
		"requests by %s are not served: %s", c.ID, cameInstead(s)).seenIn(len(by), len(by)).explains(plain...).
		mended(func(d document.Node) error { return d.Drop("x-operation", "carriers", "id="+c.ID) })
}

// cameInstead says in a few words what came where a result was due.
func cameInstead(s recordedAnswer) string {
	switch s.Class {
	case answer.Success:
		return "a result came"
	case answer.Silent:
		return "no answer came"
	case answer.Unreadable:
		return "what came, with " + status(s) + ", cannot be read"
	}
	return codeAndStatus(s)
}

func (e *evidence) format(f contract.FormatFact) {
	if len(e.op.Formats) < 2 {
		return
	}
	asked := e.answersTo(func(s recordedAnswer) bool { return s.request().Format == f.Format })
	served := slices.ContainsFunc(asked, func(s recordedAnswer) bool { return s.ok() && s.Format == f.Format })
	cases := e.cases[:0:0]
	for _, a := range e.cases {
		if a.Requirement == e.op.Key()+"/format/"+string(f.Format) {
			cases = append(cases, a)
		}
	}
	broken := slices.ContainsFunc(asked, func(s recordedAnswer) bool { return !s.ok() && !s.refused() })
	if !fail(cases) || served || broken || len(asked) == 0 { // broken bytes are no other format
		return
	}
	s := asked[0] // a refusal, but where an answer shows more; which came first is chance
	if i := slices.IndexFunc(asked, recordedAnswer.ok); i >= 0 {
		s = asked[i]
	}
	text := "who asks for " + string(f.Format) + " is refused: " + codeAndStatus(s)
	if s.ok() {
		text = "who asks for " + string(f.Format) + " gets " + string(s.Format)
	}
	e.note("format/removed", string(f.Format), side(string(f.Format), f.Origin), "", s, "%s", text).seenIn(len(asked), len(asked)).explains(cases...).
		mended(func(d document.Node) error { return d.Drop("x-operation", "formats", "value="+string(f.Format)) })
}
