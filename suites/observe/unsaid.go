package observe

import (
	"slices"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/want"
)

// Unexplained is the reason of a broken requirement for whose kind none is known.
const Unexplained = "it follows from another difference, or documents have no word for it"

// reasons say why a diff of documents cannot say that a requirement is broken, by
// the family of its cases.
func reasons() map[string]string {
	return map[string]string{
		"precedence":  "documents do not say which of two faults is answered",
		"readings":    "each of the readings is documented; that they are mixed, or that an older one is followed, is no other document",
		"gateway":     "the gateway's rules stand in the vendor's common pages, not in the operation's document",
		"company":     "documents have no word for values that are refused beside each other",
		"items":       "documents have no word for the places of a list",
		"order":       "documents have no word for the order of the parameters",
		"sequence":    "documents have no word for what was asked before",
		"liberties":   "how else a client may write a request stands in the vendor's common pages",
		"signings":    "the signatures stand in the vendor's common pages",
		"enum":        "a number beyond 64 bits is nothing that an enumeration could have",
		"rate":        "how many requests were served was not counted",
		"notes":       "the documents contradict themselves there, so that no document says otherwise",
		"twins":       "documents have no word for two ways of asking that are answered differently",
		"envelope":    "what surrounds an answer is the vendor's, not the operation's",
		"carrier":     "other requests sent or answered in this way are answered: it is something in the plain one that is not",
		"examples":    "the printed request is refused for one of the differences",
		"rows":        "which names have data is no fact of the documents",
		"encoding":    "documents have no word for how unusual writings of a list are read",
		"format":      "documents have no word for a value of the right form that is refused, or of the wrong form if most such are refused",
		"placeholder": "documents have no word for a value that is refused beside another parameter",
		"maxItems":    "documents have a limit on what is accepted, none on what is looked up",
		"response":    "the answers differ in one format only, or now and then",
	}
}

// unsaidSound says it of properties of the envelope that have a reason of their own.
func unsaidSound() map[want.Property]string {
	const (
		bytes  = "bytes that are not the format are no other format"
		ids    = "that ids differ, and are filled, is asked of every operation; documents have no word for the opposite"
		format = "other requests in this format are answered in it: it is something in the plain one that is not"
	)
	return map[want.Property]string{
		want.WellFormed: bytes, want.UniqueNames: bytes, want.AsAsked: format, want.RefusalAsAsked: format,
		want.MediaType:      "a content type that names no format of the documents is no other format",
		want.RequestIDThere: ids, want.RequestIDFilled: ids, want.RefusalIDFilled: ids, want.RequestIDUnique: ids,
	}
}

// unsaid lists the broken requirements that no difference explains, each once.
func (e *evidence) unsaid() []Unsaid {
	var out []Unsaid
	for _, a := range e.cases {
		if !a.fails() || e.explained(a.ID) || slices.ContainsFunc(out, func(u Unsaid) bool { return u.Requirement == a.Requirement }) {
			continue
		}
		out = append(out, Unsaid{Operation: e.op.Key(), Requirement: a.Requirement, Level: a.Level, Text: a.Text, Exchange: a.verdict.Culprit, Reason: a.reason()})
	}
	return out
}

// reason says why the documents have no word for what a case found.
func (a *askedCase) reason() string {
	switch wanted := a.Want.(type) {
	case want.Sound:
		if text, ok := unsaidSound()[wanted.Property]; ok {
			return text
		}
	case want.PlainDigits:
		return "documents have no word for how a number is written"
	}
	if text, ok := reasons()[a.Family]; ok {
		return text
	}
	return Unexplained
}

// followed lists the readings that all answers follow.
func (e *evidence) followed() []string {
	var out []string
	for _, a := range e.cases {
		if _, coherent := a.Want.(want.Follows); coherent && a.outcome == finding.Pass && a.verdict.Reading != "" {
			out = append(out, e.op.Key()+"/"+a.verdict.Reading)
		}
	}
	return out
}

// unnamed lists the codes of refusals that no row has and no difference speaks
// of: most refusals have no documented code.
func (e *evidence) unnamed() []Code {
	var out []Code
	for _, s := range e.sent {
		_, documented := e.op.RowFor(s.Code)
		if !s.refused() || s.Code == "" || documented || e.noted(s.Code, "error/added", "error/renamed") {
			continue
		}
		code := printableOr(s.Code, "no code")
		i := slices.IndexFunc(out, func(c Code) bool { return c.Code == code })
		if i < 0 {
			out = append(out, Code{Operation: e.op.Key(), Code: code, Exchange: s.id})
			i = len(out) - 1
		}
		out[i].Seen++
	}
	return out
}
