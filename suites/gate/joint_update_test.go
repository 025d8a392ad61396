package gate_test

import (
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/gate"
)

// ofClients is a baseline with all that people write, of several targets.
const ofClients = `# Ours.
accepted:
  # Of all of them.
  - {id: p/a/x, outcome: fail, reason: "quoted: on purpose"} # Wei
  # Of some.
  - id: p/a/y
    target: "*o*"
    outcome: fail
    reason: long known # since 2026
    link: https://t.test/1
  - {prefix: p/a, target: two, outcome: fail, reason: all of it}
  - {id: p/b/x, target: two, outcome: fail, reason: is mended}
  - {id: p/c/x, target: three, outcome: fail, reason: there is no three}
  - {id: p/c/x, target: absent, outcome: fail, reason: was not asked}
`

const ofClientsUpdated = `# Ours.
accepted:
  # Of all of them.
  - {id: p/a/x, outcome: fail, reason: "quoted: on purpose"} # Wei

  # Of some.
  - id: p/a/y
    target: "one"
    outcome: fail
    reason: long known # since 2026
    link: https://t.test/1

  - {id: p/a/later, target: two, outcome: fail, reason: all of it}

  - {id: p/c/x, target: absent, outcome: fail, reason: was not asked}

  - id: p/c/x
    target: one
    outcome: fail
    reason: "" # say why this is accepted; without a reason the gate stays red

  - prefix: p/d
    target: two
    outcome: fail
    reason: "" # say why this is accepted; without a reason the gate stays red
`

func TestAnUpdateOfSeveralTargetsKeepsWhatPeopleWrote(t *testing.T) {
	all := []string{"p/a/x", "p/a/y", "p/a/later", "p/a/other", "p/b/x", "p/c/x", "p/d/x", "p/d/y"}
	hold := func(text string) *gate.Joint {
		j := read(t, text).ForAll([]gate.Run{around("one", all...), around("two", all...), around("absent", all...)})
		outcomes(j.Of(0), "p/a/x fail", "p/a/y fail", "p/b/x pass", "p/c/x fail", "p/d/x pass", "p/d/y fail may")
		outcomes(j.Of(1), "p/a/x fail", "p/a/y pass", "p/a/later fail", "p/a/other pass", "p/b/x pass", "p/c/x pass", "p/d/x fail", "p/d/y fail")
		return j
	}
	_, text, changes, err := hold(ofClients).Update()
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != ofClientsUpdated {
		t.Errorf("updated:\n%s\nwant:\n%s", text, ofClientsUpdated)
	}
	if changes != (gate.Changes{Added: 2, Deleted: 2, Narrowed: 2}) {
		t.Errorf("changes: %s", changes)
	}
	again := hold(string(text))
	for _, p := range again.Problems() {
		if !strings.Contains(p.Text, "has no reason") {
			t.Errorf("%+v", p)
		}
	}
	if _, twice, changes, err := again.Update(); err != nil || string(twice) != ofClientsUpdated {
		t.Errorf("the second update (%s, %v):\n%s", changes, err, twice)
	}
}
