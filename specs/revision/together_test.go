package revision

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/revision/pairs"
)

func together(t *testing.T) []pairs.Many {
	t.Helper()
	all, err := pairs.Together()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Changes that are made together are found, each by itself, called, weighed and placed as
// the table says, both ways; and they are all of the difference.
func TestChangesThatAreMadeTogether(t *testing.T) {
	mirror := map[string]string{}
	for _, k := range Kinds() {
		mirror[k.ID] = k.Mirror
	}
	for i, m := range together(t) {
		t.Run(fmt.Sprintf("row %d in %s", i+1, m.Base), func(t *testing.T) {
			for way, text := range [][2][]byte{{m.Old, m.New}, {m.New, m.Old}} {
				old, err := Read("old.yaml", text[0])
				if err != nil {
					t.Fatal(err)
				}
				new, err := Read("new.yaml", text[1])
				if err != nil {
					t.Fatal(err)
				}
				changes := compare(t, old, new)
				var want []string
				for _, f := range m.Finds {
					kind, lines := f.Kind, [2]int{f.OldLine, f.NewLine}
					if way == 1 {
						kind, lines = mirror[kind], [2]int{f.NewLine, f.OldLine}
					}
					want = append(want, finding(kind, f.Weight[way], f.At[way], lines))
				}
				if got := foundAt(changes, want); !slices.Equal(got, sorted(want)) {
					t.Errorf("way %d: want\n\t%s\ngot\n\t%s", way, strings.Join(sorted(want), "\n\t"), strings.Join(got, "\n\t"))
				}
				if left := unexplainedEdits(t, old, new, changes); len(left) > 0 {
					t.Errorf("way %d: no change explains %v", way, left[0].path)
				}
			}
		})
	}
}

// finding writes a change that is found; a line that is 0 is not looked at.
func finding(kind, weight, at string, lines [2]int) string {
	return fmt.Sprintf("%s (%s) at %s, lines %v", kind, weight, at, lines)
}

// foundAt writes what was found, sorted, with the lines as far as what is wanted has them.
func foundAt(changes []Change, want []string) []string {
	var out []string
	for _, c := range changes {
		best := ""
		for _, lines := range [][2]int{{c.Old.Location.Line, c.New.Location.Line}, {0, c.New.Location.Line}, {c.Old.Location.Line, 0}, {0, 0}} {
			line := finding(c.Kind, string(c.Weight), c.At, lines)
			if best == "" || slices.Contains(want, line) {
				best = line
			}
			if slices.Contains(want, line) {
				break
			}
		}
		out = append(out, best)
	}
	return sorted(out)
}

func sorted(all []string) []string { return slices.Sorted(slices.Values(all)) }
