package want

import (
	"maps"
	"math/big"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Unites wants the rows of the first answer to be those of the others together. Where it
// has not all the rows that Total counts, nothing can be told.
type Unites struct{ Rows, Key, Total string }

func (Unites) Scope() Scope                       { return Together }
func (Unites) Expectation() string                { return "the rows of asking for each" }
func (w Unites) Question(*contract.Operation) any { return w }

func (w Unites) Judge(e Evidence) Judgement {
	together := map[string]*body.Node{}
	for _, a := range e.Answers[1:] {
		maps.Copy(together, a.Rows(w.Rows, w.Key))
	}
	whole := e.Answers[0].Rows(w.Rows, w.Key)
	if total, counted := e.Answers[0].NumberAt(w.Total); w.Total != "" && counted && total.Cmp(big.NewRat(int64(len(whole)), 1)) > 0 {
		return found(finding.Finding{Kind: finding.CutShort, Path: w.Rows, Count: len(whole), Want: decimal(total)})
	}
	if len(whole) == 0 && len(together) == 0 {
		return found(finding.Finding{Kind: finding.NoRowsToMatch})
	}
	out := rowsDiffer(e.Answers[0], w.Rows, whole, together)
	if len(out) == 0 {
		return found(finding.Finding{Kind: finding.RowsUnited, Count: len(e.Answers) - 1})
	}
	ofWhole := map[finding.Kind]finding.Kind{finding.RowMissing: finding.PartMissing, finding.RowTooMany: finding.PartTooMany, finding.RowDiffers: finding.NotUnited}
	for i := range out {
		out[i].Kind = ofWhole[out[i].Kind]
	}
	return Judgement{Findings: out}
}

// rowsDiffer finds the rows of one answer that differ from others, by key in
// alphabetical order. A row that one side leaves out is a difference, a field
// that no document has is not.
func rowsDiffer(here *answer.Answer, path string, a, b map[string]*body.Node) []finding.Finding {
	list, _ := here.Exchange.Request.Operation.Response.Find(path)
	keys := maps.Clone(a)
	maps.Copy(keys, b)
	var out []finding.Finding
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		x, y := a[key], b[key]
		f := finding.Finding{Path: path, Row: key, Place: here.Place(x)}
		switch {
		case x == nil:
			f.Kind = finding.RowMissing
			out = appendFindings(out, f)
			continue
		case y == nil:
			f.Kind = finding.RowTooMany
			out = appendFindings(out, f)
			continue
		}
		for _, m := range x.Members {
			other, ok := y.Get(m.Name)
			if ok && list.Innermost().Member(m.Name) != nil && leaf(m.Value) && leaf(other) && !equal(m.Value, other) {
				out = appendFindings(out, finding.Finding{Kind: finding.RowDiffers, Path: m.Name, Row: key, Place: here.Place(m.Value), Got: m.Value.Excerpt(finding.LongestExcerpt), Beside: other.Excerpt(finding.LongestExcerpt)})
			}
		}
	}
	return out
}

func leaf(n *body.Node) bool { return n.Kind != body.Object && n.Kind != body.Array }
