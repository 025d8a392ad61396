package revisions_test

import (
	"flag"
	"os"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/specs/revision/pairs"
)

func TestRevisions(t *testing.T) {
	each, err := pairs.All()
	if err != nil {
		t.Fatal(err)
	}
	many, err := pairs.Together()
	if err != nil {
		t.Fatal(err)
	}
	ways, several := some(bothWays(each)), some(severalAtOnce(many))
	edits, err := editedTogether(editsTried)
	if err != nil {
		t.Fatal(err)
	}
	edits = some(edits)
	RegisterFailHandler(Fail)
	Describe("each change", Ordered, ContinueOnFailure, func() { register(ways) })
	Describe("several changes at once", Ordered, ContinueOnFailure, func() {
		BeforeAll(func() { Expect(tryAll(several)).To(Succeed()) })
		for _, w := range several {
			It(w.name(), func() {
				if _, told := uncounted()[w.pair.String()]; told && w.back {
					Expect(w.flipsOtherwise()).To(BeEmpty())
					return
				}
				Expect(w.disagreements()).To(BeEmpty())
			})
		}
	})
	Describe("edits made together", Ordered, ContinueOnFailure, func() {
		BeforeAll(func() { Expect(tryAll(edits)).To(Succeed()) })
		for _, w := range edits {
			It(w.name(), func() { Expect(w.flipsOtherwise()).To(BeEmpty(), w.change.Text) })
		}
	})
	RunSpecs(t, "What changes of the documents do to cases and verdicts")
}

func TestMain(m *testing.M) {
	flag.BoolVar(&update, "update", false, "write the golden table of impact anew")
	flag.Uint64Var(&editsTried, "edits", 12, "how many edits made together are tried in each base")
	flag.Parse()
	os.Exit(m.Run())
}

// update is the flag; the testing package leaves no other way to hand it on.
var update bool

// editsTried is the flag.
var editsTried uint64

// some gives a sixth of the ways and, in a long run, all.
func some(ways []*way) []*way {
	if !testing.Short() {
		return ways
	}
	var out []*way
	for i, w := range ways {
		if i%12 < 2 { // a change there and back, which share their sides
			out = append(out, w)
		}
	}
	return out
}

// all skips what can be said only of all ways.
func all() {
	if testing.Short() {
		Skip("a sixth of the changes is tried; make check tries all")
	}
}

// register makes an It for each change and its way back, and those that look at
// all of them.
func register(ways []*way) {
	BeforeAll(func() { Expect(tryAll(ways)).To(Succeed()) })
	for _, w := range ways {
		It(w.name(), func() {
			if wrong := w.wrong(); wrong != "" {
				Fail("The change: " + w.change.Text + "\n" + wrong)
			}
		})
	}
	It("needs every exception", func() { all(); Expect(unneeded(ways)).To(BeEmpty()) })
	It("says why what concerns somebody shows in no case", func() { all(); Expect(unreasoned(ways)).To(BeEmpty()) })
	It("has the impact that was reviewed", func() { golden("impact.txt", table(ways), summary(ways)) })
}
