package run_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// A proxy that lets nothing pass is named in one line, whatever it says and however the
// target is asked through it, and no more is sent than shows it.
func TestAProxyThatLetsNothingPassIsNamed(t *testing.T) {
	t.Parallel()
	for _, scheme := range []string{"http", "https"} {
		for _, status := range []int{http.StatusProxyAuthRequired, http.StatusForbidden, http.StatusBadGateway} {
			t.Run(fmt.Sprint(scheme, status), func(t *testing.T) {
				t.Parallel()
				var count atomic.Int64
				proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					count.Add(1)
					w.Header().Set("Content-Type", "text/html")
					w.WriteHeader(status)
					fmt.Fprint(w, "<html><body>no</body></html>")
				}))
				defer proxy.Close()
				host := strings.TrimPrefix(proxy.URL, "http://")
				asked, err := target.ParseProxy("http://user:pl4nt3d@"+host, false)
				if err != nil {
					t.Fatal(err)
				}
				tested, err := target.Parse("mna="+scheme+"://cloud.invalid", target.Config{Operations: operations(t), Getenv: func(string) string { return "" }, Proxy: asked})
				if err != nil {
					t.Fatal(err)
				}
				plan := planned(t, tested, "mna/GetStatisticData")
				lack := (*run.Lack)(nil)
				if err := run.Begin(tested, run.Options{}).First(t.Context(), plan.Cases); !errors.As(err, &lack) {
					t.Fatalf("no lack: %v", err)
				}
				says := lack.Error()
				if !strings.Contains(says, "the proxy "+host) || !strings.Contains(says, fmt.Sprint("HTTP ", status)) || strings.Contains(says, "\n") || strings.Contains(says, "pl4nt3d") {
					t.Errorf("it says %s", says)
				}
				if count.Load() > 40 {
					t.Errorf("%d requests are sent", count.Load())
				}
			})
		}
	}
}
