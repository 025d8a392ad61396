package want

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Orderly wants either of the two: an answer or a refusal of the request.
type Orderly struct{ Codes []string } // if refused, with one of these codes; nil for any

func (Orderly) Scope() Scope { return Last }

func (w Orderly) Expectation() string {
	if len(w.Codes) > 0 {
		return "an answer, or a refusal with " + strings.Join(w.Codes, " or ")
	}
	return "an answer or a refusal of the request"
}

func (w Orderly) Question(*contract.Operation) any { return w }

func (w Orderly) Judge(e Evidence) Judgement {
	a := e.last()
	any := len(w.Codes) == 0
	known := any || slices.Contains(w.Codes, a.Code)
	ok := a.Class == answer.Success || a.Class == answer.Refusal && known
	// A refusal of the action or version is orderly too.
	j := e.check(ok || any && a.Class == answer.Elsewhere, finding.NotInOrder)
	if set, disputed := e.disputedNeed(); disputed && ok {
		j.Reading = readingOf(set, needShown(a))
	}
	return j
}

// disputedNeed finds the reading set that an absent parameter shows.
func (e Evidence) disputedNeed() (contract.ReadingSet, bool) {
	for _, set := range e.Operation.Readings {
		if set.Aspect == contract.NeedAspect && len(e.Requests) == 1 {
			if _, sent := e.Requests[0].Args.Get(set.At); !sent {
				return set, true
			}
		}
	}
	return contract.ReadingSet{}, false
}
