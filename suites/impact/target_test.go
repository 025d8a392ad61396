package impact_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// The standing example: who writes statistics in lower case was right under 001
// and is wrong under 002.
func TestLowerCaseStatisticsAreGreenUnder001AndRedUnder002(t *testing.T) {
	past := recorded(t, only(t, "001"), serving(t, only(t, "001"), online+"/statistics-key=lower-case"), run.Selection{Level: contract.Should}, nil)
	target, err := compared(t).Target("cloudemu.jsonl", past)
	check(t, err)
	if !target.Old.Conforms || target.New.Conforms || target.Recorded != impact.OldSide || target.Record != "cloudemu.jsonl" || target.Name != "handler" {
		t.Errorf("judged are %+v", target)
	}
	if len(target.Flips) != 1 {
		t.Fatalf("%d verdicts flip: %+v", len(target.Flips), target.Flips)
	}
	f := target.Flips[0]
	if f.Case != online+"/readings/statistics-key/current" || f.Level != contract.Should || f.From != "" || f.To != finding.Fail || !f.Red() {
		t.Errorf("the flip is %+v", f)
	}
	if !strings.Contains(f.Received, "statistics") || f.Expected == "" || f.Text == "" || !strings.Contains(f.Source, "002:") {
		t.Errorf("the flip does not say what is wanted, what came and who says so: %+v", f)
	}
	if len(f.By) != 1 || !strings.Contains(f.By[0], "UserStatistics/Statistics") {
		t.Errorf("the flip is made by %q", f.By)
	}
}

func TestTheEmulatorOf002StaysGreenBothWays(t *testing.T) {
	for _, side := range []string{"001", "002"} {
		past := recorded(t, only(t, side), serving(t, only(t, "002")), everything, words)
		target, err := compared(t).Target("run.jsonl", past)
		check(t, err)
		for _, f := range target.Flips {
			if f.Red() {
				t.Errorf("recorded under %s, it turns red: %+v", side, f)
			}
		}
		if !target.Old.Conforms || !target.New.Conforms {
			t.Errorf("recorded under %s: %+v and %+v", side, target.Old, target.New)
		}
	}
}

// between gives a comparison of an operation and an edit of it, which is its one
// change.
func between(t testing.TB, old, new *contract.Operation) *impact.Comparison {
	t.Helper()
	return impact.Compare([]*contract.Operation{old}, []*contract.Operation{new}, []revision.Change{change("the/edit", "there", revision.BreaksCallers)},
		func(...revision.Change) (*contract.Operation, error) { return new, nil })
}

// A change may flip the verdicts of cases that ask the same as before, because
// it lets an answer be read in another way.
func TestAFlipOfACaseThatAsksTheSameHasItsChangeToo(t *testing.T) {
	new := only(t, "002")[0]
	old := edited(t, new, func(o *contract.Operation) {
		set, _ := o.Reading("response/UserStatistics/Statistics", contract.KeyAspect)
		set.Readings = set.Readings[:1]
	})
	comparison := between(t, old, new)
	past := recorded(t, []*contract.Operation{old}, serving(t, []*contract.Operation{new}, online+"/statistics-key=lower-case"), everything, words)
	target, err := comparison.Target("run.jsonl", past)
	check(t, err)
	unlisted := 0
	for _, f := range target.Flips {
		if !slices.Equal(f.By, []string{"the/edit there"}) {
			t.Errorf("%s flips from %q to %q by %q", f.Case, f.From, f.To, f.By)
		}
		if !slices.Contains(comparison.Changes[0].Cases.All(), f.Case) {
			unlisted++
		}
	}
	if len(target.Flips) == 0 || unlisted == 0 {
		t.Errorf("%d flips, %d of cases that ask the same", len(target.Flips), unlisted)
	}
}

// What was worth knowing becomes a demand: that is a flip though it failed
// before, whether or not the run asked it.
func TestAFailureThatBecomesADemandIsAFlip(t *testing.T) {
	new := only(t, "002")[0]
	old := edited(t, new, func(o *contract.Operation) {
		names(o).Levels = map[contract.Keyword]contract.Level{contract.MaxItems: contract.May}
	})
	handler := serving(t, []*contract.Operation{new}, "limit-is-25@DescribeUserOnlineClientStatistics/UserNames")
	const id = online + "/UserNames/maxItems/at-limit"
	for _, level := range []contract.Level{contract.May, contract.Should} {
		past := recorded(t, []*contract.Operation{old}, handler, run.Selection{Level: level}, map[string]string{"level": string(level)})
		target, err := between(t, old, new).Target("run.jsonl", past)
		check(t, err)
		i := slices.IndexFunc(target.Flips, func(f impact.Flip) bool { return f.Case == id })
		if i < 0 {
			t.Fatalf("a run at level %s: %s is no flip; there are %+v", level, id, target.Flips)
		}
		if f := target.Flips[i]; f.From != finding.Fail || f.To != finding.Fail || f.Was != contract.May || f.Level != contract.Must || !f.Red() {
			t.Errorf("a run at level %s: %+v", level, f)
		}
		if counts := past.Footer.Counts; target.Old.Fail != counts["fail"] || target.Old.Pass != counts["pass"] {
			t.Errorf("a run at level %s: the record has %v, counted are %+v", level, counts, target.Old)
		}
	}
}

// Only what a run was limited to is judged again; what else is altered is named.
func TestALimitedRunIsJudgedWithinItsLimits(t *testing.T) {
	limits := run.Selection{Level: contract.Should, Prefixes: []string{online + "/UserNames", online + "/readings"}}
	past := recorded(t, only(t, "001"), serving(t, only(t, "001")), limits, map[string]string{"select": strings.Join(limits.Prefixes, ",")})
	target, err := compared(t).Target("run.jsonl", past)
	check(t, err)
	within := map[string]bool{}
	for _, c := range limits.Cases(only(t, "002"), past.Header.CaseAccounts()) {
		within[c.ID] = true
	}
	got, beyond := target.New.Pass+target.New.Fail+target.New.Skip+target.New.Error, 0
	for _, id := range target.Unasked {
		if within[id] {
			got++
		} else {
			beyond++
		}
	}
	if got != len(within) || beyond == 0 {
		t.Errorf("%d cases are judged or named as unasked, and %d beyond; under 002 the run asks %d", got, beyond, len(within))
	}
}

// A run may have left out cases that it was not limited to, as Ginkgo's filters
// do: then they are left out under the other side too.
func TestCasesThatAFilterLeftOutAreNotJudged(t *testing.T) {
	past := recorded(t, only(t, "001"), serving(t, only(t, "001")), everything, words)
	past.Verdicts = slices.DeleteFunc(past.Verdicts, func(v record.Verdict) bool { return !strings.Contains(v.ID, "/RegionId/") })
	target, err := compared(t).Target("run.jsonl", past)
	check(t, err)
	added := len(impact.Between(only(t, "001"), only(t, "002")).Added)
	if target.New.Pass > target.Old.Pass+added || target.Old.Pass == 0 {
		t.Errorf("of %+v under the old side %+v are judged under the new one", target.Old, target.New)
	}
}

func TestWhatABaselineAcceptsStillFails(t *testing.T) {
	past := recorded(t, only(t, "001"), serving(t, only(t, "001"), "limit-is-25@DescribeUserOnlineClientStatistics/UserNames"), everything, words)
	for i, v := range past.Verdicts {
		if v.Outcome == "fail" {
			past.Verdicts[i].Outcome, past.Verdicts[i].Accepted = "deviation", &record.Accepted{Outcome: "fail", Reason: "known"}
		}
	}
	target, err := compared(t).Target("run.jsonl", past)
	check(t, err)
	if target.Old.Fail == 0 || target.Old.Conforms || slices.ContainsFunc(target.Flips, func(f impact.Flip) bool { return strings.Contains(f.Case, "maxItems") }) {
		t.Errorf("under the old side %+v, and these flip: %+v", target.Old, target.Flips)
	}
}

func TestARecordThatCannotBeJudgedAgainIsNamed(t *testing.T) {
	whole := recorded(t, under(t, "001"), serving(t, under(t, "001")), run.Selection{Level: contract.Should}, nil)
	flow := "mna/GetFlowStatistic"
	for _, row := range []struct {
		name  string
		spoil func(*record.Run)
		want  string
	}{
		{"an older record", func(r *record.Run) { r.Header.Operations = nil },
			"run.jsonl:1: the record does not say what its cases were made from; run it again with this plumb"},
		{"no accounts", func(r *record.Run) { r.Header.Accounts = nil },
			"run.jsonl:1: the record does not say what its cases were made from; run it again with this plumb"},
		{"an odd level", func(r *record.Run) { r.Header.Configuration = map[string]string{"level": "MAY"} }, `run.jsonl:1: level "MAY" is not`},
		{"an odd profile", func(r *record.Run) { r.Header.Configuration = map[string]string{"profile": "moon"} }, `run.jsonl:1: profile "moon" is not`},
		{"other specs", func(r *record.Run) { r.Header.Operations[online] = "0123456789abcdef" },
			"run.jsonl: a record of other specs: " + online + " is as on neither side; run it again under one of them"},
		{"other operations", func(r *record.Run) { r.Header.Operations = map[string]string{"moon/Land": "0123456789abcdef"} },
			"run.jsonl: a record of other specs: it is about none of the operations that are compared"},
		{"both sides", func(r *record.Run) { r.Header.Operations[flow] = run.Digest(changed(t, flow)) },
			fmt.Sprintf("run.jsonl: a record of other specs: %s is as on the old side, %s as on the new one", online, flow)},
		{"cases of another suite", func(r *record.Run) { r.Verdicts[0].ID = online + "/moon" },
			"run.jsonl: the record has a verdict on " + online + "/moon, which this plumb does not ask; run it again with this plumb"},
		{"a body that is no base64", func(r *record.Run) {
			for id, x := range r.Exchanges {
				x.Response = &record.Response{Status: 200, Encoding: "base64", Body: "?"}
				r.Exchanges[id] = x
			}
		}, "run.jsonl: the body of the response of x0 is not base64"},
	} {
		t.Run(row.name, func(t *testing.T) {
			past := *whole
			past.Header.Operations, past.Exchanges = maps.Clone(whole.Header.Operations), maps.Clone(whole.Exchanges)
			past.Verdicts = slices.Clone(whole.Verdicts)
			row.spoil(&past)
			new := append(slices.DeleteFunc(under(t, "002"), func(o *contract.Operation) bool { return o.Key() == flow }), changed(t, flow))
			_, err := impact.Compare(under(t, "001"), new, nil, nil).Target("run.jsonl", &past)
			if err == nil || !strings.HasPrefix(err.Error(), row.want) {
				t.Errorf("%v, want %s", err, row.want)
			}
		})
	}
}

// changed gives an operation with other words in it.
func changed(t testing.TB, key string) *contract.Operation {
	t.Helper()
	for _, o := range under(t, "002") {
		if o.Key() == key {
			return edited(t, o, otherSummary)
		}
	}
	t.Fatalf("there is no operation %s", key)
	return nil
}

// A record of another version of the suite is judged anew on both sides, which gives the
// same of a record whose cases this version asks.
func TestARecordOfAnotherSuiteIsJudgedAnew(t *testing.T) {
	past := recorded(t, under(t, "001"), serving(t, under(t, "001")), run.Selection{Level: contract.Should}, nil)
	comparison := impact.Compare(under(t, "001"), under(t, "002"), nil, nil)
	want, err := comparison.Target("run.jsonl", past)
	check(t, err)
	past.Header.Suite = "v0.0.1"
	past.Verdicts = append(slices.Clone(past.Verdicts), record.Verdict{ID: online + "/moon", Outcome: "pass"}) // not asked any more
	got, err := comparison.Target("run.jsonl", past)
	check(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("want %+v, got %+v", want, got)
	}
}

// What an altered case asks is undecided by a record that was told to ask less.
func TestWhatARecordDidNotAskIsUndecided(t *testing.T) {
	past := recorded(t, under(t, "001"), serving(t, under(t, "001")), run.Selection{Level: contract.Should, Prefixes: []string{online + "/RegionId"}}, map[string]string{"select": online + "/RegionId"})
	target, err := impact.Compare(under(t, "001"), under(t, "002"), nil, nil).Target("run.jsonl", past)
	check(t, err)
	if len(target.Flips) > 0 || !slices.Contains(target.Unasked, online+"/response/UserStatistics/type/in-json") {
		t.Errorf("want the altered cases undecided, got %q, flips %v", target.Unasked, target.Flips)
	}
}
