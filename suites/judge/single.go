package judge

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/probe"
)

// unreached tells whether an answer is missing because the target could not be
// asked, which says nothing about the implementation.
func unreached(a *Answer) bool {
	return a.Exchange.Failure == wire.Unreachable || a.Exchange.Failure == wire.NotSent
}

// orderly accepts an answer or a refusal; where codes are named a refusal must
// have one of them.
func (v Verdict) orderly(a *Answer, want probe.Orderly) Verdict {
	ok := a.Class == Success || a.Class == Refusal && (len(want.Codes) == 0 || slices.Contains(want.Codes, a.Code))
	if set, disputed := disputedNeed(v.Case); disputed && ok {
		v.Reading = readingOf(set, needShown(a))
	}
	if len(want.Codes) == 0 && a.Class == Elsewhere {
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

func needShown(a *Answer) string {
	if a.Class == Success {
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
func (v Verdict) rowCode(a *Answer, want probe.RowCode) Verdict {
	switch {
	case a.Class == Success && !want.Refusal:
		return v.skip("the target accepts this request; whether it may is another requirement's question")
	case a.Class == Success:
		return v.check(false, a)
	}
	ok := a.Code == want.Row.Code || slices.Contains(want.Alternative, a.Code) ||
		v.Case.Operation.Protocol == contract.TencentAPI3 && want.Row.Answers(a.Code)
	return v.check(ok, a)
}

func (v Verdict) rowStatus(a *Answer, want probe.RowStatus) Verdict {
	if a.Class == Success {
		return v.skip("the target accepts this request; whether it may is another requirement's question")
	}
	return v.check(a.Exchange.Status == want.Row.Status, a)
}

// rowMessage compares messages without regard to case, space and a final stop,
// and lets a target say more than the document.
func (v Verdict) rowMessage(a *Answer, want probe.RowMessage) Verdict {
	switch {
	case a.Class == Success:
		return v.skip("the target accepts this request; whether it may is another requirement's question")
	case a.Code != want.Row.Code:
		return v.skip("the refusal has another code, %s", a.Code)
	}
	return v.check(strings.Contains(plainText(a.Message), plainText(want.Row.Message)), a)
}

func plainText(s string) string {
	return strings.TrimSuffix(strings.Join(strings.Fields(strings.ToLower(s)), " "), ".")
}

// answered wants a row for each name. When none of the names has one the target
// may have nothing to say of them; when only some have, rows are lost.
func (v Verdict) answered(a *Answer, want probe.Answered) Verdict {
	if a.Class != Success {
		return v.skip("the request is refused: %s", describe(a))
	}
	var found []string
	for _, s := range locate(v.Case.Operation, a.Payload, want.Rows+"/"+want.Key) {
		if s.node != nil && s.node.Kind == body.String {
			found = append(found, s.node.Text)
		}
	}
	if len(locate(v.Case.Operation, a.Payload, want.Rows)) == 0 {
		return v.skip("the answer has no place for rows, which is another requirement's question")
	}
	var missing []string
	for _, name := range want.Names {
		if !slices.Contains(found, name) {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return v.check(true, a)
	}
	return v.fail(0, "no row for %s; the answer has %s", some(missing), count(len(found), "row"))
}
