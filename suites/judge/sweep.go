package judge

import (
	"fmt"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// finding is what a look at one answer gives.
type finding struct {
	looked  bool   // the answer has what the case looks at
	problem string // "" if it is right
	shows   string // the value of a reading that it shows
}

// look examines one answer; a sweep puts it to each.
type look func(*answer.Answer) finding

// sweep decides a case about many answers: it fails if one of them is wrong,
// and says how many are and which is the first.
func (v Verdict) sweep(answers []*answer.Answer) Verdict {
	v.Expected = Expectation(v.Case.Want)
	answers = served(answers)
	switch want := v.Case.Want.(type) {
	case probe.Follows:
		return v.follows(answers, want)
	case probe.Current:
		return v.current(answers, want)
	}
	return v.each(answers, v.looks(answers))
}

// served leaves out the answers to ways of asking that the target does not
// serve: the first answer of each way is to the plain request. Their places are
// kept, so that answers are still counted as they were asked.
func served(answers []*answer.Answer) []*answer.Answer {
	type way struct{ carrier, format string }
	plain := map[way]*answer.Answer{}
	out := make([]*answer.Answer, len(answers))
	for i, a := range answers {
		w := way{a.Exchange.Request.Carrier.ID, string(a.Exchange.Request.Format)}
		if plain[w] == nil {
			plain[w] = a
		}
		if unserved(a, plain[w], answers[0]) {
			a = &answer.Answer{Exchange: a.Exchange, Class: answer.Left}
		}
		out[i] = a
	}
	return out
}

func (v Verdict) each(answers []*answer.Answer, examine look) Verdict {
	looked, wrong, first := 0, 0, -1
	problem := ""
	for i, a := range answers {
		found := examine(a)
		if found.looked {
			looked++
		}
		if found.problem == "" {
			continue
		}
		if wrong++; first < 0 {
			first, problem = i, found.problem
		}
	}
	switch {
	case wrong > 0:
		return v.fail(first, "%s, in the answer to %s (%d of %s)", problem, Sent(answers[first].Exchange.Request), wrong, count(looked, "answer"))
	case looked == 0:
		return v.nothing(answers)
	}
	v.Received = fmt.Sprintf("right in %s", count(looked, "answer"))
	return v
}

// nothing decides a sweep that found nothing to look at: if the target did not
// answer in a readable way that is what came; else there is nothing to say.
func (v Verdict) nothing(answers []*answer.Answer) Verdict {
	reached := false
	for i, a := range answers {
		switch {
		case a.Unreached() || a.Class == answer.Left:
			continue
		case a.Class == answer.Success || a.Class == answer.Refusal || a.Class == answer.Elsewhere:
			return v.skip("no answer of this run holds what the case looks at")
		case !reached:
			reached = true
			v = v.fail(i, "%s", Describe(a))
		}
	}
	if !reached {
		v.Outcome, v.Reason = Error, answers[0].Reason
	}
	return v
}

// looks picks how a case looks at an answer.
func (v Verdict) looks(answers []*answer.Answer) look {
	switch want := v.Case.Want.(type) {
	case probe.Present:
		return lookPresent(want.Field, answers)
	case probe.OfKind:
		return lookKind(want.Field, answers)
	case probe.Formed:
		return lookForm(want.Field)
	case probe.NotNegative:
		return lookNotNegative(want.Field)
	case probe.ListAlways:
		return lookListAlways(want.Field)
	case probe.PlainDigits:
		return lookPlainDigits(want.Field)
	case probe.Holds:
		return lookHolds(want.Relation)
	case probe.Sound:
		return lookSound(want.Property, v.Case)
	}
	panic(fmt.Sprintf("case %s wants %T, which no judge knows", v.Case.ID, v.Case.Want))
}
