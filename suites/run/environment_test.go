package run_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// page is an answer that is not the vendor's.
func page(status int, header ...string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		h := http.Header{"Content-Type": {"text/html"}}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader("<html><body>no</body></html>"))}, nil
	}
}

func text(status int, body string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
}

func broken(err error) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

func late(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// when says for which sendings, counted from 0 since the run began, the
// environment stands in the target's place.
type when func(n int, since time.Duration, r *http.Request) bool

func always(int, time.Duration, *http.Request) bool { return true }
func first(k int) when {
	return func(n int, _ time.Duration, _ *http.Request) bool { return n < k }
}
func between(from, to time.Duration) when {
	return func(_ int, since time.Duration, _ *http.Request) bool { return since >= from && since < to }
}

// asking is true of requests with this in their query.
func asking(part string) when {
	return func(_ int, _ time.Duration, r *http.Request) bool { return strings.Contains(r.URL.RawQuery, part) }
}

// behind runs the plan of some cases against the emulator behind an environment,
// in time that passes only while everybody waits.
func behind(t *testing.T, handler http.Handler, stands func(*http.Request) (*http.Response, error), at when, prefixes ...string) (out []run.Decided, foreign int, took time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		n, began := 0, time.Now()
		tested := through(t, local, tripper(func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			is := at(n, time.Since(began), r)
			n++
			mu.Unlock()
			if is {
				return stands(r)
			}
			return inProcess(handler)(r)
		}))
		session := run.Begin(tested, run.Options{Timeout: time.Second, Workers: 4})
		out = carried(t, session, planned(t, tested, prefixes...))
		foreign, took = session.Foreign(), time.Since(began)
	})
	return out, foreign, took
}

// status is what a run would end with.
func status(decided []run.Decided) int {
	lines := make([]record.Verdict, len(decided))
	for i, d := range decided {
		lines[i] = record.FromVerdict(d.Verdict, d.Exchanges)
	}
	return record.Status(lines)
}

func TestWhoseFaultAnEnvironmentIs(t *testing.T) {
	handler, err := emulator.New(emulator.Options{Operations: operations(t)})
	if err != nil {
		t.Fatal(err)
	}
	dial := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	dns := &net.DNSError{Err: "no such host", Name: "cloud.example"}
	tls := errors.New("tls: failed to verify certificate: x509: certificate signed by unknown authority")
	proxy := &net.OpError{Op: "proxyconnect", Err: errors.New("connection refused")}
	own := text(500, `{"Code":"InternalError","Message":"m","RequestId":"A"}`)
	throttle := text(400, `{"Code":"Throttling.User","Message":"m","RequestId":"A"}`)
	const flow = "smartag/DescribeUserFlowStatistics/SmartAGId"
	const get = "smartag/DescribeUserFlowStatistics/carrier"
	for _, row := range []struct {
		name   string
		stands func(*http.Request) (*http.Response, error)
		at     when
		status int
	}{
		{"nothing stands before it", nil, first(0), 0},
		{"a proxy asks for a password", page(407), always, 3},
		{"a proxy asks for a password once", page(407), first(1), 0},
		{"a proxy forbids it, on a page", page(403), always, 3},
		{"a proxy forbids it once", page(403), first(1), 0},
		{"the target forbids it, without a page", text(403, `{"error":"forbidden"}`), always, 1},
		{"the proxy is down", broken(proxy), always, 3},
		{"the proxy is down once", broken(proxy), first(1), 0},
		{"nobody listens", broken(dial), always, 3},
		{"nobody listens for a moment", broken(dial), first(3), 0},
		{"the name is unknown", broken(dns), always, 3},
		{"the name is unknown once", broken(dns), first(1), 0},
		{"a certificate of an unknown authority", broken(tls), always, 3},
		{"a handshake that fails once", broken(tls), first(1), 0},
		{"resets", broken(errors.New("connection reset by peer")), always, 3},
		{"one reset", broken(errors.New("connection reset by peer")), first(1), 0},
		{"five resets", broken(errors.New("connection reset by peer")), first(5), 0},
		{"everything is late", late, always, 3},
		{"the first answer is late", late, first(1), 0},
		{"three answers are late", late, first(3), 0},
		{"500 pages", page(500), always, 3},
		{"one 500 page", page(500), first(1), 0},
		{"502 pages", page(502), always, 3},
		{"one 502 page", page(502), first(1), 0},
		{"503 pages", page(503), always, 3},
		{"one 503 page", page(503), first(1), 0},
		{"ten 503 pages", page(503), first(10), 0},
		{"503 pages that say when", page(503, "Retry-After", "3"), between(0, 2*time.Second), 0},
		{"503 pages that say never", page(503, "Retry-After", "86400"), always, 3},
		{"504 pages", page(504), always, 3},
		{"one 504 page", page(504), first(1), 0},
		{"503 with an object that is not the vendor's", text(503, `{"error":"overloaded"}`), always, 3},
		{"503 without a body", text(503, ""), always, 3},
		{"a restart of two seconds", broken(dial), between(0, 2*time.Second), 0},
		{"a restart of four seconds, with 502 pages", page(502), between(0, 4*time.Second), 0},
		{"a restart that takes a minute", broken(dial), between(0, time.Minute), 3},
		{"throttled for ever", throttle, always, 3},
		{"429 pages for ever", page(429), always, 3},
		{"throttled at first", throttle, first(2), 0},
		{"one request is always a 502 page", page(502), asking("SmartAGId=&"), 1},
		{"one request is always reset", broken(errors.New("EOF")), asking("SmartAGId=&"), 1},
		{"one request is always late", late, asking("SmartAGId=&"), 1},
		{"the vendor's own 500", own, always, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			decided, foreign, took := behind(t, handler, row.stands, row.at, flow, get)
			got := status(decided)
			if got != row.status {
				t.Errorf("status %d, want %d", got, row.status)
			}
			for _, d := range decided {
				if d.Outcome == finding.Fail && got != 1 || d.Outcome != finding.Pass && d.Outcome != finding.Skip && got == 0 {
					t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
				}
			}
			if took > 90*time.Second {
				t.Errorf("it took %s", took)
			}
			t.Logf("%s, %d foreign, %d cases", took, foreign, len(decided))
		})
	}
}

// Chance must never look like a target: whatever blips, a right target breaks
// nothing, and a wrong one does not conform.
func TestBlipsAreNeverBlamedOnTheTarget(t *testing.T) {
	runs := 100
	if testing.Short() {
		runs = 6
	}
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
		clean, _, _ := behind(t, handler, nil, first(0), "smartag/DescribeUserFlowStatistics")
		for _, d := range clean {
			kept[d.Case.Requirement] = kept[d.Case.Requirement] || d.Outcome == finding.Fail
		}
		blips := []func(*http.Request) (*http.Response, error){page(503), page(502), late, broken(errors.New("connection reset by peer"))}
		for seed := range runs {
			share := []float64{0.01, 0.05, 0.2}[seed%3]
			t.Run(fmt.Sprintf("%s/%g/%d", wrong, share, seed), func(t *testing.T) {
				random := rand.New(rand.NewPCG(uint64(seed), 7))
				stands := blips[seed%len(blips)]
				decided, foreign, _ := behind(t, handler, stands, func(int, time.Duration, *http.Request) bool { return random.Float64() < share }, "smartag/DescribeUserFlowStatistics")
				for _, d := range decided {
					if d.Outcome == finding.Fail && !kept[d.Case.Requirement] {
						t.Errorf("%s fails: %s", d.Case.ID, d.Received)
					}
				}
				if got, without := status(decided), status(clean); got == 0 && without != 0 || got == 1 && without == 0 {
					t.Errorf("status %d; without blips it is %d", got, without)
				}
				if share > 0.01 && foreign == 0 {
					t.Error("no blip was counted")
				}
			})
		}
	}
}
