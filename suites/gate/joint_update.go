package gate

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/document"
)

// Update gives the text of the baseline that accepts what each target did, once people
// have given the reasons, by the rules of Gate.Update. An entry for several targets
// that no longer fits all of them becomes one for each that it fits; one that is added
// names its target. The text has been read again: one that would be refused the next
// time is an error. It errs, too, if an entry cannot be rewritten.
func (j *Joint) Update() (*Baseline, []byte, Changes, error) {
	var changes Changes
	var kept []document.Node
	for _, e := range j.baseline.Entries {
		left, narrowed, err := j.left(e)
		switch {
		case err != nil:
			return nil, nil, changes, fmt.Errorf("baseline: %w", err)
		case len(left) == 0:
			changes.Deleted++
		case narrowed:
			changes.Narrowed++
		}
		kept = append(kept, left...)
	}
	for _, g := range j.gates {
		added := g.additions()
		changes.Added += len(added)
		kept = append(kept, added...)
	}
	top := j.baseline.top
	top.Need("accepted", document.Sequence, "").SetItems(kept)
	text, err := top.Write()
	if err != nil {
		return nil, nil, changes, fmt.Errorf("baseline: %w", err)
	}
	text = []byte(spaced(string(text)))
	next, err := Read(j.baseline.File, text)
	if err != nil {
		return nil, nil, changes, unreadable(j.baseline.File, err)
	}
	return next, text, changes, nil
}

// left gives what becomes of an entry: itself, what of it still holds, or nothing.
func (j *Joint) left(e *Entry) (nodes []document.Node, narrowed bool, err error) {
	var about []*Gate
	fits, fitsAll := false, true
	for _, g := range j.gates {
		if !e.applies(g.run.Target) {
			continue
		}
		state, _ := g.state(e)
		if state != stale {
			about, fits = append(about, g), true
		}
		fitsAll = fitsAll && (state == holds || state == stale && len(g.owned[e]) == 0)
	}
	if !fits || fitsAll {
		return kept(e, fits), false, nil
	}
	for _, g := range about {
		of := []document.Node{e.node.Copy()}
		if state, _ := g.state(e); state == broad {
			if of, err = g.narrowed(e); err != nil {
				return nil, false, err
			}
		}
		for _, n := range of {
			if len(nodes) > 0 {
				n = n.Bare() // the first keeps the comments
			}
			n.Need("target", document.Scalar, "prefix").SetText(g.run.Target)
			nodes = append(nodes, n)
		}
	}
	return nodes, true, nil
}

// kept is an entry as it stands, or nothing.
func kept(e *Entry, stays bool) []document.Node {
	if !stays {
		return nil
	}
	return []document.Node{e.node}
}
