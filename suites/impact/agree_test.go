package impact_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// What is predicted from a record is what a run under the other side finds: an
// emulator, right or wrong, is recorded under one side, judged again under the
// other one, and then really asked the other one's cases.
func TestPredictedFlipsAgreeWithARealRun(t *testing.T) {
	comparison := impact.Compare(only(t, "001"), only(t, "002"), nil, nil)
	for _, e := range emulators() {
		for _, sides := range [][2]string{{"001", "002"}, {"002", "001"}} {
			t.Run(fmt.Sprintf("%s recorded under %s", e.name, sides[0]), func(t *testing.T) {
				agree(t, comparison, serving(t, only(t, e.document), e.names...), sides)
			})
		}
	}
}

func agree(t *testing.T, comparison *impact.Comparison, handler http.Handler, sides [2]string) {
	t.Helper()
	past := recorded(t, only(t, sides[0]), handler, everything, words)
	target, err := comparison.Target("run.jsonl", past)
	check(t, err)
	real := asked(t, only(t, sides[1]), handler)
	predicted, found := []string{}, turned(past, real, target.Unasked)
	before, after := target.Old, target.New
	for _, f := range target.Flips {
		from, to := f.From, f.To
		if target.Recorded == impact.NewSide {
			from, to = to, from
		}
		predicted = append(predicted, line(f.Case, from, to))
	}
	if target.Recorded == impact.NewSide {
		before, after = after, before
	}
	slices.Sort(predicted)
	if !slices.Equal(predicted, found) {
		t.Errorf("predicted from the record:\n%q\nfound by asking:\n%q", predicted, found)
	}
	if want := tally(real, target.Unasked); after != want {
		t.Errorf("predicted from the record: %+v; found by asking: %+v", after, want)
	}
	if counts := past.Footer.Counts; before.Fail != counts["fail"] || before.Pass != counts["pass"] || before.Skip != counts["skip"] {
		t.Errorf("the record has %v; counted are %+v", counts, before)
	}
	if len(target.Unasked) > 10 { // a comparison that fails on one side only needs to be asked a second time
		t.Errorf("%d cases need requests that the record does not hold: %q", len(target.Unasked), target.Unasked)
	}
}

// emulated is an emulator of one of the two documents, with what is wrong or
// unusual about it.
type emulated struct {
	name, document string
	names          []string
}

// emulators are some of each kind. What a target answers now one way and now
// another is left out: two runs of it do not agree either.
func emulators() []emulated {
	return []emulated{
		{"as 001 says", "001", nil},
		{"as 002 says", "002", nil},
		{"statistics in lower case", "001", []string{online + "/statistics-key=lower-case"}},
		{"a bare list", "002", []string{online + "/user-statistics-nesting=array"}},
		{"commas separate names", "002", []string{online + "/names-encoding=commas"}},
		{"commas separate names by post", "002", []string{"splits-commas-by-post@DescribeUserOnlineClientStatistics/names-encoding"}},
		{"users without data left out", "002", []string{"users-without-data-left-out"}},
		{"no names are accepted", "001", []string{"accepts-empty@DescribeUserOnlineClientStatistics/UserNames"}},
		{"another code", "001", []string{"answers-other-code@DescribeUserOnlineClientStatistics/ClientUser.NameEmpty"}},
		{"another limit", "002", []string{"limit-is-25@DescribeUserOnlineClientStatistics/UserNames"}},
		{"bodies cut short", "002", []string{"cuts-body-short@DescribeUserOnlineClientStatistics"}},
		{"no XML", "002", []string{"refuses-format@DescribeUserOnlineClientStatistics/xml"}},
		{"a part of the rows dropped", "001", []string{"drops-a-row-of-several@DescribeUserOnlineClientStatistics/several-are-each"}},
	}
}

// asked really asks.
func asked(t *testing.T, operations []*contract.Operation, handler http.Handler) map[string]run.Decided {
	t.Helper()
	verdicts, err := run.Against(t.Context(), handler, run.Embedding{Operations: operations, Selection: everything, Keys: keys})
	check(t, err)
	out := map[string]run.Decided{}
	for _, d := range verdicts {
		out[d.Case.ID] = d
	}
	return out
}

// turned lists the cases that fail in the record or in a real run and not in
// both, or at another level; those that the record cannot decide are left out.
func turned(past *record.Run, real map[string]run.Decided, unasked []string) []string {
	out := []string{}
	before := map[string]record.Verdict{}
	for _, v := range past.Verdicts {
		before[v.ID] = v
	}
	for id := range real {
		if _, ok := before[id]; !ok {
			before[id] = record.Verdict{}
		}
	}
	for id, was := range before {
		is := real[id]
		grades := [2]string{grade(was.Outcome, was.Level), grade(is.Outcome, is.Case.Level)}
		if grades[0] != grades[1] && !slices.Contains(unasked, id) {
			out = append(out, line(id, was.Outcome, is.Outcome))
		}
	}
	slices.Sort(out)
	return out
}

// grade tells failures that break the contract from those that are worth knowing.
func grade(outcome finding.Outcome, level contract.Level) string {
	switch {
	case outcome != "fail":
		return "no failure"
	case level == "may":
		return "worth knowing"
	}
	return "broken"
}

// tally counts what really came.
func tally(real map[string]run.Decided, unasked []string) impact.Tally {
	out := impact.Tally{Conforms: true}
	for id, d := range real {
		if slices.Contains(unasked, id) {
			continue
		}
		switch d.Outcome {
		case finding.Pass:
			out.Pass++
		case finding.Fail:
			out.Fail++
		case finding.Skip:
			out.Skip++
		case finding.Error:
			out.Error++
		}
		out.Conforms = out.Conforms && (d.Outcome != finding.Fail || d.Case.Level == contract.May)
	}
	return out
}

func line(id string, was, is finding.Outcome) string {
	return fmt.Sprintf("%s: %q becomes %q", id, was, is)
}
