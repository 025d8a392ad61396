package run_test

import (
	"context"
	"os"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

func TestTheEmulatorConforms(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	tgt, err := target.Parse("emulator", target.Config{Operations: operations, Getenv: os.Getenv})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := run.New(operations, tgt, run.Selection{Level: contract.May, Profiles: []contract.Profile{contract.Documents, contract.Gateway, contract.Frequency}})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[finding.Outcome]int{}
	session := run.Begin(tgt, run.Options{})
	session.Each(context.Background(), plan, func(d run.Decided) {
		counts[d.Outcome]++
		if d.Outcome != finding.Pass {
			t.Logf("%s %s [%s] %s\n   expected %s\n   received %s %s", d.Outcome, d.Case.ID, d.Case.Level, d.Case.Text, d.Expected, d.Received, d.Reason)
		}
		if d.Outcome == finding.Fail && d.Case.Level != contract.May || d.Outcome == finding.Error {
			t.Errorf("%s: %s", d.Case.ID, d.Outcome)
		}
	})
	t.Logf("%d cases, %d requests, %v", len(plan.Cases), len(plan.Requests), counts)
}
