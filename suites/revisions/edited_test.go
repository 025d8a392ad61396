package revisions_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/revision/pairs"
	"github.com/plumbline/plumbline/suites/probe"
)

// editedTogether gives pairs that nobody thought of: in each base as many as asked for, of
// two to six edits made together, or one thing taken out, whichever way. The random numbers
// are fixed. Edits that leave no document to derive cases from, or nothing changed, are
// drawn anew.
func editedTogether(seeds uint64) ([]*way, error) {
	var out []*way
	for _, name := range []string{"ListCounts", "GetTotals"} {
		base, err := pairs.Base(name)
		if err != nil {
			return nil, err
		}
		for seed := range seeds {
			w, err := edited(base, rand.New(rand.NewPCG(seed, 1)))
			if err != nil {
				return nil, err
			}
			w.number = int(seed)
			w.pair = &pairs.Pair{Kind: "edits made together", Base: name}
			out = append(out, w)
		}
	}
	return out, nil
}

// edited draws edits until there are two sides to compare.
func edited(base pairs.Spec, r *rand.Rand) (*way, error) {
	for range 200 {
		other := pairs.Spec{Node: pairs.Copy(base.Node)}
		if r.IntN(3) == 0 {
			other.Remove(r)
		} else {
			other.Mutate(r, 2+r.IntN(5))
		}
		w := &way{several: anyNumber}
		back := r.IntN(2)
		for i, side := range []pairs.Spec{base, other} {
			text, err := side.Text()
			if err != nil {
				return nil, err
			}
			if (i == 0) == (back == 0) {
				w.old = served{text: string(text)}
			} else {
				w.new = served{text: string(text)}
			}
		}
		if w.back = back == 1; w.comparable() {
			return w, nil
		}
	}
	return nil, fmt.Errorf("no edits leave two sides to compare")
}

// comparable tells whether cases can be derived from both sides, each once, as of what
// lint finds nothing in, and something differs.
func (w *way) comparable() bool {
	var sides [2]*revision.Document
	for i, s := range []served{w.old, w.new} {
		d, err := revision.Read("side.yaml", []byte(s.text))
		if err != nil || d.Unsound != nil || twice(d.Operation) {
			return false
		}
		sides[i] = d
	}
	changes, err := revision.CompareAll(sides[:1], sides[1:])
	return err == nil && len(changes) > 0
}

// twice tells whether two cases of an operation have one id, as of two notes by one name.
func twice(op *contract.Operation) bool {
	seen := map[string]bool{}
	for _, c := range probe.Cases([]*contract.Operation{op}, map[string]probe.Account{op.Product: account()}) {
		if seen[c.ID] {
			return true
		}
		seen[c.ID] = true
	}
	return false
}
