package want

import (
	"math/big"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Adds wants a field of the first answer to be the sum of it in the others.
type Adds struct{ Fields []string }

func (Adds) Scope() Scope                       { return Together }
func (w Adds) Expectation() string              { return strings.Join(w.Fields, ", ") + " as the sum of the parts" }
func (w Adds) Question(*contract.Operation) any { return w }

func (w Adds) Judge(e Evidence) Judgement {
	var j Judgement
	compared := false
	for _, path := range w.Fields {
		whole, sum := new(big.Rat), new(big.Rat)
		for i, a := range e.Answers {
			value, ok := a.NumberAt(path)
			switch {
			case !ok:
				// A sum that is wrong already is wrong whatever another field is.
				j.Findings = append(j.Findings, finding.Finding{Kind: finding.NoNumber, Answer: i, Path: path})
				return j
			case i == 0:
				whole = value
			default:
				sum.Add(sum, value)
			}
		}
		compared = compared || whole.Sign() != 0 || sum.Sign() != 0
		j.Findings = append(j.Findings, findingIf(!nearlyEqual(whole, sum), finding.Finding{Kind: finding.NotSum, Path: path, Got: decimal(whole),
			Want: decimal(sum), Place: e.Answers[0].Occurrences(path)[0].Place})...)
	}
	if !compared {
		return found(finding.Finding{Kind: finding.OnlyZeros})
	}
	if len(j.Findings) == 0 {
		return found(finding.Finding{Kind: finding.SumRight})
	}
	return j
}

// nearlyEqual allows what floating-point sums lose: a byte, or a millionth.
func nearlyEqual(a, b *big.Rat) bool {
	gap := new(big.Rat).Sub(a, b)
	allowed := new(big.Rat).Mul(new(big.Rat).Abs(a), big.NewRat(1, 1_000_000))
	if one := big.NewRat(1, 1); allowed.Cmp(one) < 0 {
		allowed = one
	}
	return gap.Abs(gap).Cmp(allowed) <= 0
}
