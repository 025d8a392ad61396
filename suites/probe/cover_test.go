package probe

import (
	"reflect"
	"testing"
)

func TestCoverHoldsEveryPair(t *testing.T) {
	for _, row := range []struct {
		sizes []int
		most  int // rows
	}{
		{[]int{3, 2, 6, 3, 6}, 44}, {[]int{2, 2, 2, 2}, 8}, {[]int{6, 3}, 18}, {[]int{4}, 4}, {nil, 0}, {[]int{1, 1}, 1}, {[]int{10, 10, 10}, 130},
	} {
		for turn := range 5 {
			rows := cover(row.sizes, turn)
			seen := map[[4]int]bool{}
			for _, r := range rows {
				for f := range r {
					for g := f + 1; g < len(r); g++ {
						seen[key(f, r[f], g, r[g])] = true
					}
				}
			}
			if want := newPairs(row.sizes).left; len(seen) != want || len(rows) > row.most {
				t.Errorf("%v turned by %d: %d of %d pairs in %d rows, want at most %d", row.sizes, turn, len(seen), want, len(rows), row.most)
			}
			if !reflect.DeepEqual(rows, cover(row.sizes, turn)) {
				t.Errorf("%v: two calls give different rows", row.sizes)
			}
		}
	}
}
