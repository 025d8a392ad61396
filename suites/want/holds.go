package want

import (
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Holds wants a relation between an answer and its own request, in every answer.
type Holds struct{ Relation contract.Relation }

func (Holds) Scope() Scope          { return Run }
func (w Holds) Expectation() string { return w.Relation.Text }

func (w Holds) Question(*contract.Operation) any {
	r := w.Relation
	return []any{r.Kind, r.Parameter, r.Rows, r.Key, r.Fields, r.Parts, r.Whole, r.Slack}
}

func (w Holds) Judge(e Evidence) Judgement {
	switch w.Relation.Kind {
	case contract.OfPoints:
		return ofPoints(e, w.Relation)
	case contract.PointsAtMost:
		return pointsAtMost(e, w.Relation)
	}
	check := map[contract.RelationKind]func(*answer.Answer, contract.Relation) (bool, []finding.Finding){
		contract.RowsWithin:   rowsWithin,
		contract.RowsUnique:   rowsUnique,
		contract.AtMost:       atMost,
		contract.PointsWithin: pointsWithin,
		contract.Echoes:       echoes,
	}[w.Relation.Kind]
	return sweep(e, func(a *answer.Answer) (bool, []finding.Finding) {
		if a.Class != answer.Success {
			return false, nil
		}
		return check(a, w.Relation)
	})
}

// rowsWithin wants every row to be of a name that was asked for, or of the one value.
// Requests that write their list in an unusual way are left out. Whether blanks around a
// name belong to it no document says.
func rowsWithin(a *answer.Answer, r contract.Relation) (bool, []finding.Finding) {
	args := a.Exchange.Request.Args
	asked, ok := args.Get(r.Parameter)
	p, known := a.Exchange.Request.Operation.Param(r.Parameter)
	if !ok || !known || (p.Kind == contract.List) != (asked.Kind == contract.List) || !args.Has(r.Parameter) {
		return false, nil
	}
	var out []finding.Finding
	names, rows := asked.Strings(), a.Rows(r.Rows, r.Key)
	if asked.Kind != contract.List {
		names = []string{asked.Text}
	}
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		if !slices.ContainsFunc(names, func(asked string) bool { return asked == name || strings.TrimSpace(asked) == name }) {
			out = appendFindings(out, finding.Finding{Kind: finding.Stranger, Path: r.Rows + "/" + r.Key, Row: name, Place: keyPlace(a, rows[name], r.Key)})
		}
	}
	return true, out
}

// keyPlace is where the key of a row stands.
func keyPlace(a *answer.Answer, row *body.Node, key string) answer.Place {
	node, _ := row.Get(key)
	return a.Place(node)
}

// rowsUnique wants no name twice, if none was asked for twice.
func rowsUnique(a *answer.Answer, r contract.Relation) (bool, []finding.Finding) {
	asked, ok := a.Exchange.Request.Args.Get(r.Parameter)
	if !ok || asked.Kind != contract.List {
		return false, nil
	}
	names := asked.Strings()
	slices.Sort(names)
	if len(slices.Compact(names)) != len(asked.Items) {
		return false, nil
	}
	var out []finding.Finding
	seen := map[string]bool{}
	for _, row := range a.Objects(r.Rows) {
		name, ok := row.Get(r.Key)
		if !ok {
			continue
		}
		out = appendFindings(out, findingIf(seen[name.Text], finding.Finding{Kind: finding.RowTwice, Path: r.Rows + "/" + r.Key, Row: name.Text, Place: a.Place(name)})...)
		seen[name.Text] = true
	}
	return true, out
}

// echoes wants a field to be the value that was sent, or else its default.
func echoes(a *answer.Answer, r contract.Relation) (bool, []finding.Finding) {
	request := a.Exchange.Request
	p, known := request.Operation.Param(r.Parameter)
	spots := a.Occurrences(r.Fields[0])
	if !known || len(spots) != 1 || spots[0].Node == nil {
		return false, nil
	}
	want := p.Default
	if request.Args.Has(r.Parameter) {
		value, _ := request.Args.Get(r.Parameter)
		want = value.Text
	}
	got := spots[0].Node.Text
	number, ok := answer.Number(want)
	same, also := answer.Number(got)
	alike := got == want || ok && also && number.Cmp(same) == 0
	return want != "", findingIf(want != "" && !alike, finding.Finding{Kind: finding.NotEchoed, Path: r.Fields[0], Got: got, Want: want, Beside: r.Parameter, Place: spots[0].Place})
}

func atMost(a *answer.Answer, r contract.Relation) (bool, []finding.Finding) {
	low, ok := a.NumberAt(r.Fields[0])
	high, also := a.NumberAt(r.Fields[1])
	if !ok || !also {
		return false, nil
	}
	return true, findingIf(low.Cmp(high) > 0 && !rounded(low, high), finding.Finding{Kind: finding.AboveBound, Path: r.Fields[0], Got: decimal(low),
		Beside: r.Fields[1], Want: decimal(high), Place: a.Occurrences(r.Fields[0])[0].Place})
}

// pointsWithin wants each row's time in the period. An interval may be named by
// its begin, which lies up to its length before the period's.
func pointsWithin(a *answer.Answer, r contract.Relation) (looked bool, out []finding.Finding) {
	args := a.Exchange.Request.Args
	from, ok := args.Get(r.Parts[0])
	to, also := args.Get(r.Parts[1])
	begin, isNumber := answer.Number(from.Text)
	end, isToo := answer.Number(to.Text)
	if !ok || !also || !isNumber || !isToo || begin.Cmp(end) > 0 { // nothing lies in a period that ends before it begins
		return false, nil
	}
	slack := int64(r.Slack[""])
	if by, ok := args.Get(r.Parameter); ok {
		slack = int64(r.Slack[by.Text])
	}
	earliest := new(big.Rat).Sub(begin, big.NewRat(slack, 1))
	for _, row := range a.Objects(r.Rows) {
		node, _ := row.Get(r.Key)
		if node == nil {
			continue
		}
		if at, ok := answer.Number(node.Text); ok {
			looked = true
			out = appendFindings(out, findingIf(at.Cmp(earliest) < 0 || at.Cmp(end) > 0 && !endsAt(at, begin, end, slack),
				finding.Finding{Kind: finding.OutsidePeriod, Path: r.Key, Got: node.Text, Want: from.Text, Beside: to.Text, Place: a.Place(node)})...)
		}
	}
	return looked, out
}

// endsAt tells whether a time behind a period is the end of the interval of so many seconds
// in which the period ends: so many intervals after its begin, or a full hour, as are the ends
// of hours and of days, whatever their time zone.
func endsAt(at, begin, end *big.Rat, interval int64) bool {
	since := new(big.Rat).Sub(at, begin)
	if interval == 0 || !at.IsInt() || !since.IsInt() || new(big.Rat).Sub(at, end).Cmp(big.NewRat(interval, 1)) >= 0 {
		return false
	}
	whole := func(n *big.Rat, seconds int64) bool {
		return new(big.Int).Rem(n.Num(), big.NewInt(seconds)).Sign() == 0
	}
	return whole(since, interval) || whole(at, int64(time.Hour/time.Second))
}

// rounded allows what rounding to two decimals, or a float's last digit, loses.
func rounded(a, b *big.Rat) bool {
	gap := new(big.Rat).Sub(a, b)
	allowed := new(big.Rat).Mul(new(big.Rat).Abs(a), big.NewRat(1, 1_000_000_000_000))
	return gap.Abs(gap).Cmp(allowed.Add(allowed, big.NewRat(1, 100))) <= 0
}

func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return r.FloatString(3)
}
