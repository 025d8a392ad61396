// Package finding holds what is found about a case, as a value: of what kind it
// is, where in which answer, what was wanted there and what came. Whoever needs a
// fact about a verdict reads it here; sentences are made from it in one file and
// read by people only.
package finding

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

// Outcome is how a case ended.
type Outcome string

// The outcomes. They are never merged.
const (
	Pass      Outcome = "pass"
	Fail      Outcome = "fail"
	Skip      Outcome = "skip"      // cannot be asked of this target
	Error     Outcome = "error"     // the environment, not the implementation
	Deviation Outcome = "deviation" // a known difference, accepted in a baseline
)

// Beside is no outcome: findings of such a kind are said beside another, which
// decides.
const Beside Outcome = ""

// Outcomes gives them all.
func Outcomes() []Outcome { return []Outcome{Pass, Fail, Skip, Error, Deviation} }

// Anchor stands for the answer to a case's anchor, where Answer is an index.
const Anchor = -1

// LongestExcerpt bounds what Got shows of a value, in bytes.
const LongestExcerpt = 60

// Finding is one thing that was found: what is wrong with an answer, why it
// cannot be told, or that it is as wanted. It can be compared with ==. Of the
// members below Kind only those are set that its kind needs.
type Finding struct {
	Kind Kind `json:"kind"`
	// Answer is the index of the answer among those of the case, and Other that
	// of the one it is held against, where the kind holds two.
	Answer  int            `json:"-"`
	Other   int            `json:"-"`
	Path    string         `json:"path,omitempty"` // "SagStatistics/Statistics[1]/TotalBytes"
	Row     string         `json:"row,omitempty"`  // the key of a row: a name
	Place   answer.Place   `json:"place,omitzero"` // in the answer
	Class   answer.Class   `json:"class,omitempty"`
	Status  int            `json:"status,omitempty"`
	Code    string         `json:"code,omitempty"` // of the refusal
	Trouble answer.Trouble `json:"trouble,omitzero"`
	GotKind contract.Kind  `json:"is,omitempty"`     // the kind of the value
	Want    string         `json:"want,omitempty"`   // a value, not a sentence
	Got     string         `json:"got,omitempty"`    // a value, cut to what can be shown
	Beside  string         `json:"beside,omitempty"` // what Got is held against: a path, a value
	Count   int            `json:"count,omitempty"`  // how many, of Of
	Of      int            `json:"of,omitempty"`
}

// MostFindings is how many findings a verdict keeps, the first of them.
const MostFindings = 20

// Bounds of what is kept of an answer's body, and of a code, in bytes.
const (
	excerpt = 120
	code    = 80
)

// FromAnswer describes an answer as a whole; index is its place among the case's.
func FromAnswer(kind Kind, index int, a *answer.Answer) Finding {
	x := a.Exchange
	f := Finding{Kind: kind, Answer: index, Class: a.Class, Status: x.Status, Trouble: a.Trouble, Place: a.Place(a.CodeNode)}
	switch {
	case a.Class == answer.Silent:
		f.Status = 0
	case a.Class == answer.Unreadable, a.Class == answer.Success, a.Class == answer.Broken && a.Code == "":
		f.Got = body.Cut(x.Body, excerpt)
	default:
		f.Code, f.Got = body.Cut([]byte(a.Code), code), body.Cut([]byte(a.Message), excerpt)
	}
	switch {
	case a.Class == answer.Unreadable && a.Trouble.Kind == answer.NotFormat:
		f.Place = a.At(a.Trouble.At)
	case a.Class == answer.Success, a.Class == answer.Broken:
		f.Place = answer.Place{Status: true}
	}
	return f
}

// OfAnswer tells whether it is about one answer, and not about a case as a whole.
func (f Finding) OfAnswer() bool { return f.Class != "" || f.Kind.Outcome() == Fail }

// FromFault gives a flaw of a body that could still be read.
func FromFault(kind Kind, a *answer.Answer, fault body.Fault) Finding {
	return Finding{Kind: kind, Place: a.At(fault.Offset), Beside: fmt.Sprint(fault.Offset), Want: string(fault.Flaw), Got: fault.Detail}
}

// Cause leaves out of a finding where and for which demand it was found: two
// failures with equal causes were decided by the same thing. What cannot be read, or comes
// from a server that failed, is one thing whatever its body and however long that is.
func (f Finding) Cause() Finding {
	f.Answer, f.Other, f.Place = 0, 0, answer.Place{}
	if f.Trouble.Kind != "" || f.Class == answer.Broken {
		f.Got, f.Trouble.At, f.Trouble.Detail = "", 0, strings.Map(withoutDigits, f.Trouble.Detail)
	}
	if f.Class != "" && f.Kind.Outcome() == Fail {
		f.Kind = ""
	}
	return f
}

func withoutDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return -1
	}
	return r
}
