package want

import (
	"math/big"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// ofPoints holds a field against the points beside it: their sum, their maximum or
// their average, as Whole of the relation says. The printed answers have fields far
// below their points (003:74-90), and a target that answers like them always is left
// alone; one that does so now and then is not. Looked at are periods that begin and
// end with an interval: of others no document says whether points count wholly.
func ofPoints(e Evidence, r contract.Relation) Judgement {
	asPrinted := true
	j := sweep(e, func(a *answer.Answer) (bool, []finding.Finding) {
		p, ok := pointsOf(a, r)
		if !ok {
			return false, nil
		}
		agrees, printed := p.fits(r.Whole)
		asPrinted = asPrinted && printed && !agrees
		return true, findingIf(!agrees, finding.Finding{Kind: finding.NotOfPoints, Path: r.Fields[0], Got: decimal(p.field), Beside: r.Whole,
			Want: decimal(p.computed(r.Whole)), Place: a.Occurrences(r.Fields[0])[0].Place})
	})
	if asPrinted {
		j.Findings = nil
	}
	return j
}

// points are those of an answer, and the field that tells of them.
type points struct {
	field, sum, most *big.Rat
	all              []*big.Rat
	busy             int   // that are not zero
	seconds          int64 // of the period
}

// pointsOf reads the points of an answer to a period of whole intervals. Where there
// is no traffic at all nothing is told.
func pointsOf(a *answer.Answer, r contract.Relation) (p points, ok bool) {
	begin, end, length, ok := periodOf(a, r)
	field, isNumber := a.NumberAt(r.Fields[0])
	if a.Class != answer.Success || !ok || !isNumber || begin%length != 0 || end%length != 0 && (end+1)%length != 0 || end <= begin {
		return p, false
	}
	p = points{field: field, sum: new(big.Rat), most: new(big.Rat), seconds: (end + 1 - begin) / length * length}
	for _, row := range a.Objects(r.Rows) {
		node, _ := row.Get(r.Key)
		if node == nil || node.Kind != body.Number {
			return p, false
		}
		n, ok := answer.Number(node.Text)
		if !ok {
			return p, false
		}
		p.all, p.sum = append(p.all, n), p.sum.Add(p.sum, n)
		if n.Cmp(p.most) > 0 {
			p.most = n
		}
		if n.Sign() != 0 {
			p.busy++
		}
	}
	// No document says in which time zone a day begins: of other days the first and the
	// last lie in the period in part.
	if longer := length > int64(time.Hour/time.Second); longer && int64(len(p.all)) > p.seconds/length {
		return p, false
	}
	return p, p.busy > 0 || field.Sign() != 0
}

// computed is what the points say of the field.
func (p points) computed(whole string) *big.Rat {
	switch whole {
	case "sum":
		return p.sum
	case "maximum":
		return p.most
	}
	return new(big.Rat).Quo(p.sum, big.NewRat(int64(max(len(p.all), 1)), 1))
}

// fits tells whether the field is what the points say, and whether it is as far below
// as the printed one.
func (p points) fits(whole string) (agrees, printed bool) {
	told := p.computed(whole)
	switch whole {
	case "sum":
		return near(p.field, told, int64(len(p.all))), p.field.Cmp(p.most) < 0
	case "maximum":
		printed = p.field.Cmp(p.most) < 0
		for _, n := range p.all {
			printed = printed && n.Cmp(p.field) != 0
		}
		return near(p.field, told, 1), printed
	}
	// An average may be of the points, of those with traffic, or by time.
	for _, among := range []int64{int64(len(p.all)), int64(p.busy), p.seconds, p.seconds / 60, p.seconds / 300, p.seconds / 3600, p.seconds / 86400} {
		agrees = agrees || among > 0 && near(p.field, new(big.Rat).Quo(p.sum, big.NewRat(among, 1)), 1)
	}
	return agrees, new(big.Rat).Mul(p.field, big.NewRat(10, 1)).Cmp(told) < 0
}

// near allows a sum or a quotient what is lost by rounding each of n numbers, and
// what floating-point numbers lose.
func near(a, b *big.Rat, n int64) bool {
	gap := new(big.Rat).Sub(a, b)
	return nearlyEqual(a, b) || gap.Abs(gap).Cmp(big.NewRat(n, 1)) <= 0
}

// periodOf reads the period that a request asks about, and how long its intervals are
// in seconds.
func periodOf(a *answer.Answer, r contract.Relation) (begin, end, length int64, ok bool) {
	args := a.Exchange.Request.Args
	at := func(name string) int64 {
		value, _ := args.Get(name)
		n, isNumber := answer.Number(value.Text)
		if !isNumber || !n.IsInt() || !n.Num().IsInt64() {
			ok = false
			return 0
		}
		return n.Num().Int64()
	}
	by, _ := args.Get(r.Parameter)
	ok = true
	begin, end, length = at(r.Parts[0]), at(r.Parts[1]), int64(r.Slack[by.Text])
	return begin, end, length, ok && length > 0
}
