package judge

import (
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/answer"
)

// lookHolds looks whether a relation holds within each answer.
func lookHolds(r contract.Relation) look {
	check := map[contract.RelationKind]func(*answer.Answer, contract.Relation) finding{
		contract.RowsWithin:   rowsWithin,
		contract.RowsUnique:   rowsUnique,
		contract.AtMost:       atMost,
		contract.PointsWithin: pointsWithin,
		contract.PointsAtMost: pointsAtMost,
	}[r.Kind]
	return func(a *answer.Answer) finding {
		if a.Class != answer.Success {
			return finding{}
		}
		return check(a, r)
	}
}

// rowsWithin wants every row to be of a name that was asked for. Requests that
// write their list in an unusual way are left out.
func rowsWithin(a *answer.Answer, r contract.Relation) finding {
	asked, ok := a.Exchange.Request.Args.Get(r.Parameter)
	if !ok || asked.Kind != contract.List {
		return finding{}
	}
	names := asked.Strings()
	for _, name := range slices.Sorted(maps.Keys(a.Rows(r.Rows, r.Key))) {
		if !slices.Contains(names, name) {
			return finding{looked: true, problem: fmt.Sprintf("there is a row for %q, who was not asked for", name)}
		}
	}
	return finding{looked: true}
}

// rowsUnique wants no name twice, if none was asked for twice.
func rowsUnique(a *answer.Answer, r contract.Relation) finding {
	asked, ok := a.Exchange.Request.Args.Get(r.Parameter)
	if !ok || asked.Kind != contract.List {
		return finding{}
	}
	names := asked.Strings()
	slices.Sort(names)
	if len(slices.Compact(names)) != len(asked.Items) {
		return finding{}
	}
	seen := map[string]bool{}
	for _, row := range a.Objects(r.Rows) {
		name, ok := row.Get(r.Key)
		if !ok {
			continue
		}
		if seen[name.Text] {
			return finding{looked: true, problem: fmt.Sprintf("there are two rows for %q", name.Text)}
		}
		seen[name.Text] = true
	}
	return finding{looked: true}
}

func atMost(a *answer.Answer, r contract.Relation) finding {
	low, ok := a.NumberAt(r.Fields[0])
	high, also := a.NumberAt(r.Fields[1])
	if !ok || !also {
		return finding{}
	}
	if low.Cmp(high) > 0 && !rounded(low, high) {
		return finding{looked: true, problem: fmt.Sprintf("%s is %s, above %s, %s", r.Fields[0], decimal(low), r.Fields[1], decimal(high))}
	}
	return finding{looked: true}
}

// pointsWithin wants each row's time in the period. An interval may be named by
// its begin, which lies up to its length before the period's.
func pointsWithin(a *answer.Answer, r contract.Relation) finding {
	args := a.Exchange.Request.Args
	from, ok := args.Get(r.Parts[0])
	to, also := args.Get(r.Parts[1])
	begin, isNumber := answer.Number(from.Text)
	end, isToo := answer.Number(to.Text)
	if !ok || !also || !isNumber || !isToo {
		return finding{}
	}
	slack := int64(r.Slack[""])
	if by, ok := args.Get(r.Parameter); ok {
		slack = int64(r.Slack[by.Text])
	}
	out := finding{}
	for _, row := range a.Objects(r.Rows) {
		node, there := row.Get(r.Key)
		if !there {
			continue
		}
		at, ok := answer.Number(node.Text)
		if !ok {
			continue
		}
		out.looked = true
		if at.Cmp(new(big.Rat).Sub(begin, big.NewRat(slack, 1))) < 0 || at.Cmp(end) > 0 {
			out.problem = fmt.Sprintf("%s %s lies outside %s to %s", r.Key, node.Text, from.Text, to.Text)
		}
	}
	return out
}

// rounded allows what rounding to two decimals, or a float's last digit, loses.
func rounded(a, b *big.Rat) bool {
	gap := new(big.Rat).Sub(a, b)
	allowed := new(big.Rat).Mul(new(big.Rat).Abs(a), big.NewRat(1, 1_000_000_000_000))
	return gap.Abs(gap).Cmp(allowed.Add(allowed, big.NewRat(1, 100))) <= 0
}

// pointsAtMost wants no more points than intervals: as many as fit into the
// period, and one more for a begin inside an interval. Points of one time count
// once, since the documents print such (003:79, 003:83).
func pointsAtMost(a *answer.Answer, r contract.Relation) finding {
	args := a.Exchange.Request.Args
	from, _ := args.Get(r.Parts[0])
	to, _ := args.Get(r.Parts[1])
	by, _ := args.Get(r.Parameter)
	begin, ok := answer.Number(from.Text)
	end, also := answer.Number(to.Text)
	length := int64(r.Slack[by.Text])
	if !ok || !also || length == 0 {
		return finding{}
	}
	times := map[string]bool{}
	for _, row := range a.Objects(r.Rows) {
		if node, there := row.Get(r.Key); there {
			times[node.Text] = true
		}
	}
	period, _ := new(big.Rat).Quo(new(big.Rat).Sub(end, begin), big.NewRat(length, 1)).Float64()
	most := int(math.Ceil(period)) + 1
	wrong := fmt.Sprintf("there are %s for a period of %d intervals", count(len(times), "different time"), most-1)
	return finding{looked: len(times) > 0, problem: when(len(times) > most, wrong)}
}
