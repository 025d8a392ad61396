package report_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/report"
)

// large makes a record of many cases that share a hundred exchanges, one in
// failing of which fails.
func large(cases, failing int) *record.Run {
	run := &record.Run{Exchanges: map[string]record.Exchange{}, Header: record.Header{
		Format: 1, Suite: "v1.0.0", Specs: "0123456789abcdef", Cases: "0123456789abcdef", Planned: cases, Target: "large", Start: time.Unix(1700000000, 0),
	}, Footer: record.Footer{Counts: map[finding.Outcome]int{}, Requests: 100, End: time.Unix(1700000002, 0)}}
	for i := range 100 {
		id := fmt.Sprintf("x%d", i)
		body := `{"RequestId":"` + id + `","Rows":[` + strings.Repeat(`{"Name":"doctest","Total":1494306532},`, 40) + `{"Name":"last","Total":null}]}`
		run.Exchanges[id] = record.Exchange{Kind: "exchange", ID: id, Millis: 1.5,
			Request:  record.Request{Method: "GET", URL: "http://127.0.0.1:8801/?Action=Describe&Version=2018-03-13&Name.1=doctest&n=" + id, Headers: map[string][]string{"Accept": {"*/*"}}},
			Response: &record.Response{Status: 200, Headers: map[string][]string{"Content-Type": {"application/json"}}, Body: body, Size: len(body)},
			Curl:     "curl -sS 'http://127.0.0.1:8801/?Action=Describe&Version=2018-03-13&Name.1=doctest&n=" + id + "'"}
	}
	sweep := make([]string, 100)
	for i := range sweep {
		sweep[i] = fmt.Sprintf("x%d", i)
	}
	for i := range cases {
		requirement := fmt.Sprintf("product%d/Operation%d/Parameter%d/keyword", i%2, i/2%4, i/8%400)
		v := record.Verdict{Kind: "verdict", ID: fmt.Sprintf("%s/variant-%d", requirement, i), Requirement: requirement, Operation: requirement[:strings.Index(requirement, "/Par")],
			Family: "keyword", Level: []contract.Level{"must", "should", "may"}[i/8%3], Profile: "contract", Outcome: "pass", Text: "A parameter that is one of some values: another is refused.",
			Expected: "a refusal of the request (any client error)", Received: `HTTP 400 with the error InvalidParameterValue (the value is none of those documented)`,
			Source: "003:33, 003:64", Location: "specs/tencent/mna/2021-01-19/GetFlowStatistic.yaml:86", Exchanges: []string{fmt.Sprintf("x%d", i%100)}}
		if i%9 == 0 {
			v.Exchanges = sweep
		}
		if i%failing == 0 {
			v.Outcome, v.Culprit, v.Received = "fail", v.Exchanges[0], "Rows[40]/Total is null, in the answer to GET Describe with Name=doctest"
		}
		run.Footer.Counts[v.Outcome]++
		run.Verdicts = append(run.Verdicts, v)
	}
	return run
}

// explained is as long as explanations are.
func explained(_ *record.Run, id string) string {
	return id + "\n" + strings.Repeat("  demand    a line of an explanation as they are, nearly a hundred columns wide\n", 14)
}

// BenchmarkFormats renders ten thousand cases. What counts: under two seconds,
// and under 200 MB in all.
func BenchmarkFormats(b *testing.B) {
	for _, failing := range []int{10, 1} {
		run := large(10_000, failing)
		for _, format := range report.Formats() {
			b.Run(fmt.Sprintf("%s/one-in-%d-fails", format, failing), func(b *testing.B) {
				for b.Loop() {
					if err := report.Write(io.Discard, report.Build([]*record.Run{run}, report.Knowledge{Explain: explained}), format, page.Layout{Width: 100}); err != nil {
						b.Fatal(err)
					}
				}
				var memory runtime.MemStats
				runtime.ReadMemStats(&memory)
				b.ReportMetric(float64(memory.HeapSys)/1e6, "MB-heap")
			})
		}
	}
}

// TestTenThousandCasesAreWritten: how fast is the benchmark's business.
func TestTenThousandCasesAreWritten(t *testing.T) {
	run := large(10_000, 10)
	for _, format := range report.Formats() {
		var size counter
		if err := report.Write(&size, report.Build([]*record.Run{run}, report.Knowledge{Explain: explained}), format, page.Layout{Width: 100}); err != nil {
			t.Fatal(err)
		}
		t.Logf("%-8s %6d kB", format, size/1000)
	}
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }
