package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Refused wants a refusal of the request itself: any client error, not a
// failure of the server, of the signature or of the frequency.
type Refused struct {
	// Common says that the request is wrong about a common parameter, which the gateway
	// may refuse by a code of its own.
	Common bool `json:",omitempty"`
}

func (Refused) Scope() Scope                       { return Refusal }
func (Refused) Expectation() string                { return "a refusal of the request (any client error)" }
func (w Refused) Question(*contract.Operation) any { return w }
func (w Refused) Judge(e Evidence) Judgement {
	return e.check(e.last().Class == answer.Refusal || w.Common && e.last().Refused(), finding.NotRefused)
}
