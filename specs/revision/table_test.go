package revision

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/revision/pairs"
)

var update = flag.Bool("update", false, "write the golden sentences anew, for review")

// readRaw reads a side that a test has made.
func readRaw(t testing.TB, file string, r raw) *Document {
	t.Helper()
	d, err := Read(file, r.text(t))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func compare(t testing.TB, old, new *Document) []Change {
	t.Helper()
	changes, err := Compare(old, new)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// told lists changes, so that a failure shows what was found.
func told(changes []Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, fmt.Sprintf("%s %s: %s", c.Kind, c.At, c.Text))
	}
	return strings.Join(out, "\n\t")
}

// Each row of the table is one change: found once, called and weighed as the row
// says, at the lines where the two files have it; the way back is its mirror.
func TestEveryRowIsOneChange(t *testing.T) {
	kinds := map[string]Kind{}
	for _, k := range Kinds() {
		kinds[k.ID] = k
	}
	for _, r := range rows(t) {
		t.Run(r.String(), func(t *testing.T) {
			old, new := r.sides(t)
			if kinds[r.Kind].ID == "" {
				t.Fatalf("the table of kinds has no %s", r.Kind)
			}
			there := expected{r.Kind, Weight(r.Weights[0]), r.At[0], r.Old, r.New}
			back := expected{kinds[r.Kind].Mirror, Weight(r.Weights[1]), r.At[1], there.new, there.old}
			there.is(t, compare(t, readRaw(t, "old.yaml", old), readRaw(t, "new.yaml", new)))
			back.is(t, compare(t, readRaw(t, "old.yaml", new), readRaw(t, "new.yaml", old)))
		})
	}
}

// Both sides of a row lint clean, or the row says why one does not.
func TestRowsLintClean(t *testing.T) {
	linted := map[string][]specs.Finding{} // many a side is the base itself
	lint := func(r raw) []specs.Finding {
		text := r.text(t)
		if _, done := linted[string(text)]; !done {
			linted[string(text)] = specs.Lint("side.yaml", text)
		}
		return linted[string(text)]
	}
	for _, r := range rows(t) {
		t.Run(r.String(), func(t *testing.T) {
			old, new := r.sides(t)
			findings := slices.Concat(lint(old), lint(new))
			switch {
			case len(findings) > 0 && r.Unclean == "":
				t.Errorf("the row does not say why a side does not lint: %s", findings[0])
			case len(findings) == 0 && r.Unclean != "":
				t.Errorf("both sides lint, though the row says: %s", r.Unclean)
			}
		})
	}
}

// expected is what Compare must say of a row.
type expected struct {
	kind     string
	weight   Weight
	at       string
	old, new pairs.Side
}

func (e *expected) is(t *testing.T, changes []Change) {
	t.Helper()
	if len(changes) != 1 {
		t.Fatalf("want one change, %s, got %d:\n\t%s", e.kind, len(changes), told(changes))
	}
	c := changes[0]
	if c.Kind != e.kind || c.Weight != e.weight || c.At != e.at {
		t.Errorf("want %s (%s) at %q, got %s (%s) at %q: %s", e.kind, e.weight, e.at, c.Kind, c.Weight, c.At, c.Text)
	}
	placed(t, "old.yaml", &c, c.Old, e.old)
	placed(t, "new.yaml", &c, c.New, e.new)
}

// placed holds one side of a change against where its file has the fact.
func placed(t *testing.T, file string, c *Change, s Side, e pairs.Side) {
	t.Helper()
	if s.There != e.There {
		t.Errorf("%s: is the fact in %s? want %v, got %v", c.Kind, file, e.There, s.There)
	}
	if want := fmt.Sprintf("%s:%d", file, e.Line); s.Location.String() != want {
		t.Errorf("%s: want the place %s, got %s", c.Kind, want, s.Location)
	}
	if s.Sources.String() != e.Cites {
		t.Errorf("%s: want the document lines %q behind %s, got %q", c.Kind, e.Cites, file, s.Sources.String())
	}
}

// The sentences of all rows, both ways, as a reader sees them. Read what changes
// in the file before it is kept: go test ./specs/revision -update writes it.
func TestSentences(t *testing.T) {
	const golden = "testdata/sentences.txt"
	var out strings.Builder
	for _, r := range rows(t) {
		old, new := r.sides(t)
		before, after := readRaw(t, "old.yaml", old), readRaw(t, "new.yaml", new)
		for _, c := range append(compare(t, before, after), compare(t, after, before)...) {
			fmt.Fprintf(&out, "%-18s  %-38s %s\n", c.Weight, c.Kind, c.Text)
		}
	}
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != out.String() {
		t.Errorf("the sentences are not those of %s any more: run with -update and read the difference", golden)
	}
}
