package gate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/gate"
)

// joint holds some targets' verdicts against a baseline: "one: p/a/x fail". All
// could have been asked p/a/x, p/a/y and p/a/later; two has p/b/x too.
func joint(t *testing.T, baseline string, verdicts []string) (outcome string, problems []string) {
	t.Helper()
	var runs []gate.Run
	for _, target := range []string{"one", "two", "absent"} {
		r := around(target, "p/a/x", "p/a/y", "p/a/later")
		if target == "two" {
			r.Catalogue = append(r.Catalogue, "p/b/x")
		}
		r.ByHand = true
		runs = append(runs, r)
	}
	j := read(t, baseline).ForAll(runs)
	var all []string
	for _, words := range verdicts {
		target, rest, _ := strings.Cut(words, ": ")
		n := slices.IndexFunc(runs, func(r gate.Run) bool { return r.Target == target })
		all = append(all, outcomes(j.Of(n), rest))
	}
	for _, p := range j.Problems() {
		problems = append(problems, p.Place+" "+p.Text)
	}
	return strings.Join(all, " "), problems
}

func TestSeveralTargetsAgainstOneBaseline(t *testing.T) {
	const one, both = "accepted:\n  - {id: p/a/x, target: one, outcome: fail, reason: r}\n", "accepted:\n  - {id: p/a/x, outcome: fail, reason: r}\n"
	for _, c := range []struct {
		name, baseline string
		verdicts       []string
		want           string
		problems       []string
	}{
		{"of one target", one, []string{"one: p/a/x fail", "two: p/a/x fail"}, "deviation fail", nil},
		{"of every target", both, []string{"one: p/a/x fail", "two: p/a/x fail"}, "deviation deviation", nil},
		{"mended by one", both, []string{"one: p/a/x pass", "two: p/a/x fail"}, "pass deviation",
			[]string{"b.yaml:2 p/a/x is accepted as fail, and no longer so of one: narrow its target"}},
		{"mended", one, []string{"one: p/a/x pass", "two: p/a/x fail"}, "pass fail",
			[]string{"b.yaml:2 p/a/x is accepted as fail and passes now: delete line 2"}},
		{"a target that could not be asked", "accepted:\n  - {id: p/a/x, target: absent, outcome: fail, reason: r}\n", []string{"one: p/a/x pass"}, "pass", nil},
		{"no such target", "accepted:\n  - {id: p/a/x, target: three, outcome: fail, reason: r}\n", []string{"one: p/a/x fail"}, "fail",
			[]string{"b.yaml:2 p/a/x is accepted for three, and there is no such client: delete line 2, or correct it"}},
		{"a case that only one target has", "accepted:\n  - {prefix: p/b, outcome: fail, reason: r}\n", []string{"one: p/a/x pass", "two: p/b/x fail"}, "pass deviation", nil},
		{"a case of another target", "accepted:\n  - {prefix: p/b, target: one, outcome: fail, reason: r}\n", []string{"one: p/a/x pass", "two: p/b/x fail"}, "pass fail",
			[]string{"b.yaml:2 p/b matches no case: delete line 2, or correct it"}},
		{"no such case", "accepted:\n  - {id: p/moon, outcome: fail, reason: r}\n", []string{"one: p/a/x pass"}, "pass",
			[]string{"b.yaml:2 p/moon matches no case: delete line 2, or correct it"}},
		{"too broad", "accepted:\n  - {prefix: p/a, target: 'o*', outcome: fail, reason: r}\n", []string{"one: p/a/x pass", "one: p/a/y fail"}, "pass deviation",
			[]string{"b.yaml:2 p/a covers cases that pass now, p/a/x: narrow it (one)"}},
		{"no reason", "accepted:\n  - {id: p/a/x, target: one, outcome: fail}\n", []string{"one: p/a/x fail"}, "deviation",
			[]string{"b.yaml:2 p/a/x has no reason: write why it is accepted"}},
		{"expired", "accepted:\n  - {id: p/a/x, target: one, outcome: fail, reason: r, expires: 2026-01-01}\n", []string{"one: p/a/x fail"}, "deviation",
			[]string{"b.yaml:2 p/a/x expired on 2026-01-01: mend what deviates, or set a later day"}},
	} {
		got, problems := joint(t, c.baseline, c.verdicts)
		if got != c.want || !slices.Equal(problems, c.problems) {
			t.Errorf("%s: %s, want %s; problems %q, want %q", c.name, got, c.want, problems, c.problems)
		}
	}
}
