package live_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/tools/internal/live"
)

// Each piece of news is one event, for every browser that looks.
func TestNewsIsTold(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	page := live.New("http://cloud.example")
	server := httptest.NewServer(page)
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	next := func() func() string {
		request, _ := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/events", nil)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		in := bufio.NewReader(response.Body)
		return func() string {
			line, _ := in.ReadString('\n')
			_, _ = in.ReadString('\n')
			return line
		}
	}
	one, other := next(), next()
	one()
	other()
	seen := traffic.New(operations)
	seen.Take(traffic.Passed{Place: "exchange 1", Method: "GET", URL: "http://cloud.example/?Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=JSON&SmartAGId=a&UserNames.1=b",
		Status: 200, Answer: http.Header{"Content-Type": {"application/json"}}, Content: []byte(`{"RequestId":"<b>\n\n"}`)})
	page.Show(seen, seen.Judge(contract.Should))
	for _, text := range []string{one(), other()} {
		for _, want := range []string{`data: {"Target":"http://cloud.example","Passed":1,"Judged":1,"Failing":`, `"id":"smartag/DescribeUserFlowStatistics/RegionId/required/in-traffic"`, `"Operation":"mna/GetStatisticData","Exchanges":0`} {
			if !strings.Contains(text, want) {
				t.Errorf("no %s in %s", want, text)
			}
		}
	}
}

// A page of this machine is no other page's to read.
func TestThePageIsNamedByItsAddress(t *testing.T) {
	page := live.New("http://cloud.example")
	for host, status := range map[string]int{"127.0.0.1:8812": 200, "[::1]:8812": 200, "localhost": 200, "evil.example:8812": 421} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		if page.ServeHTTP(w, r); w.Code != status {
			t.Errorf("%s: %d", host, w.Code)
		}
	}
}
