package judge

import (
	"slices"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// decide asks the want of a case, unless the answers decide it by themselves.
func decide(c probe.Case, answers []*answer.Answer, anchor *answer.Answer) want.Judgement {
	switch {
	case c.Skip != "" && c.Outside:
		return found(finding.Finding{Kind: finding.OutOfQuestion, Got: c.Skip})
	case c.Skip != "":
		return found(finding.Finding{Kind: finding.NotAsked, Got: c.Skip})
	case len(answers) == 0:
		return found(finding.Finding{Kind: finding.NothingSent})
	}
	e := want.Evidence{Operation: c.Operation, Level: c.Level, Requests: c.Requests, Answers: answers, Anchor: anchor}
	if c.Want.Scope() != want.Run {
		if f, ok := unowned(e); ok {
			return found(f)
		}
	}
	switch c.Want.Scope() {
	case want.Run:
		return sweep(c.Want, e)
	case want.Burst:
		if f, ok := burst(e); ok {
			return found(f)
		}
	case want.Each:
		if f, ok := each(c.Want, e); ok {
			return found(f)
		}
	case want.Nested:
		if f, ok := each(c.Want, e); ok {
			return found(f)
		}
		if answers[0].Class != answer.Success {
			return found(finding.FromAnswer(finding.PartRefused, 0, answers[0]))
		}
	case want.Together:
		if f, ok := together(c.Want, e); ok {
			return found(f)
		}
	case want.Last, want.Refusal:
		return last(c.Want, e)
	}
	return c.Want.Judge(e)
}

// last decides a case of one answer, or of the last of several.
func last(w want.Want, e want.Evidence) want.Judgement {
	index := len(e.Answers) - 1
	a := e.Answers[index]
	if f, ok := noAnswer(w, index, a); ok {
		return found(f)
	}
	if e.Anchor != nil && e.Anchor.Class != answer.Success && a.Class != answer.Success {
		return found(finding.FromAnswer(finding.AnchorRefused, finding.Anchor, e.Anchor))
	}
	e.Answers = e.Answers[index:]
	j := w.Judge(e)
	for i := range j.Findings {
		j.Findings[i].Answer = index
	}
	return j
}

// together finds why several answers cannot be held against each other. If one
// of them is no result there is nothing to compare: that is for the cases that
// ask whether the request is accepted.
func together(w want.Want, e want.Evidence) (finding.Finding, bool) {
	for i, a := range e.Answers {
		if f, ok := noAnswer(w, i, a); ok {
			return f, true
		}
		if a.Class != answer.Success {
			return finding.FromAnswer(finding.PartRefused, i, a), true
		}
	}
	return finding.Finding{}, false
}

// each finds an answer that is none.
func each(w want.Want, e want.Evidence) (finding.Finding, bool) {
	if e.Anchor != nil && e.Anchor.Class != answer.Success {
		return finding.FromAnswer(finding.AnchorRefused, finding.Anchor, e.Anchor), true
	}
	for i, a := range e.Answers {
		if f, ok := noAnswer(w, i, a); ok {
			return f, true
		}
	}
	return finding.Finding{}, false
}

// burst finds why the answers to a burst say nothing.
func burst(e want.Evidence) (finding.Finding, bool) {
	if e.Anchor != nil && e.Anchor.Class != answer.Success {
		return finding.FromAnswer(finding.AnchorRefused, finding.Anchor, e.Anchor), true
	}
	return finding.Finding{}, false
}

// unowned finds the first answer, the anchor's before the others, that is not
// the target's own, or may have been for the moment alone: it is evidence neither for
// nor against anything.
func unowned(e want.Evidence) (finding.Finding, bool) {
	if e.Anchor != nil && e.Anchor.Inconclusive() {
		return foreign(finding.Anchor, e.Anchor), true
	}
	for i, a := range e.Answers {
		if a.Inconclusive() {
			return foreign(i, a), true
		}
	}
	return finding.Finding{}, false
}

// foreign says what came in the place of an answer of the target's own.
func foreign(i int, a *answer.Answer) finding.Finding {
	switch {
	case a.Unreached():
		return finding.FromAnswer(finding.NotReached, i, a)
	case a.Class == answer.Silent:
		return finding.FromAnswer(finding.Lost, i, a)
	case a.Transient():
		return finding.FromAnswer(finding.Unsteady, i, a)
	}
	return finding.FromAnswer(finding.FromBefore, i, a)
}

// noAnswer finds what an answer that is none, or none of the operation's,
// decides by itself; i is its place among the case's. That requests are refused
// for their frequency breaks the promised rate, which only its own profile asks
// about.
func noAnswer(w want.Want, i int, a *answer.Answer) (f finding.Finding, ok bool) {
	taker, takes := w.(want.Taker)
	switch {
	case takes && taker.Takes(a):
		return finding.Finding{}, false
	case a.Throttled():
		return finding.FromAnswer(finding.Throttled, i, a), true
	case a.Class == answer.Silent, a.Class == answer.Unreadable, a.Class == answer.Broken:
		return failureOf(i, a), true
	}
	return finding.Finding{}, false
}

// failureOf describes an answer that cannot be read or says that the server failed.
func failureOf(i int, a *answer.Answer) finding.Finding {
	if a.Class == answer.Broken {
		return finding.FromAnswer(finding.ServerFailed, i, a)
	}
	return finding.FromAnswer(finding.NoAnswer, i, a)
}

// Unserved gives the verdict on a case whose way of asking the target does not
// serve: ok is false if it does. root is the answer to the plain request as
// printed.
func Unserved(c probe.Case, answers []*answer.Answer, anchor, root *answer.Answer) (v Verdict, ok bool) {
	if !slices.ContainsFunc(answers, func(own *answer.Answer) bool { return unserved(own, anchor, root) }) {
		return Verdict{}, false
	}
	return NotServed(c, anchor), true
}

// NotServed is the verdict on a case that takes a way of asking which the target
// does not serve; plain is what the plain request meets by it.
func NotServed(c probe.Case, plain *answer.Answer) Verdict {
	f := finding.FromAnswer(finding.WayNotServed, 0, plain)
	f.Want = finding.HowSent(plain.Exchange.Request)
	return VerdictOf(c, nil, found(f))
}

// ServedOtherwise tells whether the plain request that meets a stranger's answer is
// accepted another way: then this way is not served, be it the printed one.
func ServedOtherwise(plain, other *answer.Answer) bool {
	return !plain.NotFromTarget() && plain.Strange() && other.Class == answer.Success
}

// unserved tells whether a way of asking is not served at all: as printed the
// plain request is accepted, this way neither it nor the case's own is.
func unserved(own, anchor, root *answer.Answer) bool {
	return root != nil && root.Class == answer.Success && anchor.Class != answer.Success && own.Class != answer.Success
}
