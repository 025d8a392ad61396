package run_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// served is the emulator behind a network that counts.
func served(t testing.TB, count *atomic.Int64, faults ...string) http.RoundTripper {
	t.Helper()
	handler, err := emulator.New(emulator.Options{Operations: operations(t), Faults: faults})
	if err != nil {
		t.Fatal(err)
	}
	mock := httpmock.NewMockTransport()
	mock.RegisterNoResponder(inProcess(handler))
	return tripper(func(r *http.Request) (*http.Response, error) {
		count.Add(1) // here, since httpmock answers from a goroutine that a cancelled request leaves behind
		return mock.RoundTrip(r)
	})
}

func TestEachRequestIsSentOnceAndNoMoreThanPlanned(t *testing.T) {
	var count atomic.Int64
	tested := through(t, local, served(t, &count))
	plan := planned(t, tested)
	seen := map[string]bool{}
	for _, r := range plan.Requests {
		if seen[r.Key()] {
			t.Errorf("the plan has a request twice: %s", r.Key())
		}
		seen[r.Key()] = true
	}
	session := run.Begin(tested, run.Options{})
	decided := carried(t, session, plan)
	sent, repeats := session.Sent()
	if int(count.Load()) != len(plan.Requests) || sent != len(plan.Requests) || repeats != 0 {
		t.Errorf("%d requests were planned, %d sent (%d repeats), %d arrived", len(plan.Requests), sent, repeats, count.Load())
	}
	if planned := session.Planned(); planned != len(plan.Requests) {
		t.Errorf("of the plan %d requests are said to be sent", planned)
	}
	if again := carried(t, session, plan); digest(again) != digest(decided) || int(count.Load()) != len(plan.Requests) {
		t.Errorf("asked again, a session sends more (%d) or decides otherwise", count.Load())
	}
	for i, d := range decided {
		if d.Case.ID != plan.Cases[i].ID {
			t.Fatalf("verdict %d is about %s, not %s: verdicts come in the plan's order", i, d.Case.ID, plan.Cases[i].ID)
		}
	}
}

func TestRunsInAnyOrderDecideTheSame(t *testing.T) {
	tested := through(t, "emulator", nil)
	plan := planned(t, tested)
	first := ""
	for seed := range howMany(200, 20) {
		shuffled := run.Plan{Cases: append(plan.Cases[:0:0], plan.Cases...), Requests: plan.Requests}
		rand.New(rand.NewPCG(uint64(seed), 1)).Shuffle(len(shuffled.Cases), func(i, j int) {
			shuffled.Cases[i], shuffled.Cases[j] = shuffled.Cases[j], shuffled.Cases[i]
		})
		got := digest(carried(t, run.Begin(tested, run.Options{Workers: 1 + seed%8}), shuffled))
		if first == "" {
			first = got
		}
		if got != first {
			t.Fatalf("in the order of seed %d, with %d workers, the run decides %s, not %s", seed, 1+seed%8, got, first)
		}
	}
}

func TestAnInterruptedRunDecidesNothingMore(t *testing.T) {
	var count atomic.Int64
	tested := through(t, local, served(t, &count))
	plan := planned(t, tested)
	ctx, cancel := context.WithCancel(t.Context())
	decided := 0
	finished := run.Begin(tested, run.Options{}).Each(ctx, plan, func(d run.Decided) {
		if decided++; decided == 20 {
			cancel()
		}
		if d.Outcome == finding.Fail || d.Outcome == finding.Error {
			t.Errorf("%s is %s: the target is right", d.Case.ID, d.Outcome)
		}
	})
	if finished || decided != 20 {
		t.Errorf("it finished: %v, with %d verdicts; want 20, and that it says so", finished, decided)
	}
	ended := count.Load()
	time.Sleep(50 * time.Millisecond)
	if count.Load() != ended {
		t.Error("requests were sent after the run had ended")
	}
}

// faulty answers like the emulator, but for some sendings.
func faulty(t testing.TB, wrong func(n int64) (*http.Response, error, bool)) (http.RoundTripper, *atomic.Int64) {
	t.Helper()
	var count, arrived atomic.Int64
	right := served(t, &arrived)
	return tripper(func(r *http.Request) (*http.Response, error) {
		if response, err, is := wrong(count.Add(1)); is {
			return response, err
		}
		return right.RoundTrip(r)
	}), &count
}

func TestWhatPassesIsRepeatedAndCounted(t *testing.T) {
	throttle := func() *http.Response {
		return httpmock.NewStringResponse(400, `{"Code":"Throttling.User","Message":"m","RequestId":"A"}`)
	}
	for _, row := range []struct {
		name    string
		wrong   func(int64) (*http.Response, error, bool)
		repeats int
	}{
		{"a throttle now and then", func(n int64) (*http.Response, error, bool) { return throttle(), nil, n == 3 || n == 7 }, 2},
		{"a connection closed now and then", func(n int64) (*http.Response, error, bool) { return nil, errors.New("EOF"), n == 2 || n == 6 }, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			transport, _ := faulty(t, row.wrong)
			tested := through(t, local, transport)
			session := run.Begin(tested, run.Options{Workers: 1})
			for _, d := range carried(t, session, planned(t, tested, "smartag/DescribeUserFlowStatistics/RegionId")) {
				if d.Outcome != finding.Pass {
					t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
				}
			}
			if _, repeats := session.Sent(); repeats != row.repeats {
				t.Errorf("%d repeats are counted, want %d", repeats, row.repeats)
			}
		})
	}
}

// Where nothing is ever answered nobody knows whose fault it is.
func TestConnectionsThatAllStayClosedAreAnError(t *testing.T) {
	var count atomic.Int64
	closed := tripper(func(*http.Request) (*http.Response, error) { count.Add(1); return nil, errors.New("EOF") })
	tested := through(t, local, closed)
	decided := carried(t, run.Begin(tested, run.Options{}), planned(t, tested, "mna/GetStatisticData/carrier/json/plain"))
	if decided[0].Outcome != finding.Error || !strings.Contains(decided[0].Reason, "no answer: EOF") || count.Load() < 5 || count.Load() > 30 {
		t.Errorf("after %d sendings it is %s: %s", count.Load(), decided[0].Outcome, decided[0].Reason)
	}
}

// A target that throttles everything breaks its promised rate; no requirement
// about anything else is to blame.
func TestAThrottleIsNeverBlamedOnARequirement(t *testing.T) {
	throttling := tripper(func(*http.Request) (*http.Response, error) {
		return httpmock.NewStringResponse(400, `{"Code":"Throttling.User","Message":"m","RequestId":"A"}`), nil
	})
	tested := through(t, local, throttling)
	for _, d := range carried(t, run.Begin(tested, run.Options{}), planned(t, tested, "smartag/DescribeUserFlowStatistics/carrier/get/plain")) {
		if d.Outcome == finding.Fail {
			t.Errorf("%s fails: %s", d.Case.ID, d.Received)
		}
	}
}

func TestATargetThatHangsOrIsGoneEndsTheRun(t *testing.T) {
	for name, silent := range map[string]tripper{
		"it hangs": func(r *http.Request) (*http.Response, error) { <-r.Context().Done(); return nil, r.Context().Err() },
		"nobody listens": func(*http.Request) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var count atomic.Int64
			counted := tripper(func(r *http.Request) (*http.Response, error) { count.Add(1); return silent(r) })
			tested := through(t, local, counted)
			outcomes := map[finding.Outcome]int{}
			for _, d := range carried(t, run.Begin(tested, run.Options{Timeout: 50 * time.Millisecond, Workers: 2}), planned(t, tested)) {
				outcomes[d.Outcome]++
			}
			if count.Load() > 8+3+10 { // what was under way when the eighth stayed silent, and one a round while a restart is waited for
				t.Errorf("%d requests were sent to a target that answers none", count.Load())
			}
			if outcomes[finding.Pass] > 0 || outcomes[finding.Error] < 100 {
				t.Errorf("the outcomes are %v; what was not asked is an error, and nothing passes", outcomes)
			}
		})
	}
}

// A defect of ours in a goroutine of a run's own would end the program there, and
// the record with it; it comes up where the answer is wanted.
func TestAPanicComesUpWhereTheAnswerIsWanted(t *testing.T) {
	handler, err := emulator.New(emulator.Options{Operations: operations(t)})
	if err != nil {
		t.Fatal(err)
	}
	stamped := regexp.MustCompile(`(Nonce|Timestamp|Signature)=[^&]*`)
	first, asked := "", 0
	for name, transport := range map[string]tripper{
		"at once": func(*http.Request) (*http.Response, error) { panic("a defect") },
		"when it is asked again": func(r *http.Request) (*http.Response, error) {
			key := r.Method + stamped.ReplaceAllString(r.URL.RawQuery, "")
			if first = cmp.Or(first, key); key != first {
				return inProcess(handler)(r)
			}
			if asked++; asked > 3 { // which are asked one after the other
				panic("a defect")
			}
			return nil, errors.New("connection reset by peer")
		},
	} {
		t.Run(name, func(t *testing.T) {
			tested := through(t, local, transport)
			defer func() {
				text := fmt.Sprint(recover())
				if !strings.HasPrefix(text, "a defect\n") || !strings.Contains(text, "session_test.go") {
					t.Errorf("recovered %q, want the panic and where it was", text)
				}
			}()
			run.Begin(tested, run.Options{Workers: 1}).Each(context.Background(), planned(t, tested, "smartag/DescribeUserFlowStatistics/carrier"), func(run.Decided) {})
			t.Error("the run went on")
		})
	}
}
