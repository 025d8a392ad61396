package browser_test

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// TestTenThousandCases draws and filters a page of ten thousand cases, and logs
// what it costs the page's own thread: the clock also counts what else the
// machine does.
func TestTenThousandCases(t *testing.T) {
	for _, failing := range []int{10, 1} {
		run := large(10_000, failing)
		var p *tab
		clock, busy := time.Hour, time.Hour
		for range 3 {
			p = start(t)
			p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
				_, err := cdp.Call(ctx, target, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
				return err
			}))
			clock = min(clock, p.show(run))
			busy = min(busy, p.busy())
		}
		t.Logf("10 000 cases, one in %d fails: drawn after %v, of which %v are the page's", failing, clock.Round(time.Millisecond), busy.Round(time.Millisecond))
		p.want(`document.querySelectorAll(".c").length`, 10000)
		p.keys("/")
		began := time.Now()
		p.keys("variant-4321")
		p.want(visible, 1)
		t.Logf("filtered after %v", time.Since(began).Round(time.Millisecond))
	}
}

// busy is how long the page's thread has worked.
func (p *tab) busy() time.Duration {
	p.t.Helper()
	metrics, err := chromedp.Run(p.ctx, chromedp.Action[performance.GetMetricsResult](func(ctx context.Context, target *chromedp.Target) (performance.GetMetricsResult, error) {
		return cdp.Call(ctx, target, performance.GetMetrics, cdp.Empty{})
	}))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, m := range metrics.Metrics {
		if m.Name == "TaskDuration" {
			return time.Duration(m.Value * float64(time.Second))
		}
	}
	p.t.Fatal("the browser does not say how long it worked")
	return 0
}
