package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Current wants no reading that only a superseded document supports.
type Current struct{ Set contract.ReadingSet }

func (Current) Scope() Scope { return Run }

func (w Current) Expectation() string { return "the reading " + allowed(w.Set, contract.Must) }

func (w Current) Question(*contract.Operation) any { return ways(w.Set, true) }

func (w Current) Judge(e Evidence) Judgement {
	shown := observe(w.Set, e.Answers)
	j := Judgement{Looked: len(shown)}
	for _, o := range shown {
		reading, _ := w.Set.Of(o.value)
		if reading.Level == contract.Must {
			continue
		}
		name := readingOf(w.Set, o.value)
		if j.Reading == "" {
			j.Reading = name
		}
		j.Findings = append(j.Findings, finding.Finding{Kind: finding.OldReading, Path: disputed(w.Set), Answer: o.first,
			Got: o.value, Want: name, Beside: reading.Sources.String(), Place: shownAt(w.Set, e.Answers[o.first], o.value)})
	}
	if len(shown) > 0 && len(j.Findings) == 0 {
		j.Reading = readingOf(w.Set, shown[0].value)
		j.Findings = []finding.Finding{{Kind: finding.CurrentShown, Want: j.Reading}}
	}
	return j
}
