package watch_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/plumbline/plumbline/suites/watch"
)

// BenchmarkLatency asks through a plain reverse proxy and through a watch by turns,
// and gives the medians of both, in microseconds, and how many times the one is the
// other.
func BenchmarkLatency(b *testing.B) {
	upstream := httptest.NewServer(cloud(b))
	defer upstream.Close()
	u, err := url.Parse(upstream.URL)
	check(b, err)
	bare := httputil.NewSingleHostReverseProxy(u)
	bare.Transport = plain()
	servers := []*httptest.Server{serving(b, bare), before(b, opened(b, watch.Options{}), upstream.URL, plain())}
	client := &http.Client{Transport: plain()}
	var took [2][]time.Duration
	for b.Loop() {
		for i, server := range servers {
			began := time.Now()
			response, err := client.Get(server.URL + query)
			check(b, err)
			_, _ = io.Copy(io.Discard, response.Body)
			response.Body.Close()
			took[i] = append(took[i], time.Since(began))
			time.Sleep(time.Millisecond) // nobody asks as fast as is answered
		}
	}
	median := func(all []time.Duration) float64 {
		slices.Sort(all)
		return float64(all[len(all)/2].Nanoseconds()) / 1000
	}
	b.ReportMetric(median(took[0]), "µs-plain")
	b.ReportMetric(median(took[1]), "µs-watched")
	b.ReportMetric(median(took[1])/median(took[0]), "times")
}
