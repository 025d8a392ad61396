package run_test

import (
	"slices"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// unknownTwins are the built-in operations under the name of another product, so
// that the emulator knows their specs alone.
func unknownTwins(t *testing.T) []*contract.Operation {
	t.Helper()
	all, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for i, op := range all {
		twin := *op
		twin.Product += "-twin"
		all[i] = &twin
	}
	return all
}

func askedOf(t *testing.T, operations []*contract.Operation, selection run.Selection, faults ...string) []run.Decided {
	t.Helper()
	keys := sign.Credentials{ID: "twin-key", Secret: "twin-secret"}
	handler, err := emulator.New(emulator.Options{Operations: operations, Credentials: []sign.Credentials{keys}, CheckSignatures: true, Faults: faults})
	if err != nil {
		t.Fatal(err)
	}
	decided, err := run.Against(t.Context(), handler, run.Embedding{Operations: operations, Selection: selection, Keys: keys})
	if err != nil {
		t.Fatal(err)
	}
	return decided
}

// An operation that only its spec tells of is served as the spec has it: rows for
// those asked for, sums, periods, what must be refused.
func TestASpecAloneIsServedRightly(t *testing.T) {
	passed := 0
	for _, d := range askedOf(t, unknownTwins(t), run.Selection{Level: contract.May, Profiles: []contract.Profile{contract.Documents, contract.Gateway}}) {
		if d.Outcome == finding.Fail || d.Outcome == finding.Error {
			t.Error(d.String())
		}
		if d.Outcome == finding.Pass {
			passed++
		}
	}
	if passed < 2000 {
		t.Errorf("%d cases pass", passed)
	}
}

// Its faults are those of every operation, and are found as those are.
func TestFaultsOfASpecAloneAreFound(t *testing.T) {
	twins := unknownTwins(t)
	for fault, prefix := range map[string]string{
		"answers-a-stranger@DescribeUserFlowStatistics/only-names-asked": "smartag-twin/DescribeUserFlowStatistics/relations",
		"mixes-up-rows@DescribeUserFlowStatistics/order-of-names":        "smartag-twin/DescribeUserFlowStatistics/relations",
		"accepts-unknown@DescribeUserFlowStatistics/SmartAGId":           "smartag-twin/DescribeUserFlowStatistics/errors",
		"loses-hours@GetFlowStatistic/hours-make-days":                   "mna-twin/GetFlowStatistic/relations",
		"looks-back-a-day@GetFlowStatistic/halves-make-the-period":       "mna-twin/GetFlowStatistic/relations",
	} {
		decided := askedOf(t, twins, run.Selection{Level: contract.Should, Prefixes: []string{prefix}}, fault)
		if !slices.ContainsFunc(decided, func(d run.Decided) bool { return d.Outcome == finding.Fail }) {
			t.Errorf("%s is not found", fault)
		}
	}
}

// Two products have an action of one name: each is answered as its own.
func TestTwoProductsMayShareAnAction(t *testing.T) {
	embedded, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range askedOf(t, append(unknownTwins(t), embedded...), run.Selection{Level: contract.Must, Prefixes: []string{"mna", "mna-twin"}}) {
		// A form is signed the old way, which says nothing of its product.
		form := slices.ContainsFunc(d.Case.Requests, func(r wire.Request) bool { return r.Carrier.Place == contract.InForm })
		if !form && (d.Outcome == finding.Fail || d.Outcome == finding.Error) {
			t.Error(d.String())
		}
	}
}
