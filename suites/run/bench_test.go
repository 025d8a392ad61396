package run_test

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"

	"github.com/plumbline/plumbline/fixtures/emulator"
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
