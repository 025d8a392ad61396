package record_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
)

const digest = "0123456789abcdef"

// small writes a whole record of one failing case.
func small(t *testing.T) string {
	t.Helper()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c := probe.Cases(operations, nil)[0]
	x := &wire.Exchange{Request: c.Requests[0], Status: 200, Body: []byte{0xff, 0xfe}, Took: time.Millisecond,
		Sent: wire.Sent{Method: "GET", URL: "http://t/"}}
	v := judge.Verdict{Case: c, Outcome: finding.Fail, Expected: "this", Received: "that", Culprit: 0,
		Findings: []finding.Finding{{Kind: finding.Overflows, Path: "A/B[0]", Place: answer.Place{Start: 1, End: 2}, Got: "1e999", Count: 1, Of: 1}, {Kind: finding.LimitAt, Count: 20}}}
	var out bytes.Buffer
	w := record.NewWriter(&out)
	for _, err := range []error{
		w.Header(record.Header{Suite: "devel", Specs: digest, Cases: digest, Planned: 1, Target: "t", Configuration: map[string]string{}, Start: time.Unix(0, 0)}),
		w.Exchange(record.FromExchange(7, x, "http://t")),
		w.Verdict(record.FromVerdict(v, []int{7})),
		w.Footer(record.Footer{Counts: map[finding.Outcome]int{"fail": 1}, Requests: 1, End: time.Unix(1, 0), ExitStatus: 1}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	run, err := record.Read("r.jsonl", strings.NewReader(small(t)))
	if err != nil {
		t.Fatal(err)
	}
	v := run.Verdicts[0]
	if v.Culprit != "x7" || v.Outcome != "fail" || run.Exchanges["x7"].Response.Encoding != "base64" || run.Footer.ExitStatus != 1 {
		t.Errorf("read %+v", run)
	}
	if f := v.Findings; len(f) != 2 || f[0].Exchange != "x7" || f[0].Place.End != 2 || f[0].Path != "A/B[0]" || f[1].Exchange != "" || f[1].Count != 20 {
		t.Errorf("read the findings %+v", f)
	}
}

// The record was written by a suite whose verdicts had no findings.
func TestFormat1IsRead(t *testing.T) {
	file, err := os.Open("testdata/format-1.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	run, err := record.Read("format-1.jsonl", file)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for _, v := range run.Verdicts {
		if f, exchange, ok := v.Decisive(func(string) bool { return false }); ok || v.Outcome == finding.Fail && exchange == "" {
			t.Errorf("%s was decided by %+v in %q", v.ID, f, exchange)
		}
		if v.Outcome == finding.Fail {
			failed++
		}
	}
	if run.Header.Format != 1 || len(run.Verdicts) != 27 || failed != 1 {
		t.Errorf("read a record of format %d with %d verdicts, %d of them failures", run.Header.Format, len(run.Verdicts), failed)
	}
}

func TestWhatIsWrittenConformsToTheSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(line string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for line := range strings.Lines(small(t)) {
		if err := valid(line); err != nil {
			t.Errorf("%v\n%s", err, line)
		}
	}
	for _, wrong := range []string{
		`{}`, `[]`, `{"kind":"moon"}`, `{"kind":"footer"}`,
		`{"kind":"footer","counts":{"passed":1},"requests":1,"repeats":0,"end":"2026-01-01T00:00:00Z","exitStatus":0}`,
		strings.Replace(strings.SplitAfter(small(t), "\n")[2], `"received":"that",`, "", 1),
		strings.Replace(strings.SplitAfter(small(t), "\n")[1], `"response"`, `"answer"`, 1),
	} {
		if valid(wrong) == nil {
			t.Errorf("the schema allows %s", wrong)
		}
	}
}
