package run_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

func TestTheRateIsKept(t *testing.T) {
	for _, row := range []struct {
		name, word string
		rate       float64
		least      time.Duration
	}{
		{"a rate that was asked for", local, 40, 200 * time.Millisecond},
		{"elsewhere, the documented one", remote, 0, 400 * time.Millisecond},
	} {
		t.Run(row.name, func(t *testing.T) {
			var mu sync.Mutex
			var at []time.Time
			var count atomic.Int64
			right := served(t, &count)
			tested := through(t, row.word, tripper(func(r *http.Request) (*http.Response, error) {
				mu.Lock()
				at = append(at, time.Now())
				mu.Unlock()
				return right.RoundTrip(r)
			}))
			plan := planned(t, tested, "mna/GetStatisticData/TimeGranularity/required")
			carried(t, run.Begin(tested, run.Options{Rate: row.rate}), plan)
			if took := at[len(at)-1].Sub(at[0]); len(at) != len(plan.Requests) || len(at) < 8 || took*9/10 > time.Minute || took < row.least*8/10 {
				t.Errorf("%d requests took %s; at that rate they take %s at least", len(at), took, row.least)
			}
		})
	}
}

func TestTheTrueLimitIsMeasuredWithFewRequests(t *testing.T) {
	for fault, says := range map[string]string{
		"limit-is-49@DescribeUserFlowStatistics/UserNames": "the limit is at 49 items", "limit-is-51@DescribeUserFlowStatistics/UserNames": "the limit is at 51 items",
		"limit-is-100@DescribeUserFlowStatistics/UserNames": "the limit is at 100 items", "limit-is-1@DescribeUserFlowStatistics/UserNames": "the limit is at 1 item",
		"ignores-max-items@DescribeUserFlowStatistics/UserNames": "even 200 items are accepted",
	} {
		t.Run(fault, func(t *testing.T) {
			var count atomic.Int64
			tested := through(t, local, served(t, &count, fault))
			plan := planned(t, tested, "smartag/DescribeUserFlowStatistics/UserNames/maxItems/at-limit", "smartag/DescribeUserFlowStatistics/UserNames/maxItems/over-limit")
			failed := 0
			for _, d := range carried(t, run.Begin(tested, run.Options{}), plan) {
				if d.Outcome == finding.Fail {
					failed++
					if !strings.Contains(d.Received, says) {
						t.Errorf("%s says %q, want %q", d.Case.ID, d.Received, says)
					}
				}
			}
			if more := int(count.Load()) - len(plan.Requests); failed == 0 || more > 10 {
				t.Errorf("%d cases fail; %d further requests found the limit, want at most 10", failed, more)
			}
		})
	}
}

func TestDataThatChangesIsNoFailure(t *testing.T) {
	var n atomic.Int64
	changing := tripper(func(*http.Request) (*http.Response, error) {
		body := fmt.Sprintf(`{"RequestId":"r%d","SagStatistics":{"Statistics":[{"UserName":"doctest","TotalBytes":%[1]d}]}}`, n.Add(1))
		return httpmock.NewStringResponse(200, body), nil
	})
	tested := through(t, local, changing)
	for _, d := range carried(t, run.Begin(tested, run.Options{}), planned(t, tested, "smartag/DescribeUserFlowStatistics/relations/order-of-names")) {
		if d.Outcome != finding.Skip || !strings.Contains(d.Reason, "data changes between two equal requests") {
			t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
		}
	}
}
