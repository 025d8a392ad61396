package run_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// living is a right target that lives: clients connect and leave between any two
// requests. What it counts is in every answer of one operation.
func living(right http.RoundTripper, random *rand.Rand) http.RoundTripper {
	counted := regexp.MustCompile(`(OnlineCount"?[>:]"?)(\d+)`)
	var mu sync.Mutex
	online := 3
	return tripper(func(r *http.Request) (*http.Response, error) {
		response, err := right.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		mu.Lock()
		if random.IntN(4) == 0 {
			online = max(0, online+random.IntN(5)-2)
		}
		now := online
		mu.Unlock()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			return nil, err
		}
		body = counted.ReplaceAllFunc(body, func(found []byte) []byte {
			parts := counted.FindSubmatch(found)
			before, _ := strconv.Atoi(string(parts[2]))
			return fmt.Appendf(nil, "%s%d", parts[1], before+now)
		})
		response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		response.Header.Set("Content-Length", strconv.Itoa(len(body)))
		return response, nil
	})
}

func TestALivingTargetIsNeverCalledWrong(t *testing.T) {
	const runs = 60
	var count atomic.Int64
	right := served(t, &count)
	moved, began := 0, time.Now()
	for seed := range uint64(runs) {
		if seed >= 10 && (testing.Short() || time.Since(began) > time.Minute) {
			t.Logf("%d runs; this machine is too slow for %d", seed, runs)
			break
		}
		random := rand.New(rand.NewPCG(seed, 3))
		tested := through(t, local, living(right, random))
		plan := planned(t, tested, "smartag/DescribeUserOnlineClientStatistics")
		rand.New(rand.NewPCG(seed, 4)).Shuffle(len(plan.Cases), func(i, j int) { plan.Cases[i], plan.Cases[j] = plan.Cases[j], plan.Cases[i] })
		for _, d := range carried(t, run.Begin(tested, run.Options{Workers: 1 + int(seed%8)}), plan) {
			if d.Outcome == finding.Fail || d.Outcome == finding.Error {
				t.Errorf("seed %d: %s is %s: %s%s", seed, d.Case.ID, d.Outcome, d.Received, d.Reason)
			}
			if d.Findings[0].Kind == finding.DataChanges {
				moved++
			}
		}
	}
	if moved == 0 {
		t.Error("nothing moved: the target does not live")
	}
}
