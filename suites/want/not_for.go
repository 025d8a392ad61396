package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// NotFor wants an answer, or a refusal for another reason than the one that Codes
// stand for.
type NotFor struct{ Codes contract.Codes }

func (NotFor) Scope() Scope { return Last }

func (w NotFor) Expectation() string {
	return "an answer, or a refusal with another code than " + strings.Join(w.Codes, ", ")
}

// Takes a failure that the documents list: such a name may bring one about.
func (NotFor) Takes(a *answer.Answer) bool { return listedFailure(a) }

func (w NotFor) Question(*contract.Operation) any { return w }

func (w NotFor) Judge(e Evidence) Judgement {
	a := e.last()
	return e.check(a.Class == answer.Success || !w.Codes.Begin(a.Code), finding.NotAccepted)
}
