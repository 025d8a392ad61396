package run_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// What failed is asked of the target again, not of what it said before.
func TestAnewAsksAnew(t *testing.T) {
	var count atomic.Int64
	right, wrong := served(t, &count), served(t, &count, "ignores-max-items@GetStatisticData/DeviceList")
	var mended atomic.Bool
	tested := through(t, local, tripper(func(r *http.Request) (*http.Response, error) {
		if mended.Load() {
			return right.RoundTrip(r)
		}
		return wrong.RoundTrip(r)
	}))
	c := planned(t, tested, "mna/GetStatisticData/DeviceList/maxItems/over-limit").Cases[0]
	session := run.Begin(tested, run.Options{})
	first, ok := session.Decide(t.Context(), c)
	if !ok || first.Outcome != finding.Fail {
		t.Fatalf("the fault is not seen: %s", first)
	}
	before := count.Load()
	if same, _ := session.Decide(t.Context(), c); same.Outcome != finding.Fail || count.Load() != before {
		t.Errorf("decided twice, %d more requests are sent", count.Load()-before)
	}
	mended.Store(true)
	if again, _ := session.Anew(t.Context(), c, first); again.Outcome != finding.Pass || count.Load() == before {
		t.Errorf("asked anew, it ends %s after %d more requests", again.Outcome, count.Load()-before)
	}
}

// The loop that decides sends too; it counts as a worker.
func TestNoMoreRequestsAtOnceThanWorkers(t *testing.T) {
	for _, workers := range []int64{1, 2} {
		var count, under, most atomic.Int64
		inner := served(t, &count)
		tested := through(t, local, tripper(func(r *http.Request) (*http.Response, error) {
			now := under.Add(1)
			defer under.Add(-1)
			for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
			}
			time.Sleep(time.Millisecond)
			return inner.RoundTrip(r)
		}))
		plan := planned(t, tested, "mna/GetStatisticData/DeviceList")
		carried(t, run.Begin(tested, run.Options{Workers: int(workers)}), plan)
		if most.Load() != workers {
			t.Errorf("%d workers send up to %d requests at once", workers, most.Load())
		}
	}
}

func TestWhatIsSkippedIsNotAsked(t *testing.T) {
	var count atomic.Int64
	tested := through(t, local, served(t, &count))
	const below = "mna/GetStatisticData/DeviceList"
	all := planned(t, tested, below)
	plan, err := run.New(operations(t), tested, run.Selection{Level: "should", Prefixes: []string{below}, Skip: []string{below + "/maxItems"}})
	if err != nil || len(plan.Cases) == 0 || len(plan.Cases) >= len(all.Cases) {
		t.Fatalf("%d of %d cases are left: %v", len(plan.Cases), len(all.Cases), err)
	}
	for _, c := range plan.Cases {
		if strings.HasPrefix(c.ID, below+"/maxItems/") {
			t.Errorf("%s is asked", c.ID)
		}
	}
	if _, err := run.New(operations(t), tested, run.Selection{Level: "should", Skip: []string{"mna/GetStatisticData/DeviceLis"}}); err == nil {
		t.Error("a mistyped prefix skips nothing and nobody is told")
	}
}
