package run_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
)

// written carries out a plan against an emulator and gives its record, and the
// plan.
func written(t *testing.T, word string, prefixes ...string) (*record.Run, run.Plan) {
	t.Helper()
	tested := through(t, word, nil)
	plan := planned(t, tested, prefixes...)
	header := plan.Header(operations(t), word, nil)
	header.Accounts = run.Accounts(tested)
	var out bytes.Buffer
	failing(t, run.Begin(tested, run.Options{}).Record(t.Context(), plan, header, "http://t", &out))
	past, err := record.Read("r.jsonl", &out)
	failing(t, err)
	return past, plan
}

func failing(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answered decides cases from a record, by id.
func answered(t *testing.T, past *record.Run, cases []probe.Case) map[string]run.Decided {
	t.Helper()
	session, err := run.Recorded(past, cases)
	failing(t, err)
	out := map[string]run.Decided{}
	for _, c := range cases {
		d, ok := session.Decide(t.Context(), c)
		if !ok {
			t.Fatalf("%s is not decided", c.ID)
		}
		out[c.ID] = d
	}
	return out
}

const flow = "smartag/DescribeUserFlowStatistics/"

// Without the answer to its request a case has no verdict; a case about all
// answers has one as long as it can tell which ways are served.
func TestACaseWhoseRequestIsNotRecordedIsUnasked(t *testing.T) {
	past, plan := written(t, "emulator", strings.TrimSuffix(flow, "/"))
	byID := map[string]probe.Case{}
	for _, c := range plan.Cases {
		byID[c.ID] = c
	}
	forget := func(r int, id string) {
		maps.DeleteFunc(past.Exchanges, func(_ string, x record.Exchange) bool { return x.Asks == byID[id].Requests[r].Digest() })
	}
	forget(0, flow+"UserNames/maxItems/over-limit")
	got := answered(t, past, plan.Cases)
	if d := got[flow+"UserNames/maxItems/over-limit"]; !d.Unasked || d.Outcome != "" {
		t.Errorf("without its request a case is %+v", d.Verdict)
	}
	for _, id := range []string{"UserNames/maxItems/at-limit", "envelope/request-id/not-repeated", "readings/total-bytes-kind/coherent"} {
		if d := got[flow+id]; d.Unasked || d.Outcome != finding.Pass {
			t.Errorf("%s needs nothing that is not recorded, and is %s (unasked: %v)", id, d.Outcome, d.Unasked)
		}
	}
	forget(0, flow+"carrier/get/plain")
	if d := answered(t, past, plan.Cases)[flow+"envelope/request-id/not-repeated"]; !d.Unasked {
		t.Errorf("without the answer to the plain request nobody knows what is served; yet it is %s", d.Outcome)
	}
}

// Two requests may be one message: if it was sent once, its answer serves both,
// and its request id is not found twice.
func TestOneRecordedAnswerServesEqualMessages(t *testing.T) {
	past, plan := written(t, "emulator", strings.TrimSuffix(flow, "/"))
	first := map[string]bool{}
	for _, id := range slices.SortedFunc(maps.Keys(past.Exchanges), func(a, b string) int { return len(a)*100 - len(b)*100 + strings.Compare(a, b) }) {
		if asks := past.Exchanges[id].Asks; first[asks] {
			delete(past.Exchanges, id)
		} else {
			first[asks] = true
		}
	}
	for id, d := range answered(t, past, plan.Cases) {
		if d.Unasked || d.Outcome == finding.Fail {
			t.Errorf("%s is %s: %s (unasked: %v)", id, d.Outcome, d.Received, d.Unasked)
		}
	}
}

// What was asked beside the plan to decide a failure stands in the record too:
// else nobody knows, judging again, whether the data stood still.
func TestWhatWasAskedBesideThePlanIsRecorded(t *testing.T) {
	const limit = flow + "UserNames/maxItems/at-limit"
	past, plan := written(t, "emulator:limit-is-25@DescribeUserFlowStatistics/UserNames", limit)
	if d := answered(t, past, plan.Cases)[limit]; d.Outcome != finding.Fail || !strings.HasSuffix(d.Received, "; the limit is at 25 items") {
		t.Errorf("judged again it is %s: %s", d.Outcome, d.Received)
	}
	rests := map[string]bool{}
	for _, v := range past.Verdicts {
		for _, id := range v.Exchanges {
			rests[id] = true
		}
	}
	if len(rests) >= len(past.Exchanges) {
		t.Fatalf("%d exchanges, all of them of verdicts", len(past.Exchanges))
	}
	maps.DeleteFunc(past.Exchanges, func(id string, _ record.Exchange) bool { return !rests[id] })
	if d := answered(t, past, plan.Cases)[limit]; d.Outcome != finding.Fail || strings.Contains(d.Received, "the limit is at") {
		t.Errorf("without its steps the limit is not known, yet it is %s: %s", d.Outcome, d.Received)
	}
}

// A comparison that fails is asked a second time; without that answer it is not
// known to fail.
func TestAComparisonThatFailsNeedsItsControl(t *testing.T) {
	past, plan := written(t, "emulator:drops-a-row-of-several@DescribeUserFlowStatistics/several-are-each", flow+"relations")
	whole := answered(t, past, plan.Cases)
	maps.DeleteFunc(past.Exchanges, func(id string, _ record.Exchange) bool {
		return !slices.ContainsFunc(past.Verdicts, func(v record.Verdict) bool { return slices.Contains(v.Exchanges, id) })
	})
	controlled := 0
	for id, d := range answered(t, past, plan.Cases) {
		if was := whole[id]; was.Outcome == finding.Fail && was.Case.Control {
			controlled++
			if was.Unasked || !d.Unasked {
				t.Errorf("%s: with its control %s, without it %s", id, was.Outcome, d.Outcome)
			}
		}
	}
	if controlled == 0 {
		t.Error("no comparison fails")
	}
}

func TestARunsLimitsAreReadFromItsRecord(t *testing.T) {
	h := &record.Header{Configuration: map[string]string{"level": "may", "profile": "contract,rate", "select": "mna,smartag/X"}}
	got, err := run.Asked(h)
	if err != nil || got.Level != contract.May || !slices.Equal(got.Profiles, []contract.Profile{contract.Documents, contract.Frequency}) || !slices.Equal(got.Prefixes, []string{"mna", "smartag/X"}) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := run.Asked(&record.Header{}); err != nil || got.Level != contract.Should || got.Profiles != nil || got.Prefixes != nil {
		t.Errorf("of a record that does not say: %+v, %v", got, err)
	}
	for _, key := range []string{"level", "profile"} {
		if _, err := run.Asked(&record.Header{Configuration: map[string]string{key: "moon"}}); err == nil {
			t.Errorf("the %s moon is read", key)
		}
	}
}
