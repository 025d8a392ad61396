package want

import (
	"math/big"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Agrees wants the two answers of one of the pairs Requests[0] and [1], Requests[2]
// and [3] … to be equal in Fields. Rows, if there are any, have their time in Key: where
// those of the first lie a day apart or more, the second, by the day, has two at least.
type Agrees struct {
	Fields    []string
	Rows, Key string
}

func (Agrees) Scope() Scope { return Together }

func (w Agrees) Expectation() string {
	return strings.Join(w.Fields, ", ") + " the same in both answers"
}

func (w Agrees) Question(*contract.Operation) any { return w }

func (w Agrees) Judge(e Evidence) Judgement {
	var first []finding.Finding
	compared := false
	for i := 0; i+1 < len(e.Answers); i += 2 {
		var differ []finding.Finding
		for _, path := range w.Fields {
			x, ok := e.Answers[i].NumberAt(path)
			y, also := e.Answers[i+1].NumberAt(path)
			if !ok || !also {
				return found(finding.Finding{Kind: finding.NoNumber, Answer: i, Path: path})
			}
			compared = compared || x.Sign() != 0 || y.Sign() != 0
			differ = append(differ, findingIf(!nearlyEqual(x, y), finding.Finding{Kind: finding.Differs, Answer: i, Other: i + 1, Path: path,
				Place: e.Answers[i].Occurrences(path)[0].Place, Got: decimal(x), Beside: decimal(y)})...)
		}
		if len(differ) == 0 && compared {
			if days := e.Answers[i+1]; w.Rows != "" && w.spans(e.Answers[i]) && len(days.Objects(w.Rows)) == 1 {
				return found(finding.Finding{Kind: finding.CoarsePoints, Answer: i + 1, Other: i, Path: w.Rows, Got: finding.Counted(1, "item"), Place: days.Occurrences(w.Rows)[0].Place})
			}
			return found(finding.Finding{Kind: finding.Equal})
		}
		if first == nil {
			first = differ
		}
	}
	if !compared {
		return found(finding.Finding{Kind: finding.OnlyZeros})
	}
	return Judgement{Findings: first}
}

// spans tells whether two rows that are not all zero lie a day apart or more: no clock
// has them on one day.
func (w Agrees) spans(a *answer.Answer) bool {
	const day = 86400
	var first, last *big.Rat
	for _, row := range a.Objects(w.Rows) {
		node, _ := row.Get(w.Key)
		if node == nil {
			return false
		}
		at, ok := answer.Number(node.Text)
		busy := slices.ContainsFunc(row.Members, func(m body.Member) bool {
			n, isNumber := answer.Number(m.Value.Text)
			return m.Name != w.Key && isNumber && n.Sign() != 0
		})
		if !ok || !busy {
			continue
		}
		if first == nil || at.Cmp(first) < 0 {
			first = at
		}
		if last == nil || at.Cmp(last) > 0 {
			last = at
		}
	}
	return first != nil && new(big.Rat).Sub(last, first).Cmp(big.NewRat(day, 1)) >= 0
}
