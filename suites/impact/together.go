package impact

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
)

// maxTries bounds how often one change is tried in different company: an operation
// of which everything changed would take minutes.
const maxTries = 100

// smallest gives a change with the fewest others without which it cannot be made,
// itself first, and the old side with them in it; nil if there is none. A group
// that was found for another change serves again.
func (c *Comparison) smallest(i int, all []int, known [][]int, apply apply) ([]int, *contract.Operation) {
	if hybrid := c.withChanges([]int{i}, apply); hybrid != nil {
		return []int{i}, hybrid
	}
	for _, group := range known {
		if slices.Contains(group, i) {
			first := append([]int{i}, without(group, []int{i})...)
			return first, c.withChanges(first, apply)
		}
	}
	group := append([]int{i}, without(all, []int{i})...)
	hybrid := c.withChanges(group, apply)
	tries := maxTries
	for size := len(group) / 2; size > 0 && hybrid != nil; size /= 2 {
		for at := 1; at < len(group) && tries > 0; tries-- {
			fewer := without(group, group[at:min(at+size, len(group))])
			if smaller := c.withChanges(fewer, apply); smaller != nil {
				group, hybrid = fewer, smaller
			} else {
				at += size
			}
		}
	}
	return group, hybrid
}

// withChanges gives the old side with changes in it, nil if it cannot be made.
func (c *Comparison) withChanges(group []int, apply apply) *contract.Operation {
	changes := make([]revision.Change, len(group))
	for n, i := range group {
		changes[n] = c.Changes[i].Change
	}
	hybrid, err := apply(changes...)
	if err != nil {
		return nil
	}
	return hybrid
}

// without gives a list without some of it.
func without(list, some []int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(i int) bool { return slices.Contains(some, i) })
}
