package gate_test

import (
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/gate"
)

// noBaselines are texts that are refused, and what is said of them.
func noBaselines() []struct{ name, text, want string } {
	entry := func(lines ...string) string { return "accepted:\n  - " + strings.Join(lines, "\n    ") + "\n" }
	return []struct{ name, text, want string }{
		{"empty", "", "b.yaml:1: not a baseline: the file is empty"},
		{"a list", "- a\n", "b.yaml:1: not a baseline: it is a YAML mapping"},
		{"a word", "hello\n", "b.yaml:1: not a baseline: it is a YAML mapping"},
		{"no YAML", "accepted:\n  - id: [\n", "b.yaml:"},
		{"a tab", "accepted:\n\t- id: a\n", "b.yaml:"},
		{"two documents", "accepted: []\n---\naccepted: []\n", "b.yaml:"},
		{"unknown key", "suite: v1\nacepted: []\n", `b.yaml:2: unknown key "acepted" of a baseline: did you mean accepted? known are accepted, known, specs, suite`},
		{"a key twice", "suite: v1\nsuite: v2\n", "b.yaml:2: the key suite stands in line 1 already: remove one"},
		{"accepted is no list", "accepted: {a: b}\n", "b.yaml:1: accepted is a list"},
		{"an entry is a word", "accepted:\n  - a/b\n", "b.yaml:2: an entry of accepted is a YAML mapping"},
		{"unknown key of an entry", entry("id: a/b", "outcome: fail", "because: x"), `b.yaml:4: unknown key "because" of an entry of accepted; known are expires, flaky, id, link, outcome, prefix, reason, target`},
		{"neither id nor prefix", entry("outcome: fail"), "b.yaml:2: an entry has either the id of a case or the prefix"},
		{"both", entry("id: a/b", "prefix: a", "outcome: fail"), "b.yaml:2: an entry has either the id of a case or the prefix"},
		{"no outcome", entry("id: a/b"), `b.yaml:2: outcome "" of a/b is not fail, skip or error`},
		{"an odd outcome", entry("id: a/b", "outcome: pass"), `b.yaml:2: outcome "pass" of a/b is not fail, skip or error`},
		{"an empty target", entry("id: a/b", "outcome: fail", "target:"), "b.yaml:4: target is empty"},
		{"no date", entry("id: a/b", "outcome: fail", "expires: 2026-02-30"), `b.yaml:4: expires "2026-02-30" is not a date, YYYY-MM-DD`},
		{"a date of another country", entry("id: a/b", "outcome: fail", "expires: 31.12.2026"), `b.yaml:4: expires "31.12.2026" is not a date`},
		{"no link", entry("id: a/b", "outcome: fail", "link: JIRA-1"), `b.yaml:4: link "JIRA-1" is not an http(s) URL`},
		{"a list for a reason", entry("id: a/b", "outcome: fail", "reason: [a]"), "b.yaml:4: one value is wanted here"},
		{"an alias", "suite: &a x\nspecs: *a\n", "b.yaml:2: one value is wanted here"},
		{"an escape", entry("id: a/b", "outcome: fail", `reason: "\e[31mred"`), "b.yaml:4: a control character"},
		{"an entry twice", entry("id: a/b", "outcome: fail") + "  - id: a/b\n    outcome: skip\n", "b.yaml:4: a/b stands twice, first in line 2"},
		{"a prefix twice", entry("prefix: a/b", "outcome: fail") + "  - prefix: a/b/\n    outcome: fail\n", "b.yaml:4: a/b stands twice, first in line 2"},
		{"nothing known", "known: {}\n", "b.yaml:1: known maps requirements to the variants"},
		{"known is a list", "known: [a/b]\n", "b.yaml:1: known maps requirements to the variants"},
		{"a known word", "known:\n  a/b: c\n", "b.yaml:2: the variants of a/b are a list"},
		{"known twice", "known:\n  a/b: [c, c]\n", "b.yaml:2: a/b/c is no name of a case, or stands twice"},
	}
}

func TestWhatIsNoBaselineIsNamedWithItsLine(t *testing.T) {
	for _, c := range noBaselines() {
		_, err := gate.Read("b.yaml", []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestEntriesKnowTheirLines(t *testing.T) {
	b, err := gate.Read("b.yaml", []byte(`accepted:
- id: a/b/c # the first
  outcome: fail
  reason: >
    more words

    and more

# about the second
- prefix: a/c/
  outcome: skip
- {id: a/d, outcome: error, reason: in one line, expires: 2026-12-31}
`))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []gate.Entry{
		{ID: "a/b/c", Outcome: "fail", Reason: "more words\nand more", First: 2, Last: 7},
		{Prefix: "a/c", Outcome: "skip", First: 10, Last: 11},
		{ID: "a/d", Outcome: "error", Reason: "in one line", Expires: "2026-12-31", First: 12, Last: 12},
	} {
		got := b.Entries[i]
		if got.ID != want.ID || got.Prefix != want.Prefix || got.Outcome != want.Outcome || got.Reason != want.Reason ||
			got.Expires != want.Expires || got.First != want.First || got.Last != want.Last {
			t.Errorf("entry %d is %+v, want %+v", i, *got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("accepted:\n  - id: a/b\n    outcome: fail\nknown:\n  a: [b]\n")
	f.Add("- \n? \n")
	f.Fuzz(func(t *testing.T, text string) {
		b, err := gate.Read("b.yaml", []byte(text))
		if (b == nil) == (err == nil) {
			t.Errorf("%v and %v", b, err)
		}
		if b == nil {
			return
		}
		g := b.For(gate.Run{Suite: "v1", Target: "t"})
		updated, _, err := g.Update()
		if err != nil {
			t.Fatal(err)
		}
		_ = updated
	})
}
