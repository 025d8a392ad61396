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

// Compare finds which change makes which cases: the cases of the old side with
// that one change in it are compared with those of the old side. apply makes
// such an operation, or says why there is none: then, or if no change by itself
// makes a case, it is counted with what changes do together.
func Compare(old, new []*contract.Operation, changes []revision.Change, apply func(revision.Change) (*contract.Operation, error)) *Comparison {
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
// has it: a change may remove a case that another one brings back.
func (c *Comparison) attribute(p pair, changes, words []int, apply func(revision.Change) (*contract.Operation, error)) {
	sides := deriveAll([]*contract.Operation{p.old, p.new})
	whole := between(sides[0], sides[1])
	left := c.try(changes, whole, whole, sides[0], apply)
	if len(left.All()) > 0 {
		left = c.try(words, whole, left, sides[0], apply)
	}
	c.Together = c.Together.with(left)
}

// try makes changes one by one in the old side, whose questions are given, and
// counts what each of them makes. It gives what of left none of them does.
func (c *Comparison) try(changes []int, whole, left Cases, old questions, apply func(revision.Change) (*contract.Operation, error)) Cases {
	var stand []int // by themselves
	var hybrids []*contract.Operation
	for _, i := range changes {
		if hybrid, err := apply(c.Changes[i].Change); err == nil && hybrid != nil {
			c.hybrids[i] = hybrid
			stand, hybrids = append(stand, i), append(hybrids, hybrid)
		}
	}
	made := map[string]bool{}
	for n, derived := range deriveAll(hybrids) {
		alone := map[string]bool{}
		for _, id := range between(old, derived).All() {
			alone[id], made[id] = true, true
		}
		c.Changes[stand[n]].Cases = whole.of(func(id string) bool { return alone[id] })
	}
	return left.of(func(id string) bool { return !made[id] })
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
