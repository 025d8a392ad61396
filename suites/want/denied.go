package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Denied wants a refusal of whatever kind, with a code that is or begins with
// one of Codes; the last request is the one that is judged.
type Denied struct{ Codes contract.Codes }

func (Denied) Scope() Scope { return Refusal }

func (w Denied) Expectation() string {
	return "a refusal with a code that begins with " + strings.Join(w.Codes, " or ")
}

func (w Denied) Question(*contract.Operation) any { return w }

func (w Denied) Judge(e Evidence) Judgement {
	a := e.last()
	if !a.Refused() {
		return e.check(false, finding.NotRefused)
	}
	return e.check(w.Codes.Begin(a.Code), finding.OtherCode)
}
