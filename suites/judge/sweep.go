package judge

import (
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// Sweeps judges several cases about many answers, which are looked at in step.
func Sweeps(cases []probe.Case, answers [][]*answer.Answer) []Verdict {
	out, looks := make([]Verdict, len(cases)), make([]func([]*answer.Answer), len(cases))
	for i, c := range cases {
		looks[i] = func(own []*answer.Answer) { out[i] = Judge(c, own, nil) }
	}
	answer.InStep(answers, looks)
	return out
}

// sweep decides a case about many answers: it fails if one of them is wrong.
func sweep(w want.Want, e want.Evidence) want.Judgement {
	all := e.Answers
	e.Answers = served(all)
	j := w.Judge(e)
	switch {
	case len(j.Findings) > 0:
		return j
	case j.Looked == 0:
		return found(nothing(all, e.Answers))
	}
	j.Findings = []finding.Finding{{Kind: finding.RightInAnswers, Count: j.Looked}}
	return j
}

// served leaves out the answers to ways of asking that the target does not
// serve: the first answer of each way is to the plain request. Their places are
// kept, so that answers are still counted as they were asked.
func served(answers []*answer.Answer) []*answer.Answer {
	type way struct{ carrier, format string }
	plain := map[way]*answer.Answer{}
	out := make([]*answer.Answer, len(answers))
	of := func(a *answer.Answer) way {
		return way{a.Exchange.Request.Carrier.ID, string(a.Exchange.Request.Format)}
	}
	var accepted *answer.Answer // a plain request, one way or another
	for _, a := range answers {
		if plain[of(a)] == nil {
			plain[of(a)] = a
			if accepted == nil && a.Class == answer.Success {
				accepted = a
			}
		}
	}
	for i, a := range answers {
		own := plain[of(a)]
		if a.NotFromTarget() || unserved(a, own, answers[0]) || accepted != nil && a.Strange() && ServedOtherwise(own, accepted) {
			a = &answer.Answer{Exchange: a.Exchange, Class: answer.NotLookedAt}
		}
		out[i] = a
	}
	return out
}

// nothing finds why a sweep had nothing to look at: if the target did not answer
// in a readable way that is what came; else there is nothing to say. all are the
// answers before some were left out.
func nothing(all, answers []*answer.Answer) finding.Finding {
	if f, ok := unowned(want.Evidence{Answers: all}); ok {
		return f
	}
	first := -1
	for i, a := range answers {
		switch {
		case a.Class == answer.NotLookedAt:
		case a.Readable():
			return finding.Finding{Kind: finding.NothingSeen}
		case first < 0:
			first = i
		}
	}
	if first < 0 {
		return finding.Finding{Kind: finding.NothingSeen}
	}
	return failureOf(first, answers[first])
}
