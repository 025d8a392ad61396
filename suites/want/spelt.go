package want

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Spelt wants a row for Name, under that spelling, in the answer to Requests[1],
// from a target that answers everybody: Requests[0] asks for many, and each of
// Plain has a row there.
type Spelt struct {
	Rows, Key, Name string
	Plain           []string
}

func (Spelt) Scope() Scope                       { return Together }
func (w Spelt) Expectation() string              { return fmt.Sprintf("a row for %q", w.Name) }
func (w Spelt) Question(*contract.Operation) any { return w }

func (w Spelt) Judge(e Evidence) Judgement {
	many := e.Answers[0].Rows(w.Rows, w.Key)
	for _, name := range w.Plain {
		if many[name] == nil {
			return found(finding.Finding{Kind: finding.LeavesOut, Row: name})
		}
	}
	if len(w.Plain) == 0 {
		return found(finding.Finding{Kind: finding.NothingSeen})
	}
	alone := e.Answers[1].Rows(w.Rows, w.Key)
	if alone[w.Name] == nil {
		f := noRow(e.Answers[1], w.Rows, []string{w.Name}, len(alone))
		f.Answer = 1
		return found(f)
	}
	return found(finding.Finding{Kind: finding.RowFound, Row: w.Name})
}
