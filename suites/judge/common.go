package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// denied wants a refusal by one of the gateway's codes.
func (v Verdict) denied(a *answer.Answer, want probe.Denied) Verdict {
	refused := a.Class == answer.Refusal || a.Class == answer.Elsewhere
	known := slices.ContainsFunc(want.Codes, func(code string) bool { return strings.HasPrefix(a.Code, code) })
	return v.check(refused && known, a)
}

// ranked wants a refusal for one of two faults, and says which it was.
func (v Verdict) ranked(a *answer.Answer, want probe.Ranked) Verdict {
	ok := a.Class == answer.Refusal && (len(want.Codes) == 0 || slices.Contains(want.Codes, a.Code))
	if ok {
		v.Reading = "precedence=" + a.Code
	}
	return v.check(ok, a)
}

// served wants every request of a burst to be answered.
func (v Verdict) served(answers []*answer.Answer, want probe.Served, anchor *answer.Answer) Verdict {
	v.Expected = Expectation(v.Case.Want)
	if anchor != nil && anchor.Class != answer.Success {
		return v.skip("the request it is compared with is not accepted: %s", Describe(anchor))
	}
	throttled := 0
	for i, a := range answers {
		switch {
		case a.Unreached():
			v.Outcome, v.Reason = Error, a.Reason
			return v
		case a.Throttled():
			throttled++
		case a.Class != answer.Success:
			return v.fail(i, "%s", Describe(a))
		}
	}
	if throttled > 0 {
		return v.fail(slices.IndexFunc(answers, (*answer.Answer).Throttled), "%d of %d requests in a second are refused for their frequency", throttled, len(answers))
	}
	v.Received = fmt.Sprintf("%d requests at once are answered", len(answers))
	return v
}
