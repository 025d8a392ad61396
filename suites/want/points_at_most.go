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
		all, times := timesOf(a, r)
		once = once && (len(all) < 2 || len(times) < len(all))
	}
	return sweep(e, func(a *answer.Answer) (bool, []finding.Finding) {
		if a.Class != answer.Success {
			return false, nil
		}
		return pointsOfAnswer(a, r, once)
	})
}

// timesOf gives the times of the points of a result, all and each once.
func timesOf(a *answer.Answer, r contract.Relation) (all []*body.Node, each map[string]bool) {
	each = map[string]bool{}
	if a.Class != answer.Success {
		return nil, each
	}
	for _, row := range a.Objects(r.Rows) {
		if node, there := row.Get(r.Key); there {
			all, each[node.Text] = append(all, node), true
		}
	}
	return all, each
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
	all, times := timesOf(a, r)
	most, seen := intervals+1, map[string]bool{}
	var over answer.Place // of the first point too many
	for i, node := range all {
		seen[node.Text] = true
		if counted := len(seen); !over.Known() && (once && counted > most || !once && i+1 > most) {
			over = a.Place(node)
		}
	}
	got := finding.Counted(len(times), "different time")
	if !once {
		got = finding.Counted(len(all), "point")
	}
	return len(all) > 0, findingIf(over.Known(), finding.Finding{Kind: finding.TooManyTimes, Path: r.Rows, Got: got, Want: fmt.Sprint(intervals), Place: over})
}
