// Package judge decides cases: a pure function from a case and its exchanges to
// a verdict. It sends nothing and keeps nothing.
package judge

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// Outcome is how a case ended.
type Outcome string

// The outcomes. They are never merged.
const (
	Pass      Outcome = "pass"
	Fail      Outcome = "fail"
	Skip      Outcome = "skip"      // cannot be asked of this target; Reason says why
	Error     Outcome = "error"     // the environment, not the implementation
	Deviation Outcome = "deviation" // a known difference, accepted in a baseline
)

// Verdict is a decided case.
type Verdict struct {
	Case     probe.Case
	Outcome  Outcome
	Reading  string // "total-bytes-kind=number", when the case shows one
	Reason   string // of a skip or an error
	Expected string // what was wanted, one sentence
	Received string // what came, one sentence
	// Culprit is the index of the request whose answer decided a failure, -1
	// if none did.
	Culprit int
}

// Judge decides a case from the answers to its requests, in their order, and
// the answer to its anchor, nil if it has none.
func Judge(c probe.Case, answers []*answer.Answer, anchor *answer.Answer) Verdict {
	v := decide(c, answers, anchor)
	// Whatever a target says of itself, a verdict is one line that prints.
	for _, text := range []*string{&v.Received, &v.Reason, &v.Reading} {
		*text = body.Cut([]byte(*text), maxText)
	}
	return v
}

// maxText bounds what a verdict says, in bytes.
const maxText = 1200

func decide(c probe.Case, answers []*answer.Answer, anchor *answer.Answer) Verdict {
	v := Verdict{Case: c, Outcome: Pass, Culprit: -1}
	if c.Skip != "" {
		return v.skip("%s", c.Skip)
	}
	if len(answers) == 0 {
		return v.skip("no other case of this run sends a request whose answer could be looked at")
	}
	switch want := c.Want.(type) {
	case probe.Served:
		return v.served(answers, want, anchor)
	case probe.Same, probe.Adds, probe.Unites:
		return v.compare(answers)
	}
	if c.Sweeps() {
		return v.sweep(answers)
	}
	last := len(answers) - 1
	v = v.single(answers[last], anchor)
	if v.Culprit >= 0 {
		v.Culprit = last
	}
	return v
}

// Unserved gives the verdict on a case whose way of asking the target does not
// serve: ok is false if it does. root is the answer to the plain request as
// printed.
func Unserved(c probe.Case, answers []*answer.Answer, anchor, root *answer.Answer) (v Verdict, ok bool) {
	if !slices.ContainsFunc(answers, func(own *answer.Answer) bool { return unserved(own, anchor, root) }) {
		return Verdict{}, false
	}
	v = Verdict{Case: c, Culprit: -1}.skip("the target does not serve this way of asking: %s", Describe(anchor))
	v.Reason = body.Cut([]byte(v.Reason), maxText)
	return v, true
}

// unserved tells whether a way of asking is not served at all: as printed the
// plain request is accepted, this way neither it nor the case's own is.
func unserved(own, anchor, root *answer.Answer) bool {
	return root != nil && root.Class == answer.Success && anchor.Class != answer.Success && own.Class != answer.Success
}

func (v Verdict) skip(format string, args ...any) Verdict {
	v.Outcome, v.Reason = Skip, fmt.Sprintf(format, args...)
	return v
}

func (v Verdict) fail(culprit int, received string, args ...any) Verdict {
	v.Outcome, v.Culprit, v.Received = Fail, culprit, fmt.Sprintf(received, args...)
	return v
}

// noAnswer decides what an answer that is none, or none of the operation's,
// decides by itself; i is its place among the case's.
func (v Verdict) noAnswer(i int, a *answer.Answer) (decided Verdict, ok bool) {
	switch {
	case a.Unreached():
		v.Outcome, v.Reason = Error, a.Reason
		return v, true
	case a.Throttled():
		return v.skip("%s", throttled), true
	case a.Class == answer.Silent, a.Class == answer.Unreadable, a.Class == answer.Broken:
		return v.fail(i, "%s", Describe(a)), true
	}
	return v, false
}

// single decides a case of one request.
func (v Verdict) single(a, anchor *answer.Answer) Verdict {
	v.Expected = Expectation(v.Case.Want)
	if decided, ok := v.noAnswer(0, a); ok {
		return decided
	}
	if anchor != nil && anchor.Class != answer.Success && a.Class != answer.Success {
		return v.skip("the request it is compared with is not accepted: %s", Describe(anchor))
	}
	switch want := v.Case.Want.(type) {
	case probe.Accepted:
		return v.check(a.Class == answer.Success, a)
	case probe.Refused:
		return v.check(a.Class == answer.Refusal, a)
	case probe.Orderly:
		return v.orderly(a, want)
	case probe.RowCode:
		return v.rowCode(a, want)
	case probe.RowStatus:
		return v.rowStatus(a, want)
	case probe.RowMessage:
		return v.rowMessage(a, want)
	case probe.Answered:
		return v.answered(a, want)
	case probe.Encoded:
		return v.encoded(a, anchor, want)
	case probe.Denied:
		return v.denied(a, want)
	case probe.Ranked:
		return v.ranked(a, want)
	}
	panic(fmt.Sprintf("case %s wants %T, which no judge knows", v.Case.ID, v.Case.Want))
}

// throttled is why a case cannot be decided though it was repeated: what it
// breaks is the promised rate, which only its own profile asks about.
const throttled = "refused for its frequency even at the documented rate, after repeats; profile rate asks about that"

// check passes or fails with a description of the answer.
func (v Verdict) check(ok bool, a *answer.Answer) Verdict {
	v.Received = Describe(a)
	if !ok {
		v.Outcome, v.Culprit = Fail, 0
	}
	return v
}
