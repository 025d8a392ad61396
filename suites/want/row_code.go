package want

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// RowCode wants the code of an error row, one below it where codes have codes
// below them, or one the account allows instead. Refusal says that the request
// must be refused; where another case says so already it is false, and an
// accepted request is not this case's business.
type RowCode struct {
	Row         contract.ErrorCode
	Alternative []string // further codes that the target file allows
	Refusal     bool
}

func (RowCode) Scope() Scope { return Refusal }

func (w RowCode) Expectation() string {
	codes := strings.Join(append([]string{w.Row.Code}, w.Alternative...), " or ")
	if w.Refusal {
		return "a refusal with " + codes
	}
	return "if it is refused, then with " + codes
}

func (w RowCode) Question(*contract.Operation) any {
	return []any{w.Row.Code, w.Alternative, w.Refusal}
}

func (w RowCode) Judge(e Evidence) Judgement {
	a := e.last()
	switch {
	case a.Class == answer.Success && !w.Refusal:
		return found(finding.Finding{Kind: finding.Accepts})
	case a.Class == answer.Success:
		return e.check(false, finding.NotRefused)
	}
	ok := e.Operation.RowMatches(&w.Row, a.Code) || slices.Contains(w.Alternative, a.Code)
	return e.check(ok, finding.OtherCode)
}
