package run_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// drawAgainst runs the drawn cases alone, so that no written case reports the
// fault first.
func drawAgainst(t *testing.T, word, id string) judge.Verdict {
	t.Helper()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	tested, err := target.Parse(word, target.Config{Operations: operations, Getenv: os.Getenv})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := run.New(operations, tested, run.Selection{Level: contract.Should, Prefixes: []string{id}, Draw: 200, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	var verdict judge.Verdict
	run.Begin(tested, run.Options{}).Each(context.Background(), plan, func(d run.Decided) {
		if strings.HasSuffix(d.Case.ID, "/drawn/requests") {
			verdict = d.Verdict
		}
	})
	return verdict
}

func TestDrawnRequestsFindNothingWrongWithTheEmulator(t *testing.T) {
	for _, operation := range []string{"smartag/DescribeUserFlowStatistics", "smartag/DescribeUserOnlineClientStatistics", "mna/GetFlowStatistic", "mna/GetStatisticData"} {
		if v := drawAgainst(t, "emulator", operation+"/drawn"); v.Outcome != finding.Pass {
			t.Errorf("%s: %s %s", operation, v.Outcome, v.Received)
		}
	}
}

func TestADrawnRequestIsShrunk(t *testing.T) {
	v := drawAgainst(t, "emulator:limit-is-100@DescribeUserFlowStatistics/UserNames", "smartag/DescribeUserFlowStatistics/drawn")
	if v.Outcome != finding.Fail || !strings.Contains(v.Received, "UserNames is a list of 51 items") {
		t.Errorf("the smallest request has 51 names; got %s: %s", v.Outcome, v.Received)
	}
}

func TestWhatAWrittenCaseReportsIsNotDrawnAgain(t *testing.T) {
	v := drawAgainst(t, "emulator:limit-is-100@DescribeUserFlowStatistics/UserNames", "smartag/DescribeUserFlowStatistics")
	if v.Outcome != finding.Pass {
		t.Errorf("UserNames/maxItems has written cases; the drawn one says %s: %s", v.Outcome, v.Received)
	}
}
