package impact_test

import (
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/revision/pairs"
	"github.com/plumbline/plumbline/suites/impact"
)

// bases are the specs in which edits are made: the built-in ones and those of the
// table of changes.
func bases(t testing.TB) map[string]pairs.Spec {
	t.Helper()
	out := map[string]pairs.Spec{}
	names, err := specs.Files(specs.Tree())
	check(t, err)
	for _, name := range names {
		data, err := fs.ReadFile(specs.Tree(), name)
		check(t, err)
		out[name], err = pairs.Parse(data)
		check(t, err)
	}
	for _, name := range []string{"ListCounts", "GetTotals"} {
		out[name], err = pairs.Base(name)
		check(t, err)
	}
	return out
}

// derived compares two sides and finds which change makes which cases. It tells
// whether there were two sides to compare.
func derived(t testing.TB, old, new pairs.Spec) bool {
	t.Helper()
	var sides [2]*revision.Document
	for i, side := range []pairs.Spec{old, new} {
		text, err := side.Text()
		check(t, err)
		d, err := revision.Read("side.yaml", text)
		if err != nil || d.Unsound != nil {
			return false
		}
		sides[i] = d
	}
	changes, err := revision.CompareAll(sides[:1], sides[1:])
	if err != nil {
		return false
	}
	impact.Compare([]*contract.Operation{sides[0].Operation}, []*contract.Operation{sides[1].Operation}, changes,
		func(c ...revision.Change) (*contract.Operation, error) { return revision.Apply(sides[0], c...) })
	return true
}

// seeds is how many edits are tried in each base: a few by default, thousands on
// demand, go test ./suites/impact -run Edits -v -args -seeds 1000.
var seeds = flag.Uint64("seeds", 1, "how many coordinated edits and single deletions are tried in each spec")

// Whatever is edited together, and whatever is taken out, is compared, or
// refused with an error: nothing panics. The random numbers are fixed.
func TestEditsThatAreMadeTogether(t *testing.T) {
	for name, base := range bases(t) {
		t.Run(name, func(t *testing.T) {
			compared := 0
			for seed := range *seeds {
				t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
					r := rand.New(rand.NewPCG(seed, 0))
					for range 60 { // many an edit leaves no document that cases can be derived from
						edited := pairs.Spec{Node: pairs.Copy(base.Node)}
						if r.IntN(3) == 0 {
							edited.Remove(r)
						} else {
							edited.Mutate(r, 2+r.IntN(5))
						}
						sides := []pairs.Spec{base, edited}
						back := r.IntN(2)
						if derived(t, sides[back], sides[1-back]) {
							compared++
							break
						}
					}
				})
			}
			if compared == 0 {
				t.Error("nothing was compared")
			}
		})
	}
}

// An operation that no document made has no protocol, and no cases can be made of it.
func TestAPanicOfDerivingComesUp(t *testing.T) {
	if atonce.Caught(func() { impact.Between([]*contract.Operation{{}}, nil) }) == nil {
		t.Error("it is lost, or cases were made of nothing")
	}
}
