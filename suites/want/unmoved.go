package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Unmoved wants the first and the last answer to be equal, whatever came in
// between; rows, if there are any, are matched by Key.
type Unmoved struct{ Rows, Key string }

func (Unmoved) Scope() Scope                       { return Ends }
func (Unmoved) Expectation() string                { return "the same answer before and after" }
func (w Unmoved) Question(*contract.Operation) any { return w }

func (w Unmoved) Judge(e Evidence) Judgement {
	end := len(e.Answers) - 1
	first, last := e.Answers[0], e.Answers[end]
	var j Judgement
	switch {
	case last.Class != answer.Success:
		j.Findings = append(j.Findings, finding.Came(finding.RefusedAfter, end, last))
	case w.Rows != "":
		j.Findings = rowsDiffer(last, w.Rows, last.Rows(w.Rows, w.Key), first.Rows(w.Rows, w.Key))
	default:
		c := comparison{here: last}
		c.fields(&e.Operation.Response, last.Payload(), first.Payload(), "")
		j.Findings = c.found
	}
	after := map[finding.Kind]finding.Kind{finding.RowMissing: finding.RowGone, finding.RowTooMany: finding.RowCame, finding.RowDiffers: finding.RowMoved,
		finding.Differs: finding.Moved, finding.LengthDiffers: finding.LengthMoved, finding.RefusedAfter: finding.RefusedAfter}
	for i := range j.Findings {
		f := &j.Findings[i]
		f.Kind, f.Answer, f.Other = after[f.Kind], end, 1
	}
	if len(j.Findings) == 0 {
		return found(finding.Finding{Kind: finding.Equal})
	}
	return j
}
