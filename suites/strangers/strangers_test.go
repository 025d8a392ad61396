// Package strangers runs the suite against servers that were written from the
// documents alone, in other languages, by people who had not seen the suite:
// right ones, legal but unusual ones, and wrong ones. They live in
// fixtures/strangers.
//
//	go tool ginkgo run ./suites/strangers
//
// A table a stranger in testdata says of every way to be wrong at which level it
// was caught, and whether the place was named; "-- -update" writes it, and the
// review of that change is where a loss would show.
package strangers_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/format"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
)

func TestStrangers(t *testing.T) {
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	folders, err := filepath.Glob("../../fixtures/strangers/*/stranger.json")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no strangers in fixtures/strangers: %v", err)
	}
	RegisterFailHandler(Fail)
	format.MaxLength = 0 // a list of alarms is of no use when it is cut
	for i, file := range folders {
		s, err := readStranger(filepath.Dir(file), 20000+2000*i)
		if err != nil {
			t.Fatal(err)
		}
		Describe("the stranger "+s.name, Ordered, ContinueOnFailure, func() { meet(s, operations) })
	}
	RunSpecs(t, "The suite, measured on strangers")
}

func TestMain(m *testing.M) {
	flag.BoolVar(&update, "update", false, "write the tables of testdata anew")
	flag.IntVar(&every, "every", 1, "only each Nth way")
	flag.BoolVar(&archives, "archives", false, "hold the recording of each run against the run")
	flag.IntVar(&first, "first", 0, "with -every, how many ways are passed over before the first")
	flag.StringVar(&only, "ways", "", "only the right way, and those that are of one of these kinds or have one of these in their name, parted by commas")
	flag.Parse()
	os.Exit(m.Run())
}

// update, only, every and first are flags; the testing package leaves no other way to
// hand them on.
var (
	update bool
	only   string
	every  int
	first  int
	// archives asks what recordings say, in place of how much is caught.
	archives bool
)

// meet makes an It for each way of a stranger, and one for its table.
func meet(s stranger, operations []*contract.Operation) {
	for _, program := range s.Needs {
		if _, err := exec.LookPath(program); err != nil {
			It("can be run", func() { Skip(program + " is not on this machine") })
			return
		}
	}
	ways, err := s.ways()
	if err != nil {
		It("lists its ways", func() { Fail(err.Error()) })
		return
	}
	n := -1
	ways = slices.DeleteFunc(ways, func(w way) bool {
		if w.Kind == "right" {
			return false
		}
		if !slices.ContainsFunc(strings.Split(only, ","), func(part string) bool { return part == w.Kind || strings.Contains(w.Way, part) }) {
			return true
		}
		n++
		return n%every != first%every
	})
	var met []meeting
	BeforeAll(func() {
		var err error
		met, err = s.meetAll(ways, operations)
		Expect(err).NotTo(HaveOccurred())
	})
	for i, w := range ways {
		if w.Kind != "fault" && !archives {
			It("calls nothing wrong on "+w.Way, func() {
				Expect(met[i].err).NotTo(HaveOccurred())
				Expect(met[i].alarms()).To(BeEmpty(), "%s (%s)", w.Says, w.Cite)
			})
		}
	}
	if archives {
		It("says in recordings what it says in runs", func() {
			var other []string
			for _, m := range met {
				Expect(m.err).NotTo(HaveOccurred())
				for _, line := range m.other {
					other = append(other, m.way.Way+" "+line)
				}
			}
			Expect(other).To(BeEmpty())
		})
		return
	}
	It("is caught as the reviewed table says, and its figures are printed", func() {
		fmt.Printf("\n%s: %s\n", s.name, figuresOf(met))
		if only == "" && every == 1 {
			compare(s.name, met)
			return
		}
		for _, m := range met {
			if m.way.Kind == "fault" {
				fmt.Println(m.line(), m.way.Says)
			}
		}
	})
}

// compare looks the meetings up in the reviewed table of a stranger.
func compare(name string, met []meeting) {
	file := filepath.Join("testdata", name+".txt")
	var now []string
	for _, m := range met {
		if m.way.Kind == "fault" {
			now = append(now, m.line())
		}
	}
	if update {
		Expect(os.WriteFile(file, []byte(strings.Join(now, "\n")+"\n"), 0o644)).To(Succeed())
		return
	}
	reviewed, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		Skip("no table of " + name + " has been reviewed yet: run this with -- -update, and review it")
	}
	Expect(err).NotTo(HaveOccurred())
	before := strings.Split(strings.TrimSpace(string(reviewed)), "\n")
	changed := slices.DeleteFunc(slices.Clone(now), func(line string) bool { return slices.Contains(before, line) })
	Expect(changed).To(BeEmpty(), "the table of %s differs from the reviewed one; if that is meant, run this with -- -update and review the diff", name)
}
