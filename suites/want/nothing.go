package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Nothing wants Fields to be zero or absent, in every row where there are Rows;
// a refusal is right too.
type Nothing struct {
	Rows   string
	Fields []string
}

func (Nothing) Scope() Scope { return Last }

func (w Nothing) Expectation() string {
	return strings.Join(w.Fields, ", ") + " zero or absent, or a refusal"
}

func (w Nothing) Question(*contract.Operation) any { return w }

func (w Nothing) Judge(e Evidence) Judgement {
	a := e.last()
	if a.Class != answer.Success {
		return e.check(a.Class == answer.Refusal, finding.NotInOrder)
	}
	var j Judgement
	for _, path := range w.Fields {
		for _, s := range a.Occurrences(path) {
			if s.Node == nil {
				continue
			}
			value, ok := answer.Number(s.Node.Text)
			j.Findings = append(j.Findings, findingIf(ok && value.Sign() != 0, finding.Finding{Kind: finding.NotNothing, Path: s.Where, Place: s.Place, Got: s.Node.Excerpt(finding.LongestExcerpt)})...)
		}
	}
	if len(j.Findings) == 0 {
		return e.check(true, "")
	}
	return j
}
