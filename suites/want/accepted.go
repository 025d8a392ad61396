package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Accepted wants an answer that is no refusal.
type Accepted struct{}

func (Accepted) Scope() Scope                       { return Last }
func (Accepted) Expectation() string                { return "an answer that is no refusal" }
func (w Accepted) Question(*contract.Operation) any { return w }
func (Accepted) Judge(e Evidence) Judgement {
	return e.check(e.last().Class == answer.Success, finding.NotAccepted)
}
