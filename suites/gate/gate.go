package gate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// Run is what a gate has to know of a run.
type Run struct {
	Suite, Specs, Target string // as its header says
	// Catalogue holds the ids of all cases of the suite, asked or not; nil if
	// they are not known.
	Catalogue []string
	Now       time.Time
	// ByHand is true where nothing writes the baseline but its owner.
	ByHand bool
}

// Of gives what a header says of its run.
func Of(h record.Header, catalogue []string, now time.Time) Run {
	return Run{Suite: h.Suite, Specs: h.Specs, Target: h.Target, Catalogue: catalogue, Now: now}
}

// Gate holds the verdicts of one run against a baseline.
type Gate struct {
	baseline *Baseline
	run      Run
	owned    map[*Entry][]record.Verdict // what each entry decides, as it really ended
	covered  map[*Entry]bool             // entries that cover a case that a closer one decides
	verdicts []record.Verdict            // all, as they really ended
	taken    map[string]bool             // their ids
	joint    bool                        // the baseline is one for several targets

	catalogue map[string]bool // of the run
}

// For begins to hold a run against the baseline.
func (b *Baseline) For(r Run) *Gate {
	g := &Gate{baseline: b, run: r, owned: map[*Entry][]record.Verdict{}, covered: map[*Entry]bool{}, catalogue: map[string]bool{}, taken: map[string]bool{}}
	for _, id := range r.Catalogue {
		g.catalogue[id] = true
	}
	return g
}

// Raw gives a verdict as it was before any baseline.
func Raw(v record.Verdict) record.Verdict {
	if v.Accepted != nil {
		v.Outcome = v.Accepted.Outcome
		if v.Outcome == finding.Fail {
			v.Reason = ""
		}
	}
	v.Accepted, v.New = nil, false
	return v
}

// Take takes a verdict in and gives it as the baseline sees it: a deviation if
// an entry accepts how it ended, marked if the baseline does not know the case.
func (g *Gate) Take(v record.Verdict) record.Verdict {
	v = Raw(v)
	g.forget(v.ID)
	g.verdicts = append(g.verdicts, v)
	e := g.owner(v.ID)
	v.New = g.fresh(v.ID, e)
	if e == nil {
		return v
	}
	g.owned[e] = append(g.owned[e], v)
	if v.Outcome == e.Outcome {
		v.Accepted = &record.Accepted{Outcome: v.Outcome, Reason: e.Reason, Link: e.Link, Place: g.place(e)}
		if v.Outcome == finding.Fail {
			v.Reason = e.Reason
		}
		v.Outcome = "deviation"
	}
	return v
}

// forget drops how a case ended before it was asked anew.
func (g *Gate) forget(id string) {
	if !g.taken[id] {
		g.taken[id] = true
		return
	}
	same := func(v record.Verdict) bool { return v.ID == id }
	g.verdicts = slices.DeleteFunc(g.verdicts, same)
	for e := range g.owned {
		g.owned[e] = slices.DeleteFunc(g.owned[e], same)
	}
}

// owner finds the entry that decides a case: of those that cover it the closest.
func (g *Gate) owner(id string) *Entry {
	var owner *Entry
	for _, e := range g.baseline.Entries {
		if !e.covers(id) || !e.applies(g.run.Target) {
			continue
		}
		g.covered[e] = true
		if owner == nil || e.over(owner) {
			owner = e
		}
	}
	return owner
}

// fresh tells whether a case is new: one of the suite that the baseline does not
// know. Under one released suite and one set of specs no case is: there a run
// merely asks more than the one that was accepted, and what fails counts. Nor is
// a case new that was drawn at random.
func (g *Gate) fresh(id string, owner *Entry) bool {
	b := g.baseline
	if b.known == nil || b.known[id] || owner != nil && owner.ID != "" || g.run.Catalogue != nil && !g.catalogue[id] {
		return false
	}
	same := b.Suite == g.run.Suite && b.Specs == g.run.Specs
	return !same || !released(b.Suite)
}

// released tells a version that always means the same suite.
func released(version string) bool {
	return strings.HasPrefix(version, "v") && !strings.Contains(version, "dirty")
}

func (g *Gate) place(e *Entry) string { return fmt.Sprintf("%s:%d", g.baseline.File, e.First) }

// Problems lists the entries about this target that must be deleted or mended,
// in the order of the file. It is never nil.
func (g *Gate) Problems() []record.Problem {
	out := []record.Problem{}
	for _, e := range g.baseline.Entries {
		if !e.applies(g.run.Target) {
			continue
		}
		state, text := g.state(e)
		if state == holds {
			text = g.overdue(e)
		}
		if text != "" {
			out = append(out, record.Problem{Place: g.place(e), Text: text})
		}
	}
	return out
}

// overdue says what an entry that holds lacks all the same, "" if nothing.
func (g *Gate) overdue(e *Entry) string {
	switch {
	case e.Reason == "":
		return fmt.Sprintf("%s has no reason: write why it is accepted", e.name())
	case e.Expires != "" && g.run.Now.UTC().Format(time.DateOnly) > e.Expires:
		return fmt.Sprintf("%s expired on %s: mend what deviates, or set a later day", e.name(), e.Expires)
	}
	return ""
}

// state is how an entry stands to a run.
type state int

const (
	holds state = iota // it occurs, or could not be looked at
	stale              // it has to go
	broad              // a prefix that covers cases which pass
)

// state judges an entry by the cases it decides, and says what is wrong.
func (g *Gate) state(e *Entry) (state, string) {
	cases := g.owned[e]
	if e.Flaky {
		return g.flaky(e)
	}
	count := map[finding.Outcome]int{}
	var passing []string // known ones: a new one is not held against the entry
	for _, v := range cases {
		count[v.Outcome]++
		if v.Outcome == finding.Pass && !v.New {
			passing = append(passing, v.ID)
		}
	}
	gone := "delete " + e.lines()
	switch {
	case len(cases) == 0 && g.covered[e]:
		return stale, fmt.Sprintf("%s covers nothing that closer entries do not cover: %s", e.name(), gone)
	case len(cases) == 0 && g.exists(e):
		return holds, ""
	case len(cases) == 0:
		return stale, fmt.Sprintf("%s matches no case: %s, or correct it", e.name(), gone)
	case count[e.Outcome] > 0 && len(passing) > 0:
		return broad, fmt.Sprintf("%s covers cases that pass now, %s: narrow it%s", e.name(), some(passing), g.writes())
	case count[e.Outcome] > 0, count["error"] > 0:
		return holds, ""
	case e.ID != "":
		return stale, fmt.Sprintf("%s is accepted as %s and %s now: %s", e.name(), e.Outcome, does(cases[0].Outcome), gone)
	}
	return stale, fmt.Sprintf("none of the %d cases below %s %s now: %s", len(cases), e.name(), does(e.Outcome), gone)
}

// flaky judges an entry of cases that end as it says at times: it has to go only
// when there are none.
func (g *Gate) flaky(e *Entry) (state, string) {
	if len(g.owned[e]) == 0 && !g.exists(e) {
		return stale, fmt.Sprintf("%s matches no case: delete %s, or correct it", e.name(), e.lines())
	}
	return holds, ""
}

// writes says what narrows an entry by itself.
func (g *Gate) writes() string {
	if g.run.ByHand {
		return ""
	}
	return "; --update does"
}

// does says in a sentence how a case ends.
func does(outcome finding.Outcome) string {
	return map[finding.Outcome]string{"pass": "passes", "fail": "fails", "skip": "is skipped", "error": "cannot be asked"}[outcome]
}

// exists tells whether the suite has a case that the entry covers, though this
// run did not ask it.
func (g *Gate) exists(e *Entry) bool { return slices.ContainsFunc(g.run.Catalogue, e.covers) }

// NotAsked counts the entries about this target whose cases exist and were not
// asked in this run: nothing is said about them.
func (g *Gate) NotAsked() int {
	n := 0
	for _, e := range g.baseline.Entries {
		if e.applies(g.run.Target) && !g.covered[e] && g.exists(e) {
			n++
		}
	}
	return n
}

// some names the first of several ids.
func some(ids []string) string {
	const shown = 3
	if len(ids) <= shown {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:shown], ", "), len(ids)-shown)
}
