// Package judge decides cases: a pure function from a case and its answers to a
// verdict. What answers may be is for the wants; this is the frame around them:
// whether there is an answer at all, whether the target serves this way of
// asking, and what the answer to the anchor says. It sends nothing and keeps
// nothing.
package judge

import (
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// Verdict is a decided case.
type Verdict struct {
	Case    probe.Case
	Outcome finding.Outcome
	// Findings are what was found, at most as many as are kept; the first of them
	// decides. They name answers by their index among those of the case, where the
	// anchor's stands first if it has one.
	Findings []finding.Finding
	Reading  string // "total-bytes-kind=number", when the case shows one
	Reason   string // of a skip or an error, one sentence
	Expected string // what was wanted, one sentence
	Received string // what came, one sentence
	// Culprit is the index, counted so too, of the answer that decided a failure,
	// -1 if none did.
	Culprit int
	Weight  Weight
	looked  int // answers that a case about all answers looked at
}

// maxText bounds a sentence of a verdict, in bytes: a target can make what is said
// of its answers as long as they are.
const maxText = 1200

// Judge decides a case from the answers to its requests, in their order, and
// the answer to its anchor, nil if it has none.
func Judge(c probe.Case, answers []*answer.Answer, anchor *answer.Answer) Verdict {
	j := decide(c, answers, anchor)
	if anchor != nil {
		answers = append([]*answer.Answer{anchor}, answers...)
		for i := range j.Findings {
			j.Findings[i].Answer++
			if j.Findings[i].Kind.Compares() {
				j.Findings[i].Other++
			}
		}
	}
	v := VerdictOf(c, answers, j)
	v.looked = j.Looked
	return v
}

// VerdictOf gives the verdict on a case of which something was found in answers.
func VerdictOf(c probe.Case, answers []*answer.Answer, j want.Judgement) Verdict {
	kept := min(len(j.Findings), finding.MostFindings)
	v := Verdict{Case: c, Findings: j.Findings[:kept:kept], Reading: body.Cut([]byte(j.Reading), maxText), Culprit: -1}
	first := v.Findings[0]
	v.Outcome = first.Kind.Outcome()
	if v.Outcome == finding.Fail {
		v.Culprit = first.Answer
	}
	if len(answers) > 0 {
		v.Expected = c.Want.Expectation()
	}
	text := first.Sentence(func(i int) string { return finding.InWords(answers[i].Exchange.Request) })
	if v.Outcome == finding.Skip || v.Outcome == finding.Error {
		v.say(&v.Reason, text)
	} else {
		v.say(&v.Received, text)
	}
	for _, f := range v.Findings {
		v.beside(f)
	}
	return v
}

// With gives a verdict that says one thing more: where a limit was found.
func (v Verdict) With(f finding.Finding) Verdict {
	v.Findings = append(v.Findings, f)
	v.beside(f)
	return v
}

// beside adds what is said beside what decides.
func (v *Verdict) beside(f finding.Finding) {
	if f.Kind.Outcome() != finding.Beside {
		return
	}
	text := &v.Received
	if v.Reason != "" {
		text = &v.Reason
	}
	v.say(text, *text+"; "+f.Sentence(nil))
}

// say sets a text of the verdict: whatever a target says of itself, it is one
// line that prints.
func (v *Verdict) say(text *string, words string) { *text = body.Cut([]byte(words), maxText) }

func found(f finding.Finding) want.Judgement {
	return want.Judgement{Findings: []finding.Finding{f}}
}
