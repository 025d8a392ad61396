package run_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

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

// throttling refuses for its frequency as a vendor does who is right about all else.
func throttling() func(*http.Request) (*http.Response, error) {
	var count atomic.Int64
	return func(r *http.Request) (*http.Response, error) {
		id := fmt.Sprintf("%08X-0000-4000-8000-000000000000", count.Add(1))
		if saying("Format=XML")(0, 0, r) || !saying("Format=JSON")(0, 0, r) {
			response, err := text(400, "<Error><RequestId>"+id+"</RequestId><HostId>h</HostId><Code>Throttling.User</Code><Message>m</Message></Error>")(r)
			response.Header.Set("Content-Type", "text/xml")
			return response, err
		}
		return text(400, `{"RequestId":"`+id+`","HostId":"h","Code":"Throttling.User","Message":"m"}`)(r)
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

// from is true for a while, from one sending on.
func from(k int, lasting time.Duration) when {
	var began time.Duration
	return func(n int, since time.Duration, _ *http.Request) bool {
		if n == k {
			began = since
		}
		return n >= k && since < began+lasting
	}
}

// chance is true of this share of all sendings.
func chance(share float64, seed uint64) when {
	random := rand.New(rand.NewPCG(seed, 11))
	return func(int, time.Duration, *http.Request) bool { return random.Float64() < share }
}

// above is true of what is sent beyond so many a second.
func above(perSecond int) when {
	var let []time.Duration // in the last second
	return func(_ int, since time.Duration, _ *http.Request) bool {
		let = slices.DeleteFunc(let, func(at time.Duration) bool { return since-at >= time.Second })
		if len(let) >= perSecond {
			return true
		}
		let = append(let, since)
		return false
	}
}

// every is true of each so manieth sending.
func every(k int) when {
	return func(n int, _ time.Duration, _ *http.Request) bool { return n%k == k-1 }
}

// cut is an answer that breaks off.
func cut(*http.Request) (*http.Response, error) {
	body := io.MultiReader(strings.NewReader(`{"RequestId":"A","SagSta`), broke{})
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(body)}, nil
}

type broke struct{}

func (broke) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// plannedThen is a plan made at the time that behind begins with.
func plannedThen(t *testing.T, prefixes ...string) (plan run.Plan) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { plan = planned(t, through(t, local, nil), prefixes...) })
	return plan
}

// behind runs the plan of some cases against the emulator behind an environment,
// in time that passes only while everybody waits.
func behind(t *testing.T, handler http.Handler, stands func(*http.Request) (*http.Response, error), at when, prefixes ...string) came {
	t.Helper()
	c := around(t, handler, stands, at, plannedThen(t, prefixes...), time.Second)
	if c.lack != nil {
		t.Errorf("a lack is seen: %v", c.lack)
	}
	return c
}

// came is what became of a run behind an environment.
type came struct {
	decided []run.Decided
	foreign int
	took    time.Duration
	idle    time.Duration // since the last answer of the target's own, or the beginning
	lack    error         // whoever set up the run must do something
}

// around does so for one that may be a lack of whoever set up the run, and waits so
// long for an answer.
func around(t *testing.T, handler http.Handler, stands func(*http.Request) (*http.Response, error), at when, plan run.Plan, timeout time.Duration) (out came) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		n, began, useful := 0, time.Now(), time.Now()
		tested := through(t, local, tripper(func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			is := at(n, time.Since(began), r)
			n++
			if !is {
				useful = time.Now()
			}
			mu.Unlock()
			if is {
				return stands(r)
			}
			return inProcess(handler)(r)
		}))
		session := run.Begin(tested, run.Options{Timeout: timeout, Workers: 4})
		if out.lack = session.First(t.Context(), plan.Cases); out.lack == nil {
			out.decided = carried(t, session, plan)
		}
		out.foreign, _ = session.Foreign()
		out.took, out.idle = time.Since(began), time.Since(useful)
	})
	return out
}

// status is what a run would end with.
func status(decided []run.Decided) int {
	lines := make([]record.Verdict, len(decided))
	for i, d := range decided {
		lines[i] = record.FromVerdict(d.Verdict, d.Exchanges)
	}
	return record.Status(lines)
}
