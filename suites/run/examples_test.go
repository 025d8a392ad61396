package run_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/run"
)

// examples are the operations beyond the four, each of which is a folder of YAML and no
// Go.
func examples(t *testing.T) []*contract.Operation {
	t.Helper()
	operations, err := specs.Folders("../../fixtures/operations/alibaba")
	if err != nil {
		t.Fatal(err)
	}
	return operations
}

// askExample puts everything to the stand-in of one operation, which may have faults.
func askExample(t *testing.T, o *contract.Operation, level contract.Level, options emulator.Options) []run.Decided {
	t.Helper()
	operations, keys := []*contract.Operation{o}, sign.Credentials{ID: "an-id", Secret: "a-secret"}
	options.Operations, options.Credentials, options.CheckSignatures = operations, []sign.Credentials{keys}, true
	handler, err := emulator.New(options)
	if err != nil {
		t.Fatal(err)
	}
	decided, err := run.Against(t.Context(), handler, run.Embedding{
		Operations: operations, Keys: keys,
		Selection: run.Selection{Level: level, Profiles: contract.Profiles(), Writes: []string{o.Key()}},
	})
	if err != nil {
		t.Fatalf("%s: %v", o.Key(), err)
	}
	return decided
}

// The stand-in of every example, made of its spec alone, is accused of nothing.
func TestTheStandInsOfTheExamplesConform(t *testing.T) {
	t.Parallel()
	for _, o := range examples(t) {
		passed := 0
		for _, d := range askExample(t, o, contract.May, emulator.Options{}) {
			if d.Outcome == "pass" {
				passed++
			}
			if d.Breaks() {
				t.Errorf("%s", d)
			}
		}
		if passed < 40 {
			t.Errorf("%s: only %d cases pass", o.Key(), passed)
		}
	}
}

// Every fault of theirs is caught.
func TestTheFaultsOfTheExamplesAreCaught(t *testing.T) {
	t.Parallel()
	for _, o := range examples(t) {
		faults := emulator.Faults([]*contract.Operation{o})
		for _, fault := range faults {
			if strings.Contains(fault.Name, "-an-empty-one@") {
				continue // these stand-ins have something of everything
			}
			if !slices.ContainsFunc(askExample(t, o, contract.May, emulator.Options{Faults: []string{fault.Name}}), func(d run.Decided) bool { return d.Outcome == "fail" || d.Outcome == "error" }) {
				t.Errorf("%s: missed: %s (%s)", o.Key(), fault.Name, fault.Breaks)
			}
		}
		if len(faults) < 40 {
			t.Errorf("%s: only %d faults", o.Key(), len(faults))
		}
	}
}
