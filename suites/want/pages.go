package want

import (
	"math/big"
	"strconv"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Pages wants each answer to have the rows of its page: as many as its size and the
// total allow, the same total in all of them, and those of the first page in the pages
// after it, each in one.
type Pages struct{ Relation contract.Relation }

func (Pages) Scope() Scope          { return Together }
func (w Pages) Expectation() string { return w.Relation.Text }

func (w Pages) Question(*contract.Operation) any {
	r := w.Relation
	return []any{r.Kind, r.Parameter, r.Parts, r.Rows, r.Key, r.Fields, r.Whole}
}

func (w Pages) Judge(e Evidence) Judgement {
	r := w.Relation
	var out []finding.Finding
	pageOf := map[string]int{} // the page that has a row
	rows := 0
	for i, a := range e.Answers {
		rows += len(a.Objects(r.Rows))
		out = append(out, at(i, w.length(e.Requests[i], a))...)
		if total := firstField(r); total != "" && i > 0 {
			first, ok := e.Answers[0].NumberAt(total)
			if here, also := a.NumberAt(total); ok && also && first.Cmp(here) != 0 {
				out = append(out, at(i, []finding.Finding{{Kind: finding.Differs, Path: total, Got: decimal(here), Beside: decimal(first), Place: a.Occurrences(total)[0].Place}})...)
			}
		}
		if i == 0 || r.Whole == contract.ByToken {
			continue
		}
		for _, row := range a.Objects(r.Rows) {
			name, there := row.Get(r.Key)
			if !there {
				continue
			}
			if other, twice := pageOf[name.Text]; twice {
				out = append(out, finding.Finding{Kind: finding.OnTwoPages, Path: r.Rows, Row: name.Text, Answer: i, Other: other, Place: a.Place(name)})
			}
			pageOf[name.Text] = i
		}
	}
	if len(out) == 0 && len(e.Answers) > 1 && r.Whole != contract.ByToken {
		return Unites{Rows: r.Rows, Key: r.Key}.Judge(e)
	}
	if len(out) == 0 && rows == 0 && len(e.Answers) > 1 {
		return found(finding.Finding{Kind: finding.NoRowsToMatch})
	}
	if len(out) == 0 {
		return found(finding.Finding{Kind: finding.PagesRight})
	}
	return Judgement{Findings: out}
}

// firstField is the field that counts all rows, "" where there is none.
func firstField(r contract.Relation) string {
	if len(r.Fields) == 0 {
		return ""
	}
	return r.Fields[0]
}

// at says which answer findings are about.
func at(i int, all []finding.Finding) []finding.Finding {
	for j := range all {
		all[j].Answer = i
	}
	return all
}

// length finds a page with other rows than its size and the total allow.
func (w Pages) length(q wire.Request, a *answer.Answer) []finding.Finding {
	r := w.Relation
	value, _ := q.Args.Get(r.Parameter)
	size, err := strconv.Atoi(value.Text)
	if err != nil {
		return nil
	}
	f := finding.Finding{Kind: finding.PageRows, Path: r.Rows, Count: len(a.Objects(r.Rows)), Want: finding.Counted(size, "row") + " at most"}
	wrong := f.Count > size
	if total, ok := a.NumberAt(firstField(r)); ok && total.IsInt() && firstField(r) != "" && r.Whole != contract.ByToken {
		position, _ := q.Args.Get(r.Parts[0])
		place, _ := strconv.Atoi(position.Text)
		left := new(big.Int).Sub(total.Num(), big.NewInt(int64(r.Before(size, place))))
		rows := max(0, min(int64(size), left.Int64()))
		wrong, f.Want = int64(f.Count) != rows, finding.Counted(int(rows), "row")+" of "+decimal(total)
	}
	return findingIf(wrong, f)
}
