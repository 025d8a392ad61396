package want

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Answered wants a row for at least one of the names that were asked for.
type Answered struct {
	Rows, Key string
	Names     []string
}

func (Answered) Scope() Scope { return Last }

func (w Answered) Expectation() string {
	return "a row for at least one of " + finding.Counted(len(w.Names), "name")
}

func (w Answered) Question(*contract.Operation) any { return w }

// Judge leaves an answer without a place for rows to another requirement.
func (w Answered) Judge(e Evidence) Judgement {
	a := e.last()
	switch {
	case a.Class != answer.Success:
		return found(finding.FromAnswer(finding.RowsRefused, 0, a))
	case len(a.Occurrences(w.Rows)) == 0:
		return found(finding.Finding{Kind: finding.NoPlaceForRows})
	}
	rows := a.Rows(w.Rows, w.Key)
	for _, name := range w.Names {
		if rows[name] != nil {
			return e.check(true, "")
		}
	}
	return found(noRow(a, w.Rows, w.Names, len(rows)))
}

// noRow says which names an answer lacks, and how many rows it has.
func noRow(a *answer.Answer, path string, names []string, rows int) finding.Finding {
	f := finding.Finding{Kind: finding.NoRow, Path: path, Row: firstFew(names), Count: rows}
	for _, s := range a.Occurrences(path) {
		f.Place = s.Place
	}
	return f
}
