package want

import (
	"math/big"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Halves wants Fields of the answer to Requests[0], about a period, to be the sum
// of its halves': of Requests[2] and Requests[1], which ends a second before the
// other begins, or Requests[3], which ends when it does. No document says
// whether a period has its last second in it.
type Halves struct{ Fields []string }

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
		j.Findings = append(j.Findings, when(!nearlyEqual(n[0], apart) && !nearlyEqual(n[0], meeting), finding.Finding{Kind: finding.NotHalves, Path: path,
			Got: decimal(n[0]), Want: decimal(apart), Place: e.Answers[0].Spots(path)[0].Place})...)
	}
	if len(j.Findings) == 0 {
		return found(finding.Finding{Kind: finding.SumRight})
	}
	return j
}
