package gate_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/record"
)

// v makes a verdict: "p/Op/type/word fail may".
func v(words string) record.Verdict {
	fields := strings.Fields(words + " must")
	id := fields[0]
	line := record.Verdict{ID: id, Requirement: id[:strings.LastIndex(id, "/")], Operation: "p/Op", Outcome: finding.Outcome(fields[1]), Level: contract.Level(fields[2])}
	if line.Outcome == "skip" || line.Outcome == "error" {
		line.Reason = "no way"
	}
	return line
}

func read(t *testing.T, text string) *gate.Baseline {
	t.Helper()
	b, err := gate.Read("b.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return b
}

// around is a run of 2026-06-15.
func around(target string, catalogue ...string) gate.Run {
	return gate.Run{Suite: "v2", Specs: "s", Target: target, Catalogue: catalogue, Now: time.Date(2026, 6, 15, 23, 0, 0, 0, time.UTC)}
}

// outcomes takes verdicts in and says how they ended; a new one has a "+".
func outcomes(g *gate.Gate, verdicts ...string) string {
	var out []string
	for _, words := range verdicts {
		got := g.Take(v(words))
		text := string(got.Outcome)
		if got.New {
			text += "+"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

const because = "\n    outcome: fail\n    reason: it is so\n"

func TestTheGate(t *testing.T) {
	for _, c := range []struct {
		name, baseline string
		verdicts       []string
		want           string
		problems       []string
	}{
		{"nothing accepted", "accepted: []\n", []string{"p/a/x pass", "p/a/y fail"}, "pass fail", nil},
		{"an id", "accepted:\n  - id: p/a/y" + because, []string{"p/a/x pass", "p/a/y fail"}, "pass deviation", nil},
		{"a prefix", "accepted:\n  - prefix: p/a" + because, []string{"p/a/x fail", "p/a/y fail", "p/ab/x fail"}, "deviation deviation fail", nil},
		{"a prefix beside what is skipped", "accepted:\n  - prefix: p/a" + because, []string{"p/a/x fail", "p/a/y skip"}, "deviation skip", nil},
		{"an id that passes", "accepted:\n  - id: p/a/y" + because, []string{"p/a/y pass"}, "pass",
			[]string{"b.yaml:2 p/a/y is accepted as fail and passes now: delete lines 2-4"}},
		{"an id that is skipped", "accepted:\n  - id: p/a/y" + because, []string{"p/a/y skip"}, "skip",
			[]string{"b.yaml:2 p/a/y is accepted as fail and is skipped now: delete lines 2-4"}},
		{"an id that was not decided", "accepted:\n  - id: p/a/y" + because, []string{"p/a/y error"}, "error", nil},
		{"a skip is expected", "accepted:\n  - {id: p/a/y, outcome: skip, reason: r}\n", []string{"p/a/y skip"}, "deviation", nil},
		{"an error is expected", "accepted:\n  - {id: p/a/y, outcome: error, reason: r}\n", []string{"p/a/y error"}, "deviation", nil},
		{"a skip is expected, and it fails", "accepted:\n  - {id: p/a/y, outcome: skip, reason: r}\n", []string{"p/a/y fail"}, "fail",
			[]string{"b.yaml:2 p/a/y is accepted as skip and fails now: delete line 2"}},
		{"a prefix that passes in part", "accepted:\n  - prefix: p/a" + because, []string{"p/a/x fail", "p/a/y pass"}, "deviation pass",
			[]string{"b.yaml:2 p/a covers cases that pass now, p/a/y: narrow it; --update does"}},
		{"a prefix that passes", "accepted:\n  - prefix: p/a" + because, []string{"p/a/x pass", "p/a/y pass"}, "pass pass",
			[]string{"b.yaml:2 none of the 2 cases below p/a fails now: delete lines 2-4"}},
		{"no such case", "accepted:\n  - id: p/a/moon" + because, []string{"p/a/y pass"}, "pass",
			[]string{"b.yaml:2 p/a/moon matches no case: delete lines 2-4, or correct it"}},
		{"half a word", "accepted:\n  - prefix: p/a/wo" + because, []string{"p/a/word fail"}, "fail",
			[]string{"b.yaml:2 p/a/wo matches no case: delete lines 2-4, or correct it"}},
		{"not asked", "accepted:\n  - id: p/a/later" + because, []string{"p/a/y pass"}, "pass", nil},
		{"no reason", "accepted:\n  - {id: p/a/y, outcome: fail, reason: ' '}\n", []string{"p/a/y fail"}, "deviation",
			[]string{"b.yaml:2 p/a/y has no reason: write why it is accepted"}},
		{"expired", "accepted:\n  - {id: p/a/y, outcome: fail, reason: r, expires: 2026-06-14}\n", []string{"p/a/y fail"}, "deviation",
			[]string{"b.yaml:2 p/a/y expired on 2026-06-14: mend what deviates, or set a later day"}},
		{"the last day", "accepted:\n  - {id: p/a/y, outcome: fail, reason: r, expires: 2026-06-15}\n", []string{"p/a/y fail"}, "deviation", nil},
		{"this target", "accepted:\n  - {id: p/a/y, target: 'http://127.*:*', outcome: fail, reason: r}\n", []string{"p/a/y fail"}, "deviation", nil},
		{"another target", "accepted:\n  - {id: p/a/y, target: emulator*, outcome: fail}\n", []string{"p/a/y fail"}, "fail", nil},
		{"the closest decides", "accepted:\n  - {prefix: p, outcome: skip, reason: r}\n  - {prefix: p/a, outcome: fail, reason: r}\n  - {id: p/a/y, outcome: error, reason: r}\n",
			[]string{"p/a/x fail", "p/a/y error", "p/b/x skip"}, "deviation deviation deviation", nil},
		{"nothing left to cover", "accepted:\n  - prefix: p/a" + because + "  - id: p/a/y" + because, []string{"p/a/y fail"}, "deviation",
			[]string{"b.yaml:2 p/a covers nothing that closer entries do not cover: delete lines 2-4"}},
		{"words of a variant", "accepted:\n  - prefix: p/a/over" + because, []string{"p/a/over fail", "p/a/over-by-post fail", "p/a/overs fail"}, "deviation deviation fail", nil},
		{"new", "suite: v1\nknown: {p/a: [y]}\n", []string{"p/a/y pass", "p/a/x fail", "p/a/w pass", "p/a/drawn fail"}, "pass fail+ pass+ fail", nil},
		{"new and accepted", "suite: v1\naccepted:\n  - id: p/a/x" + because + "known: {p/a: [y]}\n", []string{"p/a/x fail"}, "deviation", nil},
		{"new below a prefix", "suite: v1\naccepted:\n  - prefix: p/a" + because + "known: {p/a: [y]}\n", []string{"p/a/y fail", "p/a/x pass", "p/a/w fail"}, "deviation pass+ deviation+", nil},
		{"not new: the same suite asks more", "suite: v2\nspecs: s\nknown: {p/a: [y]}\n", []string{"p/a/x fail"}, "fail", nil},
	} {
		g := read(t, c.baseline).For(around("http://127.0.0.1:80", "p/a/x", "p/a/y", "p/a/w", "p/b/x", "p/a/later"))
		got := outcomes(g, c.verdicts...)
		var problems []string
		for _, p := range g.Problems() {
			problems = append(problems, p.Place+" "+p.Text)
		}
		if got != c.want || !slices.Equal(problems, c.problems) {
			t.Errorf("%s: %s, want %s; problems %q, want %q", c.name, got, c.want, problems, c.problems)
		}
	}
}

func TestADeviationSaysWhatWasAccepted(t *testing.T) {
	b := read(t, "accepted:\n  - {id: p/a/x, outcome: fail, reason: why, link: 'https://t.test/1'}\n  - {id: p/a/y, outcome: skip, reason: why}\n")
	g := b.For(around("t"))
	failed, skipped := g.Take(v("p/a/x fail")), g.Take(v("p/a/y skip"))
	if a := *failed.Accepted; a != (record.Accepted{Outcome: "fail", Reason: "why", Link: "https://t.test/1", Place: "b.yaml:2"}) || failed.Reason != "why" {
		t.Errorf("%+v", failed)
	}
	if skipped.Reason != "no way" || skipped.Accepted.Reason != "why" {
		t.Errorf("%+v", skipped)
	}
	// A record of a run with a baseline can be held against another one.
	for _, c := range [][2]record.Verdict{{failed, v("p/a/x fail")}, {skipped, v("p/a/y skip")}} {
		if got := gate.Raw(c[0]); got.Outcome != c[1].Outcome || got.Reason != c[1].Reason || got.Accepted != nil || got.New {
			t.Errorf("%+v, want %+v", got, c[1])
		}
	}
}

func TestEntriesThatWereNotAskedAreCounted(t *testing.T) {
	g := read(t, "accepted:\n  - id: p/a/later"+because+"  - id: p/a/x"+because).For(around("t", "p/a/later", "p/a/x"))
	outcomes(g, "p/a/x fail")
	if g.NotAsked() != 1 || len(g.Problems()) != 0 {
		t.Errorf("%d not asked, problems %v", g.NotAsked(), g.Problems())
	}
}
