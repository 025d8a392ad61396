// Package want holds what a target may answer: a file for each want, with what
// it accepts in words, what of the documents it asks, and how answers are held
// against it. A want sends nothing and decides no case: whether its answers came
// at all, and beside what, is for the judge.
package want

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Want is what a target may answer.
type Want interface {
	// Expectation says what the want accepts, in one line.
	Expectation() string
	// Question gives what the judgement takes from the want and from the
	// operation behind it, without words and places: see probe.Case.Question.
	Question(*contract.Operation) any
	// Scope says which answers the want is about.
	Scope() Scope
	// Judge holds the answers of a case against the want.
	Judge(Evidence) Judgement
}

// Taker is a want that judges some failures itself: what asks of names that nobody has may
// be answered by any code that the documents list.
type Taker interface{ Takes(*answer.Answer) bool }

// listedFailure tells whether a server says that it failed by a code of the operation's own
// document.
func listedFailure(a *answer.Answer) bool {
	op := a.Exchange.Request.Operation
	return a.Class == answer.Broken && slices.ContainsFunc(op.Errors, func(row contract.ErrorCode) bool { return op.RowMatches(&row, a.Code) })
}

// TypeOf tells wants of one type from those of another; what it says of one is no
// word to go by.
func TypeOf(w Want) string { return fmt.Sprintf("%T", w) }

// Scope says which answers a want is about.
type Scope int

// The scopes.
const (
	Last     Scope = iota // the answer to the last request of the case
	Refusal               // the same, of a request that must be refused
	Together              // those to all its requests, which must be results
	Each                  // those to all its requests, be they results or refusals
	Nested                // those to all its requests, of which the first must be a result
	Burst                 // those to all its requests, whatever came
	Run                   // all answers of the run to the operation: a sweep
)

// Evidence is what a want judges.
type Evidence struct {
	Operation *contract.Operation
	Level     contract.Level
	Requests  []wire.Request   // of the case
	Answers   []*answer.Answer // within the scope, in the order of the requests
	Anchor    *answer.Answer   // nil if the case has none
}

// Judgement is what a want says of answers: what it found, the first of it first.
// What is found decides the case; of a sweep, none is right if Looked is above 0.
type Judgement struct {
	Findings []finding.Finding
	Reading  string // "total-bytes-kind=number", when the answers show one
	Looked   int    // of a sweep, how many answers hold what it looks at
}

// found is the judgement of one finding.
func found(f finding.Finding) Judgement { return Judgement{Findings: []finding.Finding{f}} }

// check describes the last answer: as wanted, or by the kind of what is wrong.
func (e Evidence) check(ok bool, wrong finding.Kind) Judgement {
	if ok {
		wrong = finding.AsWanted
	}
	return found(finding.FromAnswer(wrong, 0, e.last()))
}

func (e Evidence) last() *answer.Answer { return e.Answers[len(e.Answers)-1] }
