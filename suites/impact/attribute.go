package impact

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
)

// Comparison is what two sides of the documents do to the cases, and judges
// records by it. It is not for several goroutines at once.
type Comparison struct {
	Changes []Change
	// Together are the cases that differ although no single change makes them.
	Together Cases

	pairs   map[string]pair                // of every operation, by key
	hybrids map[int]*contract.Operation    // the old side with one change, by its place in Changes
	digests map[*contract.Operation]string // as far as they were needed
}

// apply gives the old side's operation with some changes in it, or says why there
// is none that cases could be derived from.
type apply func(...revision.Change) (*contract.Operation, error)

// Compare finds which change makes which cases: the cases of the old side with
// that one change in it are compared with those of the old side. A change that
// apply cannot make alone is made with the fewest others that it needs; one that
// it cannot make at all is counted with what changes do together.
func Compare(old, new []*contract.Operation, changes []revision.Change, apply apply) *Comparison {
	c := &Comparison{pairs: map[string]pair{}, hybrids: map[int]*contract.Operation{}, digests: map[*contract.Operation]string{}}
	of, words := map[string][]int{}, map[string][]int{}
	for i, change := range changes {
		c.Changes = append(c.Changes, Change{Change: change})
		if change.Weight == revision.Editorial {
			words[change.Operation] = append(words[change.Operation], i)
		} else {
			of[change.Operation] = append(of[change.Operation], i)
		}
	}
	for _, p := range pairs(old, new) {
		c.pairs[p.key()] = p
		switch tried := of[p.key()]; {
		case p.old == nil || p.new == nil:
			c.oneSided(p, tried)
		case len(tried) > 0 || len(words[p.key()]) > 0:
			c.attribute(p, tried, words[p.key()], apply)
		}
	}
	return c
}

// oneSided counts an operation that only one side has: its cases are made by the
// change that says so, if there is one.
func (c *Comparison) oneSided(p pair, said []int) {
	whole := between(derive(p.old), derive(p.new))
	if len(said) == 0 {
		c.Together = c.Together.with(whole)
		return
	}
	c.Changes[said[0]].Cases = whole
}

// attribute tries the changes of an operation one by one, those of words only for
// what no other makes. What one of them makes is counted as the whole difference
// has it: a change may remove a case that another one brings back. The only
// change there is makes the whole difference.
func (c *Comparison) attribute(p pair, changes, words []int, apply apply) {
	sides := deriveAll([]*contract.Operation{p.old, p.new})
	whole := between(sides[0], sides[1])
	all := slices.Concat(changes, words)
	if len(all) == 1 {
		c.hybrids[all[0]], c.Changes[all[0]].Cases = p.new, whole
		return
	}
	left := c.try(changes, all, whole, whole, sides[0], apply)
	if len(left.All()) > 0 {
		left = c.try(words, all, whole, left, sides[0], apply)
	}
	c.Together = c.Together.with(left)
}

// try makes changes one by one in the old side, whose questions are given, and
// counts what each of them makes. It gives what of left none of them does.
func (c *Comparison) try(changes, all []int, whole, left Cases, old questions, apply apply) Cases {
	var groups [][]int
	var hybrids []*contract.Operation
	for _, i := range changes {
		if group, hybrid := c.smallest(i, all, groups, apply); hybrid != nil {
			c.hybrids[i] = hybrid
			groups, hybrids = append(groups, group), append(hybrids, hybrid)
		}
	}
	alone := map[int]map[string]bool{} // what a change that stands by itself makes
	made := make([]map[string]bool, len(groups))
	for n, derived := range deriveAll(hybrids) {
		made[n] = map[string]bool{}
		for _, id := range between(old, derived).All() {
			made[n][id] = true
		}
		if len(groups[n]) == 1 {
			alone[groups[n][0]] = made[n]
		}
	}
	for n, group := range groups {
		c.Changes[group[0]].Cases = whole.only(func(id string) bool {
			return made[n][id] && !slices.ContainsFunc(group[1:], func(other int) bool { return alone[other][id] })
		})
		for _, other := range group[1:] {
			c.Changes[group[0]].With = append(c.Changes[group[0]].With, c.Changes[other].name())
		}
	}
	return left.only(func(id string) bool {
		return !slices.ContainsFunc(made, func(all map[string]bool) bool { return all[id] })
	})
}

// makers gives the changes that list a case, by kind and place.
func (c *Comparison) makers(id string) []string {
	var out []string
	for _, change := range c.Changes {
		if slices.Contains(change.Cases.All(), id) {
			out = append(out, change.name())
		}
	}
	return out
}

// name is the kind of a change and the place that it is about.
func (c *Change) name() string { return c.Kind + " " + c.At }
