package run_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
)

// few is how many faults of an operation are asked in a hurry, and how many variants.
const few = 3

// examples are the operations beyond the four, each of which is YAML and no Go, below the
// folder of its vendor. Those of parcels have tests of their own.
func examples(t *testing.T) []*contract.Operation {
	t.Helper()
	vendors, err := os.ReadDir("../../fixtures/operations")
	if err != nil {
		t.Fatal(err)
	}
	var out []*contract.Operation
	for _, vendor := range vendors {
		if !vendor.IsDir() || vendor.Name() == "parcels" {
			continue
		}
		operations, err := specs.Folders(filepath.Join("../../fixtures/operations", vendor.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, operations...)
	}
	return out
}

// eachExample runs a test of each of them.
func eachExample(t *testing.T, test func(*testing.T, *contract.Operation)) {
	t.Helper()
	for _, o := range examples(t) {
		t.Run(o.Key(), func(t *testing.T) {
			t.Parallel()
			test(t, o)
		})
	}
}

// askExample puts what is selected to the stand-in of one operation, which may have faults.
func askExample(t *testing.T, o *contract.Operation, selection run.Selection, options emulator.Options) []run.Decided {
	t.Helper()
	decided, err := toldOfExample(t, o, selection, options)
	if err != nil {
		t.Fatalf("%s: %v", o.Key(), err)
	}
	return decided
}

func toldOfExample(t *testing.T, o *contract.Operation, selection run.Selection, options emulator.Options) ([]run.Decided, error) {
	t.Helper()
	operations, keys := []*contract.Operation{o}, sign.Credentials{ID: "an-id", Secret: "a-secret"}
	options.Operations, options.Credentials, options.CheckSignatures = operations, []sign.Credentials{keys}, true
	handler, err := emulator.New(options)
	if err != nil {
		t.Fatal(err)
	}
	selection.Writes = []string{o.Key()}
	return run.Against(t.Context(), handler, run.Embedding{Operations: operations, Keys: keys, Selection: selection})
}

// hurried gives a few of a list, spread over it, where there is no time for all.
func hurried[T any](all []T) []T {
	if !testing.Short() || len(all) <= few {
		return all
	}
	var out []T
	for i := range few {
		out = append(out, all[i*len(all)/few])
	}
	return out
}

// The stand-in of every example, made of its spec alone, is accused of nothing.
func TestTheStandInsOfTheExamplesConform(t *testing.T) {
	t.Parallel()
	eachExample(t, func(t *testing.T, o *contract.Operation) {
		cases, passed := 0, 0
		for _, d := range askExample(t, o, run.Selection{Level: contract.May, Profiles: contract.Profiles()}, emulator.Options{}) {
			cases++
			if d.Outcome == finding.Pass {
				passed++
			}
			if d.Breaks() {
				t.Errorf("%s", d)
			}
		}
		if passed < 30 {
			t.Errorf("only %d cases pass", passed)
		}
		t.Logf("%d cases, %d pass", cases, passed)
	})
}

// Nor is it where it is unusual and right. Who leaves out the gateway is told so, and a
// refusal has another status, or a list nothing in it, where a should says that it has not.
func TestTheVariantsOfTheExamplesConform(t *testing.T) {
	t.Parallel()
	eachExample(t, func(t *testing.T, o *contract.Operation) {
		for _, v := range hurried(emulator.Variants()) {
			for _, d := range askExample(t, o, run.Selection{Level: contract.Should}, emulator.Options{Variants: []string{v.Name}}) {
				if d.Breaks() && d.Case.Level == contract.Must {
					t.Errorf("%s: %s", v.Name, d)
				}
			}
		}
	})
}

// Every fault of theirs is caught, by the requirement that it breaks if that alone is asked,
// or else by another one.
func TestTheFaultsOfTheExamplesAreCaught(t *testing.T) {
	t.Parallel()
	eachExample(t, func(t *testing.T, o *contract.Operation) {
		faults := emulator.Faults([]*contract.Operation{o})
		if len(faults) < 30 {
			t.Errorf("only %d faults", len(faults))
		}
		_, notAsked := probe.All([]*contract.Operation{o}, nil)
		missed := 0
		asked := hurried(faults)
		for _, fault := range asked {
			unasked := slices.ContainsFunc(notAsked, func(u probe.Unasked) bool { return u.Requirement == fault.Breaks })
			if unasked || strings.Contains(fault.Name, "-an-empty-one@") {
				continue // the plan says so; and these stand-ins have something of everything
			}
			if !caught(t, o, fault) {
				if slices.ContainsFunc(knownMisses(), func(m string) bool { return strings.HasPrefix(fault.Name, m) }) {
					t.Logf("still missed: %s (%s)", fault.Name, fault.Breaks)
					continue
				}
				missed++
				t.Errorf("missed: %s (%s)", fault.Name, fault.Breaks)
			}
		}
		t.Logf("%d faults, %d asked, %d missed", len(faults), len(asked), missed)
	})
}

// knownMisses are faults that nothing catches yet: of two flaws where no case has two, of
// what is kept or taken for a default where the stand-in answers alike whatever it is.
func knownMisses() []string {
	return []string{
		"fails-on-two-faults@DescribeClustersV1", "fails-on-two-faults@DescribeInstancesStatus",
		"remembers@DescribeClustersV1/", "remembers@CreateKeyPair/TagSpecification", "remembers@ListGroupMembers/NextToken",
		"misreads-another-order@CreateKeyPair", "defaults-to-failed@DescribeSnapshots/Status",
	}
}

// caught tells whether a fault is seen. A write is asked everything, as often as it takes:
// there is nothing that it could spoil.
func caught(t *testing.T, o *contract.Operation, fault emulator.Fault) bool {
	t.Helper()
	free := *o
	free.Effect.Repeatable, o = true, &free
	selection := run.Selection{Level: contract.Should.Weaker(fault.Level), Profiles: contract.Profiles()}
	if !strings.HasPrefix(fault.Name, "serves-") { // the profile of frequency waits a second
		selection.Profiles = slices.DeleteFunc(contract.Profiles(), func(p contract.Profile) bool { return p == contract.Frequency })
	}
	fails := func(d run.Decided) bool { return d.Outcome == finding.Fail || d.Outcome == finding.Error }
	about := selection
	about.Prefixes = []string{fault.Breaks}
	decided, err := toldOfExample(t, o, about, emulator.Options{Faults: []string{fault.Name}})
	return err == nil && slices.ContainsFunc(decided, fails) || // no case may be about that alone
		slices.ContainsFunc(askExample(t, o, selection, emulator.Options{Faults: []string{fault.Name}}), fails)
}
