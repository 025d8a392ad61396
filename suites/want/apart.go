package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Apart wants the answers to Requests[0] and [1], to [2] and [3] … to differ in one of
// Fields, where one of the two has something there: they are answers to two questions,
// which differ in Parameter. Amounts may be equal by chance, so that all pairs of which
// there are at least three must be equal for one to be wrong; addresses may not.
type Apart struct {
	Parameter string
	Fields    []string
	Amounts   bool
	// Twice is true where Requests[0] and [1] are one question and [2] and [3] the other.
	Twice bool
}

func (Apart) Scope() Scope { return Together }

func (w Apart) Expectation() string {
	return strings.Join(w.Fields, ", ") + " that depends on " + w.Parameter
}

func (w Apart) Question(*contract.Operation) any { return w }

// leastPairs is of how many pairs of amounts something is told.
const leastPairs = 3

func (w Apart) Judge(e Evidence) Judgement {
	var j Judgement
	told := 0
	for _, pair := range w.pairs(len(e.Answers)) {
		equals := w.equals(e.Answers[pair[0]], e.Answers[pair[1]], pair[1])
		if equals == nil {
			continue
		}
		told++
		j.Findings = appendFindings(j.Findings, equals...)
		if w.Amounts && len(equals) == 0 {
			return e.check(true, "")
		}
	}
	switch {
	case told == 0, w.Amounts && told < leastPairs:
		return found(finding.Finding{Kind: finding.OnlyZeros})
	case len(j.Findings) == 0:
		return e.check(true, "")
	}
	return j
}

// pairs are the places of answers to two different questions.
func (w Apart) pairs(answers int) [][2]int {
	if w.Twice { // the first is what was asked before the case has made of it
		return [][2]int{{1, 2}, {1, 3}}
	}
	var out [][2]int
	for i := 0; i+1 < answers; i += 2 {
		out = append(out, [2]int{i, i + 1})
	}
	return out
}

// equals finds the fields of two answers if all of them are equal; nil where nothing
// is told, because there is nothing in them.
func (w Apart) equals(a, b *answer.Answer, other int) []finding.Finding {
	out, told := []finding.Finding{}, false
	for _, path := range w.Fields {
		x, y := a.Occurrences(path), b.Occurrences(path)
		if len(x) != 1 || len(y) != 1 || x[0].Node == nil || y[0].Node == nil {
			return nil
		}
		n, isNumber := answer.Number(x[0].Node.Text)
		told = told || x[0].Node.Text != "" && (!isNumber || n.Sign() != 0) || !equal(x[0].Node, y[0].Node)
		if !equal(x[0].Node, y[0].Node) {
			return []finding.Finding{}
		}
		out = append(out, finding.Finding{Kind: finding.NotApart, Other: other, Path: path, Place: x[0].Place, Got: x[0].Node.Excerpt(finding.LongestExcerpt), Beside: w.Parameter})
	}
	if !told {
		return nil
	}
	return out
}
