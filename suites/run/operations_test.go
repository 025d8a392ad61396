package run_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/want"
)

// parcels are the operations of a vendor that there is not, each about some keywords.
func parcels(t *testing.T) []*contract.Operation {
	t.Helper()
	all, err := specs.Folders(filepath.Join("..", "..", "fixtures", "operations", "parcels"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// askedAll asks what has to do with some requirements, or else everything, of a stand-in made of the specs alone.
func askedAll(t *testing.T, ops []*contract.Operation, level contract.Level, options emulator.Options, about ...string) []run.Decided {
	t.Helper()
	options.Operations = ops
	handler, err := emulator.New(options)
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := run.Against(t.Context(), handler, run.Embedding{Operations: ops, Selection: run.Selection{Level: level, Prefixes: about, Profiles: []contract.Profile{contract.Documents}}})
	if err != nil {
		t.Fatal(err)
	}
	return verdicts
}

// A stand-in made of a spec alone, and each way in which it may be otherwise, is accused
// of nothing, and everything can be asked of it.
func TestTheRightParcelsAreRight(t *testing.T) {
	ops := parcels(t)
	options := map[string]emulator.Options{"as it is": {}}
	for _, name := range []string{"last-check-first", "rules-name-the-last", "hierarchical-codes", "absent-at-the-gateway", "reversed-fields"} {
		options[name] = emulator.Options{Variants: []string{name}}
	}
	for name, o := range options {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, v := range askedAll(t, ops, contract.May, o) {
				if v.Outcome == finding.Fail && v.Case.Level != contract.May || v.Outcome == finding.Error || v.Outcome == finding.Skip && name == "as it is" {
					t.Errorf("%s: %s", v.Outcome, v)
				}
			}
		})
	}
}

// Each fault of what the operation itself demands is caught, by a case about what it breaks.
func TestFaultsOfParcelsAreCaught(t *testing.T) {
	for _, op := range parcels(t) {
		ops := []*contract.Operation{op}
		for _, fault := range emulator.Faults(ops) {
			about, _, _ := strings.Cut(strings.TrimPrefix(fault.Breaks, op.Key()+"/"), "/")
			if slices.Contains([]string{"gateway", "envelope", "carrier", "format", "order", "sequence", "rate", "errors", "twins"}, about) {
				continue // what every operation demands is asked of those that are built in
			}
			t.Run(fault.Name, func(t *testing.T) {
				t.Parallel()
				verdicts := askedAll(t, ops, fault.Level, emulator.Options{Faults: []string{fault.Name}}, op.Key()+"/"+about)
				if !slices.ContainsFunc(verdicts, func(v run.Decided) bool { return v.Outcome == finding.Fail }) {
					t.Errorf("nothing fails: %s (%s)", fault.Text, fault.Breaks)
				}
			})
		}
	}
}

// What is said to be accepted breaks nothing that the document states.
func TestWhatIsAcceptedOfParcelsIsLegal(t *testing.T) {
	for _, c := range probe.Cases(parcels(t), nil) {
		if _, accepted := c.Want.(want.Accepted); !accepted || c.Family == "encoding" {
			continue // what is written item by item is a list only to who reads it
		}
		for _, r := range c.Requests {
			if broken := c.Operation.Check(r.Args); len(broken) > 0 {
				t.Errorf("%s breaks %v", c.ID, broken)
			}
		}
	}
}

// What is wrong with pages, choices and what comes back is said of the rows and fields.
func TestWhatIsWrongWithPagesIsSaid(t *testing.T) {
	for fault, says := range map[string]string{
		"answers-a-row-more@DescribeParcelsPages/pages-make-the-whole":            "Parcels/Parcel has 4 rows on a page where there are 3 rows of 7",
		"is-one-page-behind@DescribeParcelsPages/pages-make-the-whole":            "there is a row for p-1-0 on two pages",
		"ignores-the-page@DescribeParcelsFilters/pages-make-the-whole":            "there is a row for p-1-0 on two pages",
		"is-one-page-ahead@DescribeParcelsFilters/pages-make-the-whole":           "6 rows on a page where there are 7 rows of 7",
		"begins-anew-behind-the-last@DescribeParcelsFilters/pages-make-the-whole": "1 row on a page where there are 0 rows of 7",
		"counts-the-page@DescribeParcelsPages/pages-make-the-whole":               "TotalCount is 1 here and 3 there",
		"echoes-another@DescribeParcelsPages/size-comes-back":                     "PageSize is 101, and PageSize was 10",
		"ignores-filter@DescribeParcelsFilters/only-that-state":                   "there is a row for \"Lost\", who was not asked for",
		"drops-a-row-of-several@DescribeParcelsPages/states-make-all":             "there is no row for p-1-6 here",
	} {
		_, place, _ := strings.Cut(fault, "@")
		name, relation, _ := strings.Cut(place, "/")
		said := ""
		for _, v := range askedAll(t, parcels(t), contract.Should, emulator.Options{Faults: []string{fault}}, "parcels/"+name+"/relations/"+relation) {
			if v.Outcome == finding.Fail {
				said += v.Received + "\n"
			}
		}
		if !strings.Contains(said, says) {
			t.Errorf("of %s is said\n%s, not: %s", fault, said, says)
		}
	}
}
