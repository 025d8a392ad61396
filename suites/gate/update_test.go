package gate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/gate"
)

// written is a baseline with all that people write.
const written = `# Ours.
#
# Ask Wei before you add to it.

suite: v1 # an old one
accepted:
    # The gateway lets it through.
    - id: p/type/above
      outcome: fail
      reason: "quoted: on purpose"   # Wei, 2026
      link: https://t.test/1

    # This one was mended.
    - id: p/type/below
      outcome: fail
      reason: gone
    - reason: >
        many
        words
      prefix: p/list
      outcome: fail
      expires: 2026-12-31
    - {id: q/elsewhere, target: 'http://*', outcome: skip}
    - id: p/later/x
      outcome: fail
      reason: is not asked today
known:
    p/type: [above, below]
    p/later: [x]
    p/removed: [x]
`

const updated = `# Ours.
#
# Ask Wei before you add to it.

suite: v2 # an old one
specs: s

accepted:
  # The gateway lets it through.
  - id: p/type/above
    outcome: fail
    reason: "quoted: on purpose" # Wei, 2026
    link: https://t.test/1

  - reason: >
      many words

    id: p/list/one
    outcome: fail
    expires: 2026-12-31

  - reason: >
      many words

    id: p/list/two
    outcome: fail
    expires: 2026-12-31

  - {id: q/elsewhere, target: 'http://*', outcome: skip}

  - id: p/later/x
    outcome: fail
    reason: is not asked today

  - id: p/type/odd
    target: emulator
    outcome: fail
    reason: "" # say why this is accepted; without a reason the gate stays red

  - prefix: p/enum
    target: emulator
    outcome: fail
    reason: "" # say why this is accepted; without a reason the gate stays red

known:
  p/enum: [a, b]
  p/later: [x]
  p/list: [one, three, two]
  p/type: [above, below, hint, odd]
`

func TestUpdateKeepsWhatPeopleWrote(t *testing.T) {
	run := around("emulator", "p/type/above", "p/type/below", "p/type/odd", "p/type/hint", "p/list/one", "p/list/two", "p/list/three", "p/enum/a", "p/enum/b", "p/later/x", "p/never/x")
	verdicts := []string{"p/type/above fail", "p/type/below pass", "p/type/odd fail", "p/type/hint fail may",
		"p/list/one fail", "p/list/two fail", "p/list/three pass", "p/enum/a fail", "p/enum/b fail should"}
	// p/list/three is known, so the prefix is too broad.
	text := strings.Replace(written, "p/later: [x]", "p/later: [x]\n    p/list: [three]", 1)
	g := read(t, text).For(run)
	outcomes(g, verdicts...)
	got, changes, err := g.Update()
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != updated {
		t.Errorf("updated:\n%s\nwant:\n%s", got, updated)
	}
	if changes != (gate.Changes{Added: 2, Deleted: 1, Narrowed: 1}) {
		t.Errorf("changes: %s", changes)
	}
	// Once more there is nothing to change, and only reasons are missing.
	again := read(t, string(got)).For(run)
	if ended := outcomes(again, verdicts...); ended != "deviation pass deviation fail deviation deviation pass deviation deviation" {
		t.Error(ended)
	}
	for _, p := range again.Problems() {
		if !strings.Contains(p.Text, "has no reason") {
			t.Errorf("%+v", p)
		}
	}
	if text, _, err := again.Update(); err != nil || string(text) != updated {
		t.Errorf("the second update changes it (%v):\n%s", err, text)
	}
}

func TestAnUpdateOfNothingMakesABaseline(t *testing.T) {
	file := filepath.Join(t.TempDir(), "b.yaml")
	if _, err := gate.Load(file, false); err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Error(err)
	}
	if _, err := gate.Load(filepath.Join(file, "no", "b.yaml"), true); err == nil {
		t.Error("a baseline in a folder that is not there")
	}
	b, err := gate.Load(file, true)
	if err != nil {
		t.Fatal(err)
	}
	g := b.For(around("t", "p/a/x", "p/a/y"))
	outcomes(g, "p/a/x fail", "p/a/y pass")
	text, _, err := g.Update()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := gate.Load(file, false)
	if err != nil || len(again.Entries) != 1 || again.Entries[0].ID != "p/a/x" || again.Suite != "v2" {
		t.Errorf("%+v, %v", again, err)
	}
	if !strings.HasPrefix(string(text), "# Known deviations, ") || !strings.Contains(string(text), "\naccepted:\n  - id: p/a/x\n") {
		t.Errorf("written:\n%s", text)
	}
}

func TestFailuresWithOneBeginningAreOneEntry(t *testing.T) {
	verdicts := []string{
		"p/a/over-limit fail", "p/a/over-limit-by-post fail", "p/a/far-over fail", "p/a/at-limit pass", "p/a/over-limit-in-xml fail may",
		"p/b/x fail", "p/b/y fail", "p/c/x fail", "p/c/y skip", "p/d/x-1 fail", "p/d/x-2 fail", "p/e/x-1 fail may", "p/e/y fail",
	}
	g := read(t, "accepted: []\n").For(around("t", "p/a/over-limit", "p/d/x-3"))
	outcomes(g, verdicts...)
	text, _, err := g.Update()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range read(t, string(text)).Entries {
		got = append(got, e.ID+e.Prefix)
	}
	// Not p/d/x: p/d/x-3 was not asked, and nobody has said that it may fail.
	if want := "p/a/over-limit p/a/far-over p/b p/c/x p/d/x-1 p/d/x-2 p/e"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", got, want)
	}
}
