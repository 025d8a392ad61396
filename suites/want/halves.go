package want

import (
	"maps"
	"math/big"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/finding"
)

// Halves wants Fields of the answer to Requests[0], about a period, to be the sum
// of its halves': of Requests[2] and Requests[1], which ends a second before the
// other begins, or Requests[3], which ends when it does. No document says
// whether a period has its last second in it. Rows, if there are any, have their time
// in Key: one of a half is the whole's too, and halves with traffic make two at least.
type Halves struct {
	Fields    []string
	Rows, Key string
}

func (Halves) Scope() Scope { return Together }

func (w Halves) Expectation() string {
	return strings.Join(w.Fields, ", ") + " as the sum of the halves"
}

func (w Halves) Question(*contract.Operation) any { return w }

func (w Halves) Judge(e Evidence) Judgement {
	var j Judgement
	for _, path := range w.Fields {
		var n [4]*big.Rat
		for i := range n {
			value, ok := e.Answers[i].NumberAt(path)
			if !ok {
				return found(finding.Finding{Kind: finding.NoNumber, Answer: i, Path: path})
			}
			n[i] = value
		}
		apart, meeting := new(big.Rat).Add(n[1], n[2]), new(big.Rat).Add(n[3], n[2])
		if n[0].Sign() == 0 && apart.Sign() == 0 && meeting.Sign() == 0 {
			return found(finding.Finding{Kind: finding.OnlyZeros})
		}
		j.Findings = append(j.Findings, findingIf(!nearlyEqual(n[0], apart) && !nearlyEqual(n[0], meeting), finding.Finding{Kind: finding.NotHalves, Path: path,
			Got: decimal(n[0]), Want: decimal(apart), Place: e.Answers[0].Occurrences(path)[0].Place})...)
	}
	if w.Rows != "" {
		j.Findings = appendFindings(j.Findings, w.points(e)...)
	}
	if len(j.Findings) == 0 {
		return found(finding.Finding{Kind: finding.SumRight})
	}
	return j
}

// points holds the rows of the halves against those of the whole. Where two rows have
// one time, as the printed ones do (003:79-87), times tell nothing.
func (w Halves) points(e Evidence) []finding.Finding {
	whole := e.Answers[0]
	rows, count := whole.Rows(w.Rows, w.Key), len(whole.Objects(w.Rows))
	busy := func(i int) bool {
		n, ok := e.Answers[i].NumberAt(w.Fields[0])
		return ok && n.Sign() != 0
	}
	var out []finding.Finding
	if busy(1) && busy(2) && count < 2 {
		out = append(out, finding.Finding{Kind: finding.CoarsePoints, Path: w.Rows, Got: finding.Counted(count, "item"), Place: whole.Occurrences(w.Rows)[0].Place})
	}
	if len(rows) < count {
		return out
	}
	// The first half is cut within its last interval by whoever takes a period to end
	// before its last second: then the one that ends with the cut has that whole.
	meeting := map[string]bool{}
	for _, f := range w.unlike(e, 3, rows) {
		meeting[f.Row] = true
	}
	there := e.Answers[3].Rows(w.Rows, w.Key)
	for _, f := range w.unlike(e, 1, rows) {
		if meeting[f.Row] || there[f.Row] == nil {
			out = appendFindings(out, f)
		}
	}
	return appendFindings(out, w.unlike(e, 2, rows)...)
}

// unlike finds the rows that one of the halves and the whole have both, and that differ.
func (w Halves) unlike(e Evidence, half int, rows map[string]*body.Node) []finding.Finding {
	theirs := e.Answers[half].Rows(w.Rows, w.Key)
	if len(theirs) < len(e.Answers[half].Objects(w.Rows)) {
		return nil
	}
	both := maps.Clone(rows)
	maps.DeleteFunc(both, func(time string, _ *body.Node) bool { return theirs[time] == nil })
	maps.DeleteFunc(theirs, func(time string, _ *body.Node) bool { return both[time] == nil })
	found := rowsDiffer(e.Answers[0], w.Rows, both, theirs)
	for i := range found {
		found[i].Other = half
	}
	return found
}
