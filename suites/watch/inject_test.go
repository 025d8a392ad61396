package watch_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/watch"
)

// Each second request of an operation is answered in one of the ways, by turns; the
// others, and those of no operation, reach the upstream as they are.
func TestSomeRequestsAreAnsweredHere(t *testing.T) {
	var upstream []string
	next := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, err := io.ReadAll(r.Body)
		check(t, err)
		upstream = append(upstream, r.Method+" "+r.URL.Path+string(content))
		_, _ = io.WriteString(w, "{}")
	})
	w := opened(t, watch.Options{})
	var told []string
	handler, err := w.Inject(next, watch.Injection{Ways: []string{"SAG.InstanceNoFound", "Throttling.User", "pretty-printed", "InternalError"}, Every: 2, Told: func(op *contract.Operation, way string) {
		told = append(told, op.Name+" "+way)
	}})
	check(t, err)
	var got []string
	ask := func(method, target, body string) {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		if body != "" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, r)
		text, _, _ := strings.Cut(answer.Body.String(), "\n")
		got = append(got, text)
	}
	for range 3 {
		ask(http.MethodGet, query, "")
		ask(http.MethodPost, "/", strings.TrimPrefix(query, "/?"))
	}
	ask(http.MethodGet, "/unrelated", "")
	ask(http.MethodGet, "/unrelated", "")
	wants := []string{"{}", `"Code":"SAG.InstanceNoFound"`, "{}", `"Code":"Throttling.User"`, "{}", "{", "{}", "{}"}
	for i, want := range wants {
		if len(got) != len(wants) || !strings.Contains(got[i], want) || want == "{" && got[i] != "{" {
			t.Fatalf("request %d is answered %q, want %q", i+1, got, want)
		}
	}
	const before = "GET /,GET /,GET /,GET /unrelated,GET /unrelated"
	if all := strings.Join(upstream, ","); all != before {
		t.Errorf("the upstream gets %s, want %s", all, before)
	}
	if all := strings.Join(told, ","); all != "DescribeUserFlowStatistics SAG.InstanceNoFound,DescribeUserFlowStatistics Throttling.User,DescribeUserFlowStatistics pretty-printed" {
		t.Error(all)
	}
}

// A request that is too long to be read first passes as it comes, all of it.
func TestALongRequestIsNotAnsweredHere(t *testing.T) {
	long := strings.Repeat("a", 3<<20)
	arrived := 0
	next := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		content, err := io.ReadAll(r.Body)
		check(t, err)
		arrived = len(content)
	})
	handler, err := opened(t, watch.Options{}).Inject(next, watch.Injection{Ways: []string{"InternalError"}, Every: 1})
	check(t, err)
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, query, strings.NewReader(long)))
	if arrived != len(long) {
		t.Errorf("%d of %d bytes arrive", arrived, len(long))
	}
}

// A way that no operation has is an error that names those there are.
func TestAnUnknownWayIsRefused(t *testing.T) {
	_, err := opened(t, watch.Options{}).Inject(http.NotFoundHandler(), watch.Injection{Ways: []string{"moon"}, Every: 1})
	if err == nil || !strings.Contains(err.Error(), `"moon"`) || !strings.Contains(err.Error(), "SAG.InstanceNoFound") || !strings.Contains(err.Error(), "pretty-printed") {
		t.Error(err)
	}
}
