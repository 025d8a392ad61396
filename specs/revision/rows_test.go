package revision

import (
	"testing"

	"github.com/plumbline/plumbline/specs/revision/pairs"
)

// row is one pair of the table of changes.
type row struct{ pairs.Pair }

func (r *row) String() string { return r.Pair.String() }

func rows(t testing.TB) []row {
	t.Helper()
	all, err := pairs.All()
	if err != nil {
		t.Fatal(err)
	}
	out := make([]row, len(all))
	for i := range all {
		out[i].Pair = all[i]
	}
	return out
}

// sides gives both sides of the row's change.
func (r *row) sides(t testing.TB) (old, new raw) {
	t.Helper()
	return parseRaw(t, r.Old.Text), parseRaw(t, r.New.Text)
}

// make makes one side in a base.
func (r *row) make(t testing.TB, in raw, isNew bool) {
	t.Helper()
	if err := r.Make(in.Spec, isNew); err != nil {
		t.Fatal(err)
	}
}
