package summary_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/summary"
)

func verdict(requirement, variant string, level contract.Level, outcome finding.Outcome, received string) summary.Verdict {
	return summary.Verdict{Curl: "curl -sS 'http://t/'", Verdict: record.Verdict{
		ID: requirement + "/" + variant, Requirement: requirement, Operation: "p/Op", Family: "enum", Level: level, Outcome: outcome,
		Text: "A demand.", Expected: "this", Received: received, Reason: map[bool]string{true: "no way"}[outcome == "skip" || outcome == "error"],
		Source: "000:1", Location: "specs/x.yaml:1",
	}}
}

// taking is the result of a finished run with some verdicts.
func taking(verdicts ...summary.Verdict) *summary.Result {
	r := &summary.Result{Finished: true}
	for _, v := range verdicts {
		r.Take(v)
	}
	return r
}

func written(r *summary.Result, quiet bool) string {
	var out bytes.Buffer
	summary.Write(&out, r, summary.Layout{Width: 100, Quiet: quiet})
	return out.String()
}

func TestStatus(t *testing.T) {
	must, may := contract.Must, contract.May
	for _, c := range []struct {
		name     string
		verdicts []summary.Verdict
		want     exit.Status
	}{
		{"all pass", []summary.Verdict{verdict("r", "a", must, "pass", "")}, exit.Conforms},
		{"a must fails", []summary.Verdict{verdict("r", "a", must, "fail", "x"), verdict("r", "b", must, "pass", "")}, exit.Differs},
		{"a should fails", []summary.Verdict{verdict("r", "a", "should", "fail", "x")}, exit.Differs},
		{"a may fails", []summary.Verdict{verdict("r", "a", may, "fail", "x")}, exit.Conforms},
		{"an error beside a failure", []summary.Verdict{verdict("r", "a", must, "fail", "x"), verdict("s", "a", must, "error", "")}, exit.Unfinished},
		{"nothing could be asked", []summary.Verdict{verdict("r", "a", must, "skip", "")}, exit.Unfinished},
	} {
		if got := taking(c.verdicts...).Status(); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestSectionsStandByLevel(t *testing.T) {
	text := written(taking(
		verdict("p/Op/c", "x", "may", "fail", "1"), verdict("p/Op/b", "x", "should", "fail", "2"),
		verdict("p/Op/a", "weak", "should", "fail", "3"), verdict("p/Op/a", "strong", "must", "fail", "4"),
	), false)
	last := -1
	for _, want := range []string{
		"must: 1 requirement broken", "✗ p/Op/a/strong  and 1 more variant", "should: 1 requirement broken", "✗ p/Op/b/x",
		"may: 1 requirement broken", "· p/Op/c/x", "plumb explain p/Op/a/strong  # says",
		"does not conform: 2 requirements broken (1 must, 1 should); 1 more worth knowing",
	} {
		at := strings.Index(text, want)
		if at <= last {
			t.Errorf("%q is not there, or in the wrong place, in\n%s", want, text)
		}
		last = at
	}
}

func TestManyFailuresStayReadable(t *testing.T) {
	var same, each summary.Result
	for i := range 200 {
		requirement := fmt.Sprintf("p/Op/%03d", i)
		same.Take(verdict(requirement, "x", "must", "fail", "HTTP 500: oops"))
		each.Take(verdict(requirement, "x", "must", "fail", fmt.Sprintf("answer %d", i)))
	}
	for _, c := range []struct {
		result summary.Result
		want   string
	}{{same, "the same answer breaks 199 more requirements:"}, {each, "and 192 more requirements broken: plumb run --select"}} {
		text := written(&c.result, true)
		if lines := strings.Count(text, "\n"); lines > 80 || !strings.Contains(text, c.want) {
			t.Errorf("%d lines, want few, and %q in\n%s", lines, c.want, text)
		}
	}
}

func TestLinesAreNotTooLong(t *testing.T) {
	long := verdict("p/Op/a", "x", "must", "fail", strings.Repeat(`{"key":"value"}`, 40))
	long.Text, long.Curl = strings.Repeat("many words ", 60), ""
	for line := range strings.Lines(written(taking(long), false)) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

func TestReadingsThatClientsFeel(t *testing.T) {
	coherent := verdict("p/Op/readings/kind", "coherent", "must", "pass", "")
	coherent.Family, coherent.Reading = "readings", "kind=number"
	op := &contract.Operation{Product: "p", Name: "Op", Readings: []contract.ReadingSet{
		{ID: "kind", Readings: []contract.Reading{{ID: "number", Clients: "some client fails"}}},
	}}
	r := taking(coherent)
	r.Operations = []*contract.Operation{op}
	text := written(r, false)
	if !strings.Contains(text, "  reads kind as number: some client fails\n  p/Op\n") {
		t.Errorf("no reading in\n%s", text)
	}
}

func TestFewReadingsAreListed(t *testing.T) {
	op := &contract.Operation{Product: "p", Name: "Op"}
	var all []summary.Verdict
	for i := range 9 {
		id := fmt.Sprintf("kind%d", i)
		v := verdict("p/Op/readings/"+id, "coherent", "must", "pass", "")
		v.Family, v.Reading = "readings", id+"=number"
		all = append(all, v)
		op.Readings = append(op.Readings, contract.ReadingSet{ID: id, Readings: []contract.Reading{{ID: "number", Clients: "some client fails"}}})
	}
	r := taking(all...)
	r.Operations = []*contract.Operation{op}
	if text := written(r, false); strings.Count(text, "reads kind") != 6 || !strings.Contains(text, "  and 3 more readings\n") {
		t.Errorf("not six and the rest counted in\n%s", text)
	}
	if r.Status() != 0 {
		t.Error("a reading weighs on the verdict")
	}
}
