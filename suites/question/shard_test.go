package question

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
)

// Each operation is in one shard, whatever the order of the documents; shards differ by
// one operation at most.
func TestShardsShareOutTheOperations(t *testing.T) {
	var all []*contract.Operation
	for i := range 11 {
		all = append(all, &contract.Operation{Product: "p", Name: fmt.Sprintf("Op%02d", 10-i)})
	}
	for n := 1; n <= 11; n++ {
		var seen []string
		for i := 1; i <= n; i++ {
			part, err := shard(fmt.Sprintf("%d/%d", i, n), all, nil)
			if err != nil || len(part) < 11/n || len(part) > 11/n+1 {
				t.Errorf("shard %d/%d has %d operations, %v", i, n, len(part), err)
			}
			for _, o := range part {
				seen = append(seen, o.Key())
			}
		}
		slices.Sort(seen)
		if len(slices.Compact(seen)) != 11 {
			t.Errorf("%d shards ask %v", n, seen)
		}
	}
	part, err := shard("2/2", all, []string{"p/Op03", "p/Op07/A/required"})
	if err != nil || len(part) != 1 || part[0].Name != "Op07" {
		t.Errorf("the second of two selected operations is %v, %v", part, err)
	}
	if _, err := shard("12/12", all, nil); err == nil || !strings.Contains(err.Error(), "shard 12/12 has no operation: there are 11") {
		t.Errorf("a shard too many: %v", err)
	}
}
