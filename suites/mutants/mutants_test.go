// Package mutants measures the suite: how many faults it catches, how well it
// names the broken requirement, and whether it calls anything right wrong.
//
//	go tool ginkgo run --label-filter=mutants ./suites/mutants
//	go tool ginkgo run --label-filter=variants ./suites/mutants
//
// After a change of the kill table has been reviewed, "-- -update" writes it.
package mutants_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/format"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
)

func TestMutants(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	RegisterFailHandler(Fail)
	format.MaxLength = 0 // a list of cases is of no use when it is cut
	Describe("faults", Ordered, ContinueOnFailure, Label("mutants"), func() { mutants(operations) })
	Describe("legal variants", Ordered, ContinueOnFailure, Label("variants"), func() { variants(operations) })
	RunSpecs(t, "The suite, measured")
}

func TestMain(m *testing.M) {
	flag.BoolVar(&update, "update", false, "write the golden kill table anew")
	flag.Parse()
	os.Exit(m.Run())
}

// update is the flag; the testing package leaves no other way to hand it on.
var update bool

// mutants makes an It for each fault, and those that look at all of them.
func mutants(operations []*contract.Operation) {
	faults := some(emulator.Faults(operations))
	var kills []kill
	BeforeAll(func() {
		var err error
		kills, err = measure(operations, faults)
		Expect(err).NotTo(HaveOccurred())
	})
	for i, fault := range faults {
		It(fault.Name+" is caught", func() {
			Expect(kills[i].cases).NotTo(BeEmpty(),
				"%s (%s)\nNo case at level %s fails, so that one is missing for %s.", fault.Name, fault.Text, fault.Level, fault.Breaks)
		})
	}
	It("prints recall, aim and noise, within their bounds", func() {
		f := figuresOf(kills)
		fmt.Printf("\n%s\n", f)
		Expect(f.caught).To(Equal(f.faults), "recall")
		Expect(float64(f.aimed)).To(BeNumerically(">=", 0.98*float64(f.faults)), "aim")
		Expect(f.noise).To(BeNumerically("<=", 1), "noise")
	})
	It("gives the kill table that was reviewed", func() { golden("kill-table.txt", table(kills)) })
	It("has no case that catches no fault", func() {
		if testing.Short() {
			Skip("a sixth of the faults is asked; make mutants asks all")
		}
		cases, err := asked(operations, contract.Should)
		Expect(err).NotTo(HaveOccurred())
		Expect(unproven(cases, kills)).To(BeEmpty(), "cases that were never seen failing do not count: each needs a fault that it catches")
	})
}

// some gives every sixth fault and, in a long run, all.
func some(faults []emulator.Fault) []emulator.Fault {
	if !testing.Short() {
		return faults
	}
	var out []emulator.Fault
	for i := 0; i < len(faults); i += 6 {
		out = append(out, faults[i])
	}
	return out
}

// figures are what make mutants prints.
type figures struct{ faults, caught, aimed, noise int }

// String gives the three figures.
func (f figures) String() string {
	share := func(n int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(f.faults)) }
	return fmt.Sprintf("recall %s (%d of %d faults caught)\naim %s (the broken requirement is among those named)\nnoise %d (median number of other requirements named)",
		share(f.caught), f.caught, f.faults, share(f.aimed), f.noise)
}

func figuresOf(kills []kill) figures {
	f := figures{faults: len(kills)}
	var noise []int
	for _, k := range kills {
		if k.caught() {
			f.caught++
		}
		if k.aimed() {
			f.aimed++
		}
		noise = append(noise, k.others())
	}
	slices.Sort(noise)
	f.noise = noise[len(noise)/2]
	return f
}

// table writes the kills, one fault a line: fault, level, requirement it
// breaks, whether that was named, how many others were, and the cases that
// caught it, of which the first three are spelt out.
func table(kills []kill) []byte {
	var out bytes.Buffer
	for _, k := range kills {
		aim := "named"
		if !k.aimed() {
			aim = "NOT NAMED"
		}
		cases := strings.Join(k.cases[:min(3, len(k.cases))], " ")
		if more := len(k.cases) - 3; more > 0 {
			cases += fmt.Sprintf(" +%d", more)
		}
		fmt.Fprintf(&out, "%s\t%s\t%s\t%s\t+%d\t%s\n", k.fault.Name, k.fault.Level, k.fault.Breaks, aim, k.others(), cases)
	}
	return out.Bytes()
}

// golden compares with a file of testdata, or writes it.
func golden(name string, got []byte) {
	file := filepath.Join("testdata", name)
	if update {
		Expect(os.MkdirAll("testdata", 0o755)).To(Succeed())
		Expect(os.WriteFile(file, got, 0o644)).To(Succeed())
		return
	}
	want, err := os.ReadFile(file)
	Expect(err).NotTo(HaveOccurred())
	var changed []string
	before, after := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for _, line := range after {
		if !slices.Contains(before, line) {
			changed = append(changed, "+ "+line)
		}
	}
	for _, line := range before {
		if !testing.Short() && !slices.Contains(after, line) {
			changed = append(changed, "- "+line)
		}
	}
	Expect(changed).To(BeEmpty(), "the table differs from the reviewed one; if the change is meant, run make mutants-update and review the diff")
}

// unproven gives the cases that no fault makes fail.
func unproven(cases []string, kills []kill) []string {
	proven := map[string]bool{}
	for _, k := range kills {
		for _, c := range k.cases {
			proven[c] = true
		}
	}
	return slices.DeleteFunc(cases, func(c string) bool { return proven[c] })
}
