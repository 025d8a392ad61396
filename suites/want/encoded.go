package want

import (
	"maps"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Encoded wants a list that is written in an unusual way to be understood, each
// name answered, or the request refused.
type Encoded struct {
	Rows, Key string
	Names     []string
	// Alone are those of Names that no comma joins to others; Over says that more are
	// joined than there may be.
	Alone []string
	Over  bool
	// Set is the reading set that tells whether commas separate names, nil
	// where the documents do not raise the question.
	Set *contract.ReadingSet
}

func (Encoded) Scope() Scope        { return Last }
func (Encoded) Expectation() string { return "each name looked up" }

func (w Encoded) Question(*contract.Operation) any {
	if w.Set == nil {
		return []any{w.Rows, w.Key, w.Names}
	}
	return []any{w.Rows, w.Key, w.Names, w.Alone, w.Over, ways(*w.Set, false)}
}

// Judge accepts a list that is understood: the names have the rows that they
// have in the usual writing, which the anchor shows. A list of which some are
// lost is not.
func (w Encoded) Judge(e Evidence) Judgement {
	a := e.last()
	strict := w.Set == nil && e.Level != contract.May // what real clients send is not refused
	if a.Class != answer.Success {
		refused := a.Class == answer.Refusal
		j := e.check(refused && !strict, finding.NotAccepted)
		if w.Set != nil && refused {
			j.Reading = readingOf(*w.Set, "repeated")
		}
		return j
	}
	j := e.check(true, "")
	if w.Rows == "" {
		return j
	}
	rows, usual := a.Rows(w.Rows, w.Key), e.Anchor.Rows(w.Rows, w.Key)
	var missing, joined []string // joined by commas, and yet found
	for _, name := range w.Names {
		switch {
		case rows[name] == nil && usual[name] != nil:
			missing = append(missing, name)
		case rows[name] != nil && !slices.Contains(w.Alone, name):
			joined = append(joined, name)
		}
	}
	lost := slices.ContainsFunc(w.Alone, func(name string) bool { return slices.Contains(missing, name) })
	switch {
	case w.Over && len(joined) > 0:
		return e.check(false, finding.NotRefused)
	case w.Set != nil && len(missing) == 0:
		j.Reading = readingOf(*w.Set, "commas")
	case w.Set != nil && len(joined) == 0 && !lost && len(rows) <= len(w.Alone)+1:
		j.Reading = readingOf(*w.Set, "repeated") // taken as one name, which nobody has
	case len(missing) > 0 && (w.Set != nil || strict):
		return found(noRow(a, w.Rows, missing, len(rows)))
	case strict:
		maps.DeleteFunc(usual, func(name string, _ *body.Node) bool { return rows[name] == nil })
		maps.DeleteFunc(rows, func(name string, _ *body.Node) bool { return usual[name] == nil })
		if others := rowsDiffer(a, w.Rows, rows, usual); len(others) > 0 {
			for i := range others {
				others[i].Other = finding.Anchor
			}
			return Judgement{Findings: others}
		}
	}
	return j
}
