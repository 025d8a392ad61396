package want

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// RowStatus wants the HTTP status of an error row.
type RowStatus struct{ Row contract.ErrorCode }

func (RowStatus) Scope() Scope { return Refusal }

func (w RowStatus) Expectation() string {
	return fmt.Sprintf("if it is refused, then with status %d", w.Row.Status)
}

func (w RowStatus) Question(*contract.Operation) any { return []any{w.Row.Code, w.Row.Status} }

func (w RowStatus) Judge(e Evidence) Judgement {
	if e.last().Class == answer.Success {
		return found(finding.Finding{Kind: finding.Accepts})
	}
	j := e.check(e.last().Exchange.Status == w.Row.Status, finding.OtherStatus)
	j.Findings[0].Place = answer.Place{Status: true}
	return j
}
