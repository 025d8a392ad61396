package run_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/suites/finding"
)

// blips are what comes in the place of an answer for a moment, each alone and all of
// them mixed.
func blips(random *rand.Rand) []func(*http.Request) (*http.Response, error) {
	all := []func(*http.Request) (*http.Response, error){
		page(503), page(502), page(503, "Retry-After", "1"), late, broken(errors.New("connection reset by peer")), cut, page(200), page(302), text(500, ""), page(429),
	}
	mixed := func(r *http.Request) (*http.Response, error) { return all[random.IntN(len(all))](r) }
	return append(all, mixed)
}

// Chance must never look like a target: whatever blips, a right target breaks
// nothing, and a wrong one does not conform.
func TestBlipsAreNeverBlamedOnTheTarget(t *testing.T) {
	const below = "smartag/DescribeUserFlowStatistics"
	plan := plannedThen(t, below)
	for _, wrong := range []string{"", "limit-is-49@DescribeUserFlowStatistics/UserNames"} {
		var faults []string
		if wrong != "" {
			faults = append(faults, wrong)
		}
		handler, err := emulator.New(emulator.Options{Operations: operations(t), Faults: faults})
		if err != nil {
			t.Fatal(err)
		}
		kept := map[string]bool{}
		clean := around(t, handler, nil, first(0), plan, time.Second).decided
		for _, d := range clean {
			kept[d.Case.Requirement] = kept[d.Case.Requirement] || d.Outcome == finding.Fail
		}
		ended := map[string]int{}
		for seed := range howMany(500, 33) {
			share := []float64{0.01, 0.05, 0.2}[seed%3]
			t.Run(fmt.Sprintf("%s/%g/%d", wrong, share, seed), func(t *testing.T) {
				random, hit := rand.New(rand.NewPCG(uint64(seed), 7)), 0
				kinds := blips(random)
				came := around(t, handler, kinds[seed%len(kinds)], func(int, time.Duration, *http.Request) bool {
					if random.Float64() >= share {
						return false
					}
					hit++
					return true
				}, plan, time.Second)
				if came.lack != nil {
					t.Fatal(came.lack)
				}
				for _, d := range came.decided {
					if d.Outcome == finding.Fail && !kept[d.Case.Requirement] {
						t.Errorf("%s fails: %s", d.Case.ID, d.Received)
					}
				}
				got, without := status(came.decided), status(clean)
				if got == 0 && without != 0 || got == 1 && without == 0 {
					t.Errorf("status %d; without blips it is %d", got, without)
				}
				if throttles := seed%len(kinds) == len(kinds)-2; hit > 0 && came.foreign == 0 && !throttles && seed%len(kinds) != len(kinds)-1 {
					t.Errorf("%d blips, and none is counted", hit)
				}
				ended[fmt.Sprintf("%g %%: status %d", share*100, got)]++
				if came.took > 3*time.Minute {
					t.Errorf("it took %s", came.took)
				}
			})
		}
		t.Logf("%q: %v", wrong, ended)
	}
}
