package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Agrees wants the two answers of one of the pairs Requests[0] and [1], Requests[2]
// and [3] … to be equal in Fields.
type Agrees struct{ Fields []string }

func (Agrees) Scope() Scope { return Together }

func (w Agrees) Expectation() string {
	return strings.Join(w.Fields, ", ") + " the same in both answers"
}

func (w Agrees) Question(*contract.Operation) any { return w }

func (w Agrees) Judge(e Evidence) Judgement {
	var first []finding.Finding
	compared := false
	for i := 0; i+1 < len(e.Answers); i += 2 {
		var differ []finding.Finding
		for _, path := range w.Fields {
			x, ok := e.Answers[i].NumberAt(path)
			y, also := e.Answers[i+1].NumberAt(path)
			if !ok || !also {
				return found(finding.Finding{Kind: finding.NoNumber, Answer: i, Path: path})
			}
			compared = compared || x.Sign() != 0 || y.Sign() != 0
			differ = append(differ, when(!nearlyEqual(x, y), finding.Finding{Kind: finding.Differs, Answer: i, Other: i + 1, Path: path,
				Place: e.Answers[i].Spots(path)[0].Place, Got: decimal(x), Beside: decimal(y)})...)
		}
		if len(differ) == 0 && compared {
			return found(finding.Finding{Kind: finding.Equal})
		}
		if first == nil {
			first = differ
		}
	}
	if !compared {
		return found(finding.Finding{Kind: finding.OnlyZeros})
	}
	return Judgement{Findings: first}
}
