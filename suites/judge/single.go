package judge

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
)

// orderly accepts an answer or a refusal; where codes are named a refusal must
// have one of them.
func (v Verdict) orderly(a *answer.Answer, want probe.Orderly) Verdict {
	ok := a.Class == answer.Success || a.Class == answer.Refusal && (len(want.Codes) == 0 || slices.Contains(want.Codes, a.Code))
	if set, disputed := disputedNeed(v.Case); disputed && ok {
		v.Reading = readingOf(set, needShown(a))
	}
	if len(want.Codes) == 0 && a.Class == answer.Elsewhere {
		ok = true // a refusal of the action or version is orderly too
	}
	return v.check(ok, a)
}

// disputedNeed finds the reading set that an absent parameter shows.
func disputedNeed(c probe.Case) (contract.ReadingSet, bool) {
	for _, set := range c.Operation.Readings {
		if set.Aspect == contract.NeedAspect && len(c.Requests) == 1 {
			if _, sent := c.Requests[0].Args.Get(set.At); !sent {
				return set, true
			}
		}
	}
	return contract.ReadingSet{}, false
}

func needShown(a *answer.Answer) string {
	if a.Class == answer.Success {
		return "optional"
	}
	return "required"
}

func readingOf(set contract.ReadingSet, value string) string {
	if reading, ok := set.Of(value); ok {
		return set.ID + "=" + reading.ID
	}
	return ""
}

// rowCode wants the row's code, one below it in Tencent's hierarchy, or one the
// account allows instead.
func (v Verdict) rowCode(a *answer.Answer, want probe.RowCode) Verdict {
	switch {
	case a.Class == answer.Success && !want.Refusal:
		return v.skip("the target accepts this request; whether it may is another requirement's question")
	case a.Class == answer.Success:
		return v.check(false, a)
	}
	ok := a.Code == want.Row.Code || slices.Contains(want.Alternative, a.Code) ||
		v.Case.Operation.Protocol.Name() == "tencent-api3" && want.Row.Answers(a.Code)
	return v.check(ok, a)
}

func (v Verdict) rowStatus(a *answer.Answer, want probe.RowStatus) Verdict {
	if a.Class == answer.Success {
		return v.skip("the target accepts this request; whether it may is another requirement's question")
	}
	return v.check(a.Exchange.Status == want.Row.Status, a)
}

// rowMessage compares messages without regard to case, space and a final stop,
// and lets a target say more than the document.
func (v Verdict) rowMessage(a *answer.Answer, want probe.RowMessage) Verdict {
	switch {
	case a.Class == answer.Success:
		return v.skip("the target accepts this request; whether it may is another requirement's question")
	case a.Code != want.Row.Code:
		return v.skip("the refusal has another code, %s", a.Code)
	}
	return v.check(strings.Contains(plainText(a.Message), plainText(want.Row.Message)), a)
}

func plainText(s string) string {
	return strings.TrimSuffix(strings.Join(strings.Fields(strings.ToLower(s)), " "), ".")
}

// answered wants a row for one of the names. An answer without a place for rows
// is another requirement's question.
func (v Verdict) answered(a *answer.Answer, want probe.Answered) Verdict {
	switch {
	case a.Class != answer.Success:
		return v.skip("the request is refused: %s", Describe(a))
	case len(a.Spots(want.Rows)) == 0:
		return v.skip("the answer has no place for rows, which is another requirement's question")
	}
	found := a.Rows(want.Rows, want.Key)
	for _, name := range want.Names {
		if found[name] != nil {
			return v.check(true, a)
		}
	}
	return v.fail(0, "no row for %s; the answer has %s", some(want.Names), count(len(found), "row"))
}
