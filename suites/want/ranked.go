package want

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Ranked wants a request with several faults to be refused by a code of one of
// them; which one it is, is recorded.
type Ranked struct{ Codes []string }

func (Ranked) Scope() Scope                       { return Refusal }
func (Ranked) Expectation() string                { return "a refusal for one of the two faults" }
func (w Ranked) Question(*contract.Operation) any { return w }

func (w Ranked) Judge(e Evidence) Judgement {
	a := e.last()
	switch {
	case a.Class != answer.Refusal:
		return e.check(false, finding.NotRefused)
	case len(w.Codes) > 0 && !slices.Contains(w.Codes, a.Code):
		return e.check(false, finding.OtherCode)
	}
	j := e.check(true, "")
	j.Reading = "precedence=" + a.Code
	return j
}
