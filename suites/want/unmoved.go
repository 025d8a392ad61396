package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Unmoved wants an answer to stay as it is whatever is asked in between: the last
// is the first, and so inwards; or, where it is asked twice, each time after something else,
// the fourth is the second. Rows, if there are any, are matched by Key.
type Unmoved struct {
	Rows, Key string
	InTurns   bool `json:",omitempty"`
}

func (Unmoved) Scope() Scope                       { return Nested }
func (Unmoved) Expectation() string                { return "the same answer before and after" }
func (w Unmoved) Question(*contract.Operation) any { return w }

func (w Unmoved) Judge(e Evidence) Judgement {
	var j Judgement
	look := func(before, again int) {
		for _, f := range w.moved(e, before, again) {
			f.Answer, f.Other = again, again-1
			j.Findings = append(j.Findings, f)
		}
	}
	if w.InTurns {
		look(1, 3)
	}
	for before, again := 0, len(e.Answers)-1; before < again && !w.InTurns; before, again = before+1, again-1 {
		look(before, again)
	}
	if len(j.Findings) == 0 {
		return found(finding.Finding{Kind: finding.Equal})
	}
	return j
}

// moved finds in what the second answer to a question differs from the first.
func (w Unmoved) moved(e Evidence, before, after int) []finding.Finding {
	first, second := e.Answers[before], e.Answers[after]
	switch {
	case first.Class != answer.Success && (second.Class != first.Class || second.Code != first.Code):
		return []finding.Finding{finding.FromAnswer(finding.EndMoved, after, second)}
	case first.Class != answer.Success:
		return nil
	case w.InTurns && second.Format != first.Format:
		return []finding.Finding{{Kind: finding.Moved, Path: "Format", Got: string(second.Format), Beside: string(first.Format)}}
	case second.Class != answer.Success:
		return []finding.Finding{finding.FromAnswer(finding.RefusedAfter, after, second)}
	}
	var out []finding.Finding
	if w.Rows != "" {
		out = rowsDiffer(second, w.Rows, second.Rows(w.Rows, w.Key), first.Rows(w.Rows, w.Key))
	} else {
		c := comparison{here: second}
		c.fields(&e.Operation.Response, second.Payload(), first.Payload(), "")
		out = c.found
	}
	kinds := map[finding.Kind]finding.Kind{finding.RowMissing: finding.RowGone, finding.RowTooMany: finding.RowCame, finding.RowDiffers: finding.RowMoved,
		finding.Differs: finding.Moved, finding.LengthDiffers: finding.LengthMoved}
	for i := range out {
		out[i].Kind = kinds[out[i].Kind]
	}
	return out
}
