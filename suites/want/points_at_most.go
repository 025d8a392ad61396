package want

import (
	"fmt"
	"math"
	"math/big"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// pointsAtMost wants no more points than intervals: as many as fit into the
// period, and one more for a begin inside an interval. The documents print points of one
// time (003:79, 003:83): where all answers with several points have such, those of one
// time count once; where only some answers have, they have points too many.
func pointsAtMost(e Evidence, r contract.Relation) Judgement {
	once := true
	for _, a := range e.Answers {
		all := timesOf(a, r)
		once = once && (len(all) < 2 || len(eachOnce(all)) < len(all))
	}
	return sweep(e, func(a *answer.Answer) (bool, []finding.Finding) {
		if a.Class != answer.Success {
			return false, nil
		}
		return pointsOfAnswer(a, r, once)
	})
}

// timesOf gives the times of the points of a result.
func timesOf(a *answer.Answer, r contract.Relation) []*body.Node {
	if a.Class != answer.Success {
		return nil
	}
	var all []*body.Node
	for _, row := range a.Objects(r.Rows) {
		if node, there := row.Get(r.Key); there {
			all = append(all, node)
		}
	}
	return all
}

// eachOnce gives the first of those that have one text.
func eachOnce(nodes []*body.Node) []*body.Node {
	var out []*body.Node
	seen := map[string]bool{}
	for _, node := range nodes {
		if !seen[node.Text] {
			seen[node.Text], out = true, append(out, node)
		}
	}
	return out
}

// pointsOfAnswer counts the points of one answer; with once, those of one time once.
func pointsOfAnswer(a *answer.Answer, r contract.Relation, once bool) (bool, []finding.Finding) {
	args := a.Exchange.Request.Args
	from, _ := args.Get(r.Parts[0])
	to, _ := args.Get(r.Parts[1])
	by, _ := args.Get(r.Parameter)
	begin, ok := answer.Number(from.Text)
	end, also := answer.Number(to.Text)
	length := int64(r.Slack[by.Text])
	if !ok || !also || length == 0 || begin.Cmp(end) > 0 {
		return false, nil
	}
	period, _ := new(big.Rat).Quo(new(big.Rat).Sub(end, begin), big.NewRat(length, 1)).Float64()
	intervals := int(math.Ceil(period))
	points, word := timesOf(a, r), "point"
	if once {
		points, word = eachOnce(points), "different time"
	}
	if len(points) <= intervals+1 {
		return len(points) > 0, nil
	}
	return true, []finding.Finding{{Kind: finding.TooManyTimes, Path: r.Rows, Got: finding.Counted(len(points), word), Want: fmt.Sprint(intervals), Place: a.Place(points[intervals+1])}}
}
