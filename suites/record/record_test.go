package record_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/wire"
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
	v := judge.Verdict{Case: c, Outcome: finding.Fail, Expected: "this", Received: "that", Culprit: 0}
	var out bytes.Buffer
	w := record.NewWriter(&out)
	for _, err := range []error{
		w.Header(record.Header{Suite: "devel", Specs: digest, Cases: digest, Planned: 1, Target: "t", Configuration: map[string]string{}, Start: time.Unix(0, 0)}),
		w.Exchange(record.FromExchange(7, x, "http://t")),
		w.Verdict(record.FromVerdict(v, []int{7})),
		w.Footer(record.Footer{Counts: map[string]int{"fail": 1}, Requests: 1, End: time.Unix(1, 0), ExitStatus: 1}),
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
