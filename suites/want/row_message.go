package want

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// RowMessage wants the documented message of an error row, without regard to
// case, space and a final stop, and lets a target say more than the document.
type RowMessage struct{ Row contract.ErrorCode }

func (RowMessage) Scope() Scope { return Refusal }

func (w RowMessage) Expectation() string {
	return fmt.Sprintf("if it is refused with %s, then with the message %q", w.Row.Code, w.Row.Message)
}

func (w RowMessage) Question(*contract.Operation) any { return []any{w.Row.Code, w.Row.Message} }

func (w RowMessage) Judge(e Evidence) Judgement {
	a := e.last()
	switch {
	case a.Class == answer.Success:
		return found(finding.Finding{Kind: finding.Accepts})
	case a.Code != w.Row.Code:
		return found(finding.Finding{Kind: finding.CodeDiffers, Got: a.Code})
	}
	j := e.check(w.Row.Says(a.Message), finding.OtherMessage)
	if place := a.Place(a.MessageNode); place.Known() {
		j.Findings[0].Place = place
	}
	return j
}
