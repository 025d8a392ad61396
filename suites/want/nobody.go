package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Nobody wants no row in the last answer that has an amount of a row of the first: the
// one asks for a name that is nearly the other's. A refusal is right too.
type Nobody struct{ Rows, Key string }

func (Nobody) Scope() Scope                       { return Each }
func (Nobody) Expectation() string                { return "nothing of whose name is nearly the same, or a refusal" }
func (w Nobody) Question(*contract.Operation) any { return w }

func (w Nobody) Judge(e Evidence) Judgement {
	first, a := e.Answers[0], e.last()
	if first.Class != answer.Success {
		return found(finding.FromAnswer(finding.PartRefused, 0, first))
	}
	if a.Class != answer.Success {
		return e.check(a.Class == answer.Refusal, finding.NotInOrder)
	}
	theirs := map[string]string{} // whose an amount is
	for _, row := range first.Objects(w.Rows) {
		name, _ := row.Get(w.Key)
		for _, m := range row.Members {
			if n, ok := answer.Number(m.Value.Text); ok && n.Sign() != 0 && name != nil && m.Name != w.Key {
				theirs[m.Name+n.RatString()] = name.Text
			}
		}
	}
	var j Judgement
	for _, row := range a.Objects(w.Rows) {
		name, _ := row.Get(w.Key)
		for _, m := range row.Members {
			n, ok := answer.Number(m.Value.Text)
			if !ok || name == nil || m.Name == w.Key {
				continue
			}
			if whose, same := theirs[m.Name+n.RatString()]; same {
				j.Findings = appendFindings(j.Findings, finding.Finding{Kind: finding.Anothers, Path: m.Name, Row: name.Text, Beside: whose, Place: a.Place(m.Value), Got: excerpt(m.Value)})
			}
		}
	}
	if len(j.Findings) == 0 {
		return e.check(true, "")
	}
	return j
}
