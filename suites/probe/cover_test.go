package probe

import (
	"reflect"
	"testing"
)

func TestCoverHoldsEveryPair(t *testing.T) {
	all := func(f, i, g, j int) bool { return true }
	for _, row := range []struct {
		sizes []int
		most  int // rows
	}{
		{[]int{3, 2, 6, 3, 6}, 44}, {[]int{2, 2, 2, 2}, 8}, {[]int{6, 3}, 18}, {[]int{4}, 4}, {nil, 0}, {[]int{1, 1}, 1}, {[]int{10, 10, 10}, 130},
	} {
		for turn := range 5 {
			rows := cover(row.sizes, turn, all)
			seen := map[[4]int]bool{}
			for _, r := range rows {
				for f := range r {
					for g := f + 1; g < len(r); g++ {
						seen[key(f, r[f], g, r[g])] = true
					}
				}
			}
			if want := newPairs(row.sizes, all).left; len(seen) != want || len(rows) > row.most {
				t.Errorf("%v turned by %d: %d of %d pairs in %d rows, want at most %d", row.sizes, turn, len(seen), want, len(rows), row.most)
			}
			if !reflect.DeepEqual(rows, cover(row.sizes, turn, all)) {
				t.Errorf("%v: two calls give different rows", row.sizes)
			}
		}
	}
}

// Two levels that may not meet stand in no row, and every other pair in one.
func TestCoverKeepsApartWhatMayNotMeet(t *testing.T) {
	sizes := []int{3, 2, 4, 2, 3}
	allowed := func(f, i, g, j int) bool {
		return !(f < 2 && g == 2 && i > 0 && j > 0) && !(f == 3 && g == 4 && i == 1 && j == 2)
	}
	for turn := range 5 {
		open := newPairs(sizes, allowed)
		for _, r := range cover(sizes, turn, allowed) {
			open.close(r)
			for f := range r {
				for g := f + 1; g < len(r); g++ {
					if !allowed(f, r[f], g, r[g]) {
						t.Errorf("turned by %d: %v has level %d of %d beside level %d of %d", turn, r, r[f], f, r[g], g)
					}
				}
			}
		}
		if open.left > 0 {
			t.Errorf("turned by %d: %d pairs stand in no row", turn, open.left)
		}
	}
}
