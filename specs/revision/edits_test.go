package revision

import (
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/revision/pairs"
)

// edited is how many coordinated edits are compared in each spec: 70 a spec in a hurry,
// 5000 in all by make check.
var edited = flag.Int("edited", 70, "how many coordinated edits are compared in each spec")

// mutated are the specs in which edits are made: the built-in ones, and those of the tables.
func mutated(t *testing.T) map[string]raw {
	t.Helper()
	out := map[string]raw{}
	names, err := specs.Files(specs.Tree())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(specs.Tree(), name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = parseRaw(t, data)
	}
	for _, name := range []string{"ListCounts", "GetTotals", "Pets"} {
		out[name] = base(t, name)
	}
	return out
}

// Whatever is edited together, two to six things at once or one taken out, is compared without
// a panic, and its changes are all of the difference, both ways: made in the old document they
// give the new one. What is no document any more is refused with an error. The random numbers
// are fixed: the name of a failure is its seed.
func TestEditsAreExplained(t *testing.T) {
	for name, base := range mutated(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := base.text(t)
			old, err := Read("old.yaml", text)
			if err != nil {
				t.Fatal(err)
			}
			compared := 0
			for seed := uint64(0); compared < *edited; seed++ {
				r := rand.New(rand.NewPCG(seed, 1))
				copied := pairs.Spec{Node: pairs.Copy(base.Node)}
				if r.IntN(4) == 0 {
					copied.Remove(r)
				} else {
					copied.Mutate(r, 2+r.IntN(5))
				}
				data, err := copied.Text()
				if err != nil {
					t.Fatal(err)
				}
				new, err := Read("new.yaml", data)
				if err != nil {
					continue
				}
				if explained(t, fmt.Sprint("seed ", seed), old, new) && explained(t, fmt.Sprint("seed ", seed, " back"), new, old) {
					compared++
				}
				if seed > uint64(20**edited) {
					t.Fatalf("of %d edits only %d leave a document", seed, compared)
				}
			}
		})
	}
}

// explained compares two sides, and tells whether they are sides of one operation.
func explained(t *testing.T, seed string, old, new *Document) bool {
	t.Helper()
	sides := [2][]*Document{{old}, {new}}
	if err := Halve(sides[0], sides[1]); err != nil {
		return false
	}
	old, new = sides[0][0], sides[1][0]
	changes, err := CompareAll(sides[0], sides[1])
	if err != nil || slices.ContainsFunc(changes, func(c Change) bool { return c.Kind == "operation/added" }) {
		return false
	}
	root, err := applied(old, changes)
	if err != nil {
		t.Errorf("%s: %v", seed, err)
		return true
	}
	for _, e := range edits(root, new.root, nil) {
		t.Errorf("%s: no change explains %v: %s, then %s", seed, e.path, e.old.value(), e.new.value())
	}
	return true
}
