package traffic_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/traffic"
)

// What was recorded is answered in whatever order its arguments stand, answer by answer;
// anything else is passed on, whole.
func TestARecordingIsServed(t *testing.T) {
	seen := traffic.New(operations(t))
	for _, id := range []string{"first", "second"} {
		seen.Take(traffic.Passed{
			Place: id, Method: "POST", URL: "http://mna.example/?Action=GetStatisticData&Version=2021-01-19",
			Header: http.Header{"Content-Type": {"application/json"}, "X-Tc-Action": {"GetStatisticData"}, "X-Tc-Version": {"2021-01-19"}},
			Body:   []byte(`{"DeviceId":"d","BeginTime":1,"EndTime":2,"TimeGranularity":1}`),
			Status: 200, Answer: http.Header{"Content-Type": {"application/json"}, "Content-Length": {"7"}},
			Content: []byte(`{"Response":{"RequestId":"` + id + `","StatisticalData":[]}}`),
		})
	}
	passed := ""
	handler, questions := seen.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		passed = string(text)
	}))
	if questions != 1 {
		t.Errorf("%d questions, want 1", questions)
	}
	ask := func(body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/", strings.NewReader(body))
		for name, value := range map[string]string{"Content-Type": "application/json", "X-TC-Action": "GetStatisticData", "X-TC-Version": "2021-01-19"} {
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	for i, want := range []string{"first", "second", "second"} {
		w := ask(`{"TimeGranularity":1, "EndTime":2, "BeginTime":1, "DeviceId":"d"}`)
		if !strings.Contains(w.Body.String(), want) || w.Header().Get(traffic.RecordedHeader) == "" || w.Header().Get("Content-Length") != "" {
			t.Errorf("answer %d is %v %q, want %s", i, w.Header(), w.Body, want)
		}
	}
	other := `{"DeviceId":"e","BeginTime":1,"EndTime":2,"TimeGranularity":1}`
	if w := ask(other); passed != other || w.Header().Get(traffic.RecordedHeader) != "" {
		t.Errorf("passed on is %q", passed)
	}
}
