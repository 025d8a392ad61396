package run_test

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
)

// inProcess answers from a handler.
func inProcess(handler http.Handler) httpmock.Responder {
	return func(r *http.Request) (*http.Response, error) {
		if r.Body == nil {
			r.Body = http.NoBody
		}
		if r.Host == "" {
			r.Host = r.URL.Host
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, r)
		return recorder.Result(), nil
	}
}

// BenchmarkRun is a whole run against the embedded emulator.
func BenchmarkRun(b *testing.B) {
	tested := through(b, "emulator", nil)
	for b.Loop() {
		carried(b, run.Begin(tested, run.Options{}), planned(b, tested))
	}
}

// BenchmarkWire gives the share of a run that the target takes to answer: the
// sum of the time of all exchanges, one at a time, of the time of the run.
func BenchmarkWire(b *testing.B) {
	var count atomic.Int64
	var wire time.Duration
	right := served(b, &count)
	tested := through(b, local, tripper(func(r *http.Request) (*http.Response, error) {
		began := time.Now()
		response, err := right.RoundTrip(r)
		atomic.AddInt64((*int64)(&wire), int64(time.Since(began)))
		return response, err
	}))
	began := time.Now()
	for b.Loop() {
		carried(b, run.Begin(tested, run.Options{Workers: 1}), planned(b, tested))
	}
	b.ReportMetric(100*float64(wire)/float64(time.Since(began)), "%wire")
	b.ReportMetric(float64(count.Load())/float64(b.N), "requests/op")
}

// BenchmarkYear is a run of one operation asked for a year by the hour, whose answers
// are long.
func BenchmarkYear(b *testing.B) {
	handler, err := emulator.New(emulator.Options{Operations: operations(b)})
	if err != nil {
		b.Fatal(err)
	}
	tested := through(b, year(b), tripper(inProcess(handler)))
	for b.Loop() {
		carried(b, run.Begin(tested, run.Options{}), planned(b, tested, "mna/GetFlowStatistic"))
	}
}

// BenchmarkFarAway is a run of a target that is 100 ms away, at the documented rate.
// Beside it stands how much longer it takes than the rate alone demands: that of
// the operation which is asked most.
func BenchmarkFarAway(b *testing.B) {
	handler, err := emulator.New(emulator.Options{Operations: operations(b)})
	if err != nil {
		b.Fatal(err)
	}
	near := inProcess(handler)
	tested := through(b, remote, tripper(func(r *http.Request) (*http.Response, error) {
		time.Sleep(100 * time.Millisecond)
		return near(r)
	}))
	plan := planned(b, tested)
	asked, most := map[*contract.Operation]float64{}, 0.0
	for _, r := range plan.Requests {
		asked[r.Operation]++
		most = max(most, asked[r.Operation]/documentedRate)
	}
	began := time.Now()
	for b.Loop() {
		carried(b, run.Begin(tested, run.Options{}), plan)
	}
	took := time.Since(began).Seconds() / float64(b.N)
	b.ReportMetric(100*(took/most-1), "%over-rate")
}

// documentedRate is what 003:16 and 004:18 promise each second, and what is kept where
// no document says.
const documentedRate = 20
