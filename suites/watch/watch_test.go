package watch_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/suites/watch"
)

// outcomes are how cases ended, by id.
func outcomes(decided []traffic.Decided) map[string]string {
	out := map[string]string{}
	for _, d := range decided {
		out[d.Case.ID] = string(d.Outcome)
	}
	return out
}

// What passes is judged as its recording is.
func TestWhatPassesIsJudgedAsItsRecording(t *testing.T) {
	for _, row := range []struct{ fault, breaks string }{
		{"", ""},
		{"accepts-absent@DescribeUserFlowStatistics/RegionId", "smartag/DescribeUserFlowStatistics/RegionId/required/in-traffic"},
		{"answers-null@GetFlowStatistic/MaxValue", "mna/GetFlowStatistic/response/MaxValue/type/in-json"},
	} {
		t.Run(row.fault, func(t *testing.T) {
			upstream := httptest.NewServer(cloud(t, strings.Fields(row.fault)...))
			defer upstream.Close()
			w := opened(t, watch.Options{Level: contract.May})
			server := before(t, w, upstream.URL, plain())
			tested, err := target.Parse(server.URL, target.Config{Operations: operations(t), Getenv: func(string) string { return "" }})
			check(t, err)
			plan, err := run.New(operations(t), tested, run.Selection{Level: contract.Must, Prefixes: []string{"smartag/DescribeUserFlowStatistics/RegionId", "mna/GetFlowStatistic/carrier"}})
			check(t, err)
			var recorded bytes.Buffer
			check(t, run.Begin(tested, run.Options{}).Record(t.Context(), plan, plan.Header(operations(t), "a", nil), server.URL, &recorded))
			read := traffic.New(operations(t))
			check(t, read.Read("run.jsonl", &recorded))
			_, passed := w.Close()
			live, past := outcomes(passed), outcomes(read.Judge(contract.May))
			for id, text := range past {
				if live[id] != text {
					t.Errorf("%s: recorded %s; passing %s", id, text, live[id])
				}
			}
			if len(live) != len(past) || row.breaks != "" && live[row.breaks] != "fail" {
				t.Errorf("%d and %d cases; %s: %s", len(live), len(past), row.breaks, live[row.breaks])
			}
		})
	}
}

// A handler and a transport see the same as a proxy between the two.
func TestAHandlerAndATransportSeeTheSame(t *testing.T) {
	fault := "answers-null@DescribeUserFlowStatistics/SagStatistics"
	atServer, atClient := opened(t, watch.Options{}), opened(t, watch.Options{})
	server := httptest.NewServer(atServer.Handler(cloud(t, fault)))
	defer server.Close()
	client := &http.Client{Transport: atClient.Transport(nil)}
	for range 3 {
		get(t, client, server.URL+query)
		response, err := client.Post(server.URL, "application/x-www-form-urlencoded", strings.NewReader(query[2:]))
		check(t, err)
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
	}
	a, b := atServer.Broken(), atClient.Broken()
	if len(a) == 0 || fmt.Sprint(a) != fmt.Sprint(b) || !strings.Contains(a[0].Error(), "received SagStatistics is null") {
		t.Errorf("at the server\n%v\nat the client\n%v", a, b)
	}
}

// A packed answer is read, and passed on as it is.
func TestAPackedAnswerIsRead(t *testing.T) {
	emulated := cloud(t)
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := httptest.NewRecorder()
		emulated.ServeHTTP(recorder, r)
		w.Header().Set("Content-Type", recorder.Header().Get("Content-Type"))
		w.Header().Set("Content-Encoding", "gzip")
		packed := gzip.NewWriter(w)
		_, _ = packed.Write(recorder.Body.Bytes())
		packed.Close()
	}))
	defer upstream.Close()
	w := opened(t, watch.Options{})
	if _, text := get(t, &http.Client{Transport: plain()}, before(t, w, upstream.URL, plain()).URL+query); !strings.HasPrefix(text, "\x1f\x8b") {
		t.Errorf("it is not passed on as it is: %q", text)
	}
	if wrong := w.Broken(); len(wrong) > 0 {
		t.Error(wrong)
	}
}

// Of traffic without end a part is kept, what was found among it, and no secret.
func TestWhatIsKeptIsBounded(t *testing.T) {
	emulated, wrong := cloud(t), cloud(t, "answers-null@DescribeUserFlowStatistics/SagStatistics")
	var held []string
	w := opened(t, watch.Options{Looked: func(_ *traffic.Traffic, decided []traffic.Decided) {
		held = held[:0]
		for _, d := range decided {
			if d.Outcome == finding.Fail && d.Case.Level != contract.May {
				held = append(held, d.Case.ID)
			}
		}
	}})
	asked := 0
	handler := w.Handler(http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		if asked++; asked == 3 {
			wrong.ServeHTTP(to, r)
			return
		}
		emulated.ServeHTTP(to, r)
	}))
	long := w.Handler(http.HandlerFunc(func(to http.ResponseWriter, _ *http.Request) { _, _ = to.Write(make([]byte, 1<<20)) }))
	for i := range 5_000 {
		r := httptest.NewRequest(http.MethodGet, query+"&AccessKeyId=PLANTEDkeyid&Signature=PLANTEDsignature", nil)
		handler.ServeHTTP(httptest.NewRecorder(), r)
		if i%10 == 0 {
			long.ServeHTTP(discarding{}, httptest.NewRequest(http.MethodGet, "/?Action=Other", nil))
			time.Sleep(2 * time.Millisecond)
		}
	}
	seen, decided := w.Close()
	all, documented := seen.Counts()
	if !slices.Contains(held, "smartag/DescribeUserFlowStatistics/response/SagStatistics/type/in-json") || all != 5_500 {
		t.Errorf("%d of %d; held is %v; left %v", documented, all, held, seen.Left())
	}
	var out bytes.Buffer
	check(t, seen.Write(&out, seen.Header(decided, contract.Should, time.Now()), decided, 1))
	if lines := bytes.Count(out.Bytes(), []byte("\n")); lines > 4_000 || bytes.Contains(out.Bytes(), []byte("PLANTED")) {
		t.Errorf("%d lines are kept, or a secret", lines)
	}
	out.Reset()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if runtime.KeepAlive(seen); m.HeapAlloc > 100<<20 {
		t.Errorf("%d MB are held", m.HeapAlloc>>20)
	}
	t.Logf("%d MB are held; %d of %d exchanges judged; left: %v", m.HeapAlloc>>20, documented, all, seen.Left())
}

// discarding is a writer of nobody's answer.
type discarding struct{}

func (discarding) Header() http.Header         { return http.Header{} }
func (discarding) Write(p []byte) (int, error) { return len(p), nil }
func (discarding) WriteHeader(int)             {}

// Where nothing of a documented operation passes nothing is shown.
func TestNothingSeenIsNothingShown(t *testing.T) {
	w := opened(t, watch.Options{})
	w.Handler(http.NotFoundHandler()).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	if wrong := w.Broken(); len(wrong) != 1 || !strings.Contains(wrong[0].Error(), "could be asked") {
		t.Error(wrong)
	}
}

// Whoever looks at what is found may be wrong: the watch is closed as one that broke
// down, and does not end the program while others still pass.
func TestAPanicOfJudgingComesUpWhereTheWatchIsClosed(t *testing.T) {
	w := watch.New(watch.Options{Operations: operations(t), Looked: func(*traffic.Traffic, []traffic.Decided) { panic("a defect") }})
	upstream := httptest.NewServer(cloud(t))
	defer upstream.Close()
	answer, err := (&http.Client{Transport: w.Transport(nil)}).Get(upstream.URL)
	check(t, err)
	answer.Body.Close()
	select {
	case <-w.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("it goes on judging")
	}
	if panicked := atonce.Caught(func() { w.Close() }); panicked == nil || panicked.Cause != "a defect" {
		t.Errorf("the panic is %v", panicked)
	}
}
