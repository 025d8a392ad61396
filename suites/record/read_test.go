package record_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

func TestAFileThatIsNoWholeRecordIsNamedWithItsLine(t *testing.T) {
	whole := small(t)
	lines := strings.SplitAfter(whole, "\n")
	header, exchange, verdict, footer := lines[0], lines[1], lines[2], lines[3]
	change := func(line, old, by string) string {
		if !strings.Contains(line, old) {
			t.Fatalf("no %s in %s", old, line)
		}
		return strings.Replace(line, old, by, 1)
	}
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "r.jsonl:1: not a record: the file is empty"},
		{"no record", "hello\n", "r.jsonl:1: not a line of a record"},
		{"another JSON", "{\"a\":1}\n", "r.jsonl:1: not a record: the first line is no header"},
		{"a list", "[1,2]\n", "r.jsonl:1: not a line of a record"},
		{"no header", verdict + footer, "r.jsonl:1: not a record: the first line is no header"},
		{"two headers", header + header, "r.jsonl:2: a second header"},
		{"another format", change(header, `"format":2`, `"format":3,"moon":1`), "r.jsonl:1: record format 3; this suite reads 1 to 2"},
		{"no suite", change(header, `"suite":"devel",`, ``), "r.jsonl:1: suite is missing or empty"},
		{"no footer", header + exchange + verdict, "r.jsonl:3: the record has no footer: the run did not finish"},
		{"truncated in the header", header[:40], "r.jsonl:1: the record breaks off in the middle of this line"},
		{"truncated in a verdict", whole[:len(header)+len(exchange)+40], "r.jsonl:3: the record breaks off in the middle of this line"},
		{"truncated in the footer", whole[:len(whole)-3], "r.jsonl:4: the record breaks off in the middle of this line"},
		{"broken in the middle", header + exchange[:40] + "\n" + verdict + footer, "r.jsonl:2: not a line of a record"},
		{"an empty line", header + "\n" + exchange + verdict + footer, "r.jsonl:2: not a line of a record"},
		{"twice a verdict", header + exchange + verdict + verdict + footer, "r.jsonl:4: a second verdict on "},
		{"twice an exchange", header + exchange + exchange + verdict + footer, "r.jsonl:3: a second exchange x7; the first stands in line 2"},
		{"no exchange", header + verdict + footer, "r.jsonl:2: smartag/DescribeUserFlowStatistics/"},
		{"a wrong culprit", header + exchange + change(verdict, `"culprit":"x7"`, `"culprit":"x8"`) + footer, "r.jsonl:3: the culprit x8 of "},
		{"neither answer nor failure", header + change(exchange, `"response"`, `"failure":"closed","response"`), "r.jsonl:2: exchange x7 has not either"},
		{"an odd outcome", header + exchange + change(verdict, `"outcome":"fail"`, `"outcome":"green"`) + footer, `r.jsonl:3: outcome "green" of `},
		{"an odd level", header + exchange + change(verdict, `"level":"must"`, `"level":"MAY"`) + footer, `r.jsonl:3: level "MAY" of `},
		{"a deviation of nothing", header + exchange + change(verdict, `"outcome":"fail"`, `"outcome":"deviation"`) + footer, "r.jsonl:3: "},
		{"after the end", whole + verdict, "r.jsonl:5: a line after the footer"},
		{"two records", whole + whole, "r.jsonl:5: a line after the footer"},
		{"too few", header + exchange + change(footer, `"fail":1`, ``), "r.jsonl:3: the header announces 1 cases, the record has 0"},
		{"wrong counts", header + exchange + verdict + change(footer, `"fail":1`, `"fail":2`), "r.jsonl:4: the footer counts 2 of fail, the record has 1"},
		{"counts left out", header + exchange + verdict + change(footer, `"fail":1`, `"pass":0`), "r.jsonl:4: the footer counts 0 of fail, the record has 1"},
		{"requests left out", header + exchange + verdict + change(footer, `"requests":1`, `"requests":0`), "r.jsonl:4: the footer counts 0 requests and 0 repeats, the exchanges have 1 and 0"},
		{"a green footer", header + exchange + verdict + change(footer, `"exitStatus":1`, `"exitStatus":0`), "r.jsonl:4: the footer has exit status 0, its verdicts make it 1"},
		{"unknown kind", header + `{"kind":"moon"}`, `r.jsonl:2: kind "moon" is not header, exchange, verdict or footer`},
		{"unknown key", header + `{"kind":"footer","moon":1}`, `r.jsonl:2: json: unknown field "moon"`},
		{"a line without end", header + strings.Repeat("x", 65<<20), "r.jsonl:2: not a record: the line is longer than 64 MB"},
	} {
		run, err := record.Read("r.jsonl", strings.NewReader(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || run != nil {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// No part of a record is read as a record: wherever it is cut, but for the last
// line end, there is an error.
func TestEveryCutIsSeen(t *testing.T) {
	whole := small(t)
	for n := range len(whole) - 1 {
		if _, err := record.Read("r.jsonl", strings.NewReader(whole[:n])); err == nil {
			t.Fatalf("a record cut after %d of %d bytes is read", n, len(whole))
		}
	}
}

// What a run wrote that was ended is read up to where it ended, and says so.
func TestAnUnfinishedRecordIsReadSoFar(t *testing.T) {
	whole := small(t)
	header := strings.IndexByte(whole, '\n') + 1
	body := strings.LastIndexByte(whole[:len(whole)-1], '\n') + 1 // without the footer
	for n := range len(whole) - 1 {
		run, err := record.ReadSoFar("r.jsonl", strings.NewReader(whole[:n]))
		switch {
		case n < header-1 && err == nil:
			t.Fatalf("a record without a header, cut after %d bytes, is read", n)
		case n >= header && (err != nil || !run.Unfinished || run.Footer.ExitStatus != 3):
			t.Fatalf("a record cut after %d bytes: %v", n, err)
		case n >= body && (len(run.Verdicts) != 1 || run.Footer.Counts[finding.Fail] != 1 || run.Footer.Requests != 1):
			t.Fatalf("a record cut after %d bytes lacks what was decided: %+v", n, run.Footer)
		}
	}
	if run, err := record.ReadSoFar("r.jsonl", strings.NewReader(whole)); err != nil || run.Unfinished {
		t.Errorf("a whole record is called unfinished: %v", err)
	}
}

func FuzzReadOnlyReadsWhatAddsUp(f *testing.F) {
	f.Add([]byte(`{"kind":"header","format":1,"suite":"s","specs":"a","cases":"b","planned":1,"target":"t","configuration":{},"start":"2026-01-01T00:00:00Z"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		run, err := record.Read("r", bytes.NewReader(text))
		if (run == nil) == (err == nil) {
			t.Errorf("run %v and error %v", run, err)
		}
	})
}

// gated writes a record of one accepted failure and one that is new.
func gated(t *testing.T, problems []record.Problem, status int) string {
	t.Helper()
	v := record.Verdict{Requirement: "p/Op/a", Operation: "p/Op", Family: "enum", Level: "must", Profile: "contract",
		Expected: "this", Received: "<that>", Text: "A demand.", Source: "000:1", Location: "specs/x.yaml:1", Exchanges: []string{}}
	known, fresh := v, v
	known.ID, known.Outcome = "p/Op/a/known", "deviation"
	known.Accepted = &record.Accepted{Outcome: "fail", Reason: "it is so", Place: "b.yaml:3"}
	fresh.ID, fresh.Outcome, fresh.New = "p/Op/a/new", "fail", true
	var out bytes.Buffer
	w := record.NewWriter(&out)
	for _, err := range []error{
		w.Header(record.Header{Suite: "v1", Specs: digest, Cases: digest, Planned: 2, Target: "t", Configuration: map[string]string{}, Start: time.Unix(0, 0)}),
		w.Verdict(known), w.Verdict(fresh),
		w.Footer(record.Footer{Counts: map[finding.Outcome]int{"fail": 1, "deviation": 1}, End: time.Unix(1, 0), ExitStatus: status,
			Baseline: &record.Baseline{File: "b.yaml", Problems: problems}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func TestARecordWithABaseline(t *testing.T) {
	stale := []record.Problem{{Place: "b.yaml:9", Text: "passes now"}}
	for _, c := range []struct {
		name     string
		problems []record.Problem
		status   int
		ok       bool
	}{
		{"accepted and new failures do not count", []record.Problem{}, 0, true},
		{"a stale entry does", stale, 4, true},
		{"a stale entry is not left out", stale, 0, false},
		{"nor invented", []record.Problem{}, 4, false},
	} {
		run, err := record.Read("r.jsonl", strings.NewReader(gated(t, c.problems, c.status)))
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.ok && (run.Verdicts[0].Accepted.Reason != "it is so" || !run.Verdicts[1].New) {
			t.Errorf("%s: read %+v", c.name, run.Verdicts)
		}
	}
	text := gated(t, stale, 4)
	if !strings.Contains(text, "<that>") {
		t.Errorf("a record is not escaped for HTML:\n%s", text)
	}
	schema, err := jsonschema.NewCompiler().Compile("record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text) {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%v\n%s", err, line)
		}
	}
}

func TestStatus(t *testing.T) {
	v := func(outcome finding.Outcome, level contract.Level) record.Verdict {
		return record.Verdict{Outcome: outcome, Level: level}
	}
	skipped := v("deviation", "must")
	skipped.Accepted = &record.Accepted{Outcome: "skip"}
	for _, c := range []struct {
		name     string
		verdicts []record.Verdict
		want     int
	}{
		{"nothing", nil, 3},
		{"all pass", []record.Verdict{v("pass", "must"), v("skip", "must")}, 0},
		{"a may fails", []record.Verdict{v("fail", "may")}, 0},
		{"a should fails", []record.Verdict{v("pass", "must"), v("fail", "should")}, 1},
		{"an error hides failures", []record.Verdict{v("fail", "must"), v("error", "must")}, 3},
		{"all is skipped", []record.Verdict{v("skip", "must"), skipped}, 3},
	} {
		if got := record.Status(c.verdicts); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestOfSuite(t *testing.T) {
	run := &record.Run{Header: record.Header{Suite: "v1.0.0"}}
	if err := run.OfSuite("r.jsonl", "v1.0.0"); err != nil {
		t.Error(err)
	}
	const want = "r.jsonl:1: the record is of suite v1.0.0, wanted is v2.0.0; run it again with that version"
	if err := run.OfSuite("r.jsonl", "v2.0.0"); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
