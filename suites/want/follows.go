package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Follows wants one reading of a set, and the same one, in all answers.
type Follows struct{ Set contract.ReadingSet }

func (Follows) Scope() Scope { return Run }

func (w Follows) Expectation() string {
	return "one of the readings " + allowed(w.Set, contract.May) + ", and the same in all answers"
}

func (w Follows) Question(*contract.Operation) any { return ways(w.Set, false) }

func (w Follows) Judge(e Evidence) Judgement {
	shown := observe(w.Set, e.Answers)
	j := Judgement{Looked: len(shown)}
	switch len(shown) {
	case 0:
	case 1:
		j.Reading = readingOf(w.Set, shown[0].value)
		j.Findings = []finding.Finding{{Kind: finding.ReadingShown, Want: j.Reading}}
	default:
		for _, o := range shown[1:] {
			j.Findings = append(j.Findings, finding.Finding{Kind: finding.MixedReadings, Path: disputed(w.Set),
				Answer: o.first, Got: o.value, Other: shown[0].first, Beside: shown[0].value, Place: shownAt(w.Set, e.Answers[o.first], o.value)})
		}
	}
	return j
}
