package probe_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

func TestTheReadmeListsTheFamilies(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, marked := strings.Cut(string(data), "<!-- families -->\n")
	if !marked {
		t.Fatal("README.md has no line <!-- families -->")
	}
	section, _, _ := strings.Cut(after, "\n\n")
	var rows []string
	for _, line := range strings.Split(section, "\n") {
		if regexp.MustCompile(`^\| [A-Za-z]+ \| [A-Z]`).MatchString(line) {
			rows = append(rows, line)
		}
	}
	var want []string
	for _, f := range probe.Families() {
		want = append(want, fmt.Sprintf("| %s | %s |", f.Keyword, f.Asks))
	}
	if !slices.Equal(rows, want) {
		t.Errorf("the rows of README.md below <!-- families --> are\n%s\nbut the table of families makes them\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
}

func TestEveryFamilyHasAFileACaseAndASentence(t *testing.T) {
	asked := map[string]int{}
	// The four documents state no limit of a number or a text.
	for _, c := range slices.Concat(cases(t), probe.Cases(loaded(t, "ListParcels", made("ListParcels", alibabaCarriage())), nil)) {
		asked[c.Family]++
	}
	seen := map[string]bool{}
	for _, f := range probe.Families() {
		switch {
		case seen[f.Keyword]:
			t.Errorf("family %s stands twice in the table", f.Keyword)
		case asked[f.Keyword] == 0:
			t.Errorf("family %s makes no case", f.Keyword)
		case !strings.HasSuffix(f.Asks, "."):
			t.Errorf("family %s asks %q, which is no sentence", f.Keyword, f.Asks)
		}
		seen[f.Keyword] = true
	}
}

// The last families look at the answers of all the others, so that what they
// look at must have been asked before.
func TestCasesAboutAllAnswersSendNothingOfTheirOwn(t *testing.T) {
	sent := map[string]bool{}
	for _, c := range cases(t) {
		switch c.Want.(type) {
		case want.Present, want.OfKind, want.Formed, want.NotNegative, want.ListAlways, want.PlainDigits, want.Sound, want.Holds, want.Follows, want.Current:
			for _, r := range c.Requests {
				if !sent[r.Key()] {
					t.Errorf("%s looks at the answer to a request that no case before it sends: %v", c.ID, r.Args)
				}
			}
		default:
			for _, r := range c.Requests {
				sent[r.Key()] = true
			}
		}
	}
}
