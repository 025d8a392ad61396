package judge

import (
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Weight is what a verdict rests on: one for which nothing was judged has shown
// nothing, whatever was sent.
type Weight struct {
	Judged   int  // answers that were held against what is demanded
	Accepted int  // results among all that came
	Came     bool // an answer had the documented code that the case provokes
}

// Weigh counts the answers to a case's requests and to its anchor, nil if it has
// none, in view of the verdict.
func Weigh(v Verdict, answers []*answer.Answer, anchor *answer.Answer) Weight {
	var w Weight
	if anchor != nil && anchor.Class == answer.Success {
		w.Accepted++
	}
	for _, a := range answers {
		if a.Class == answer.Success {
			w.Accepted++
		}
		w.Came = w.Came || v.provoked(a)
	}
	switch {
	case v.Outcome != finding.Pass && v.Outcome != finding.Fail:
	case v.Case.Sweeps():
		w.Judged = v.looked
	default:
		w.Judged = len(answers)
	}
	return w
}

// provoked tells whether an answer has the documented code that the case provokes.
func (v *Verdict) provoked(a *answer.Answer) bool {
	row, ok := v.Case.Operation.Error(v.Case.Code)
	return ok && v.Case.Operation.RowMatches(row, a.Code)
}
