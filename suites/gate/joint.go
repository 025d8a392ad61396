package gate

import (
	"cmp"
	"fmt"

	"github.com/plumbline/plumbline/suites/record"
)

// Joint holds several targets that were asked together, the clients of an SDK
// gate for one, against one baseline. An entry that names no target is about
// each of them, so it is judged by what all of them did.
type Joint struct {
	baseline *Baseline
	gates    []*Gate
}

// ForAll begins to hold runs of several targets against the baseline. Every
// target that an entry may name has its run, one that could not be asked too:
// its catalogue says what there would have been.
func (b *Baseline) ForAll(runs []Run) *Joint {
	j := &Joint{baseline: b}
	for _, r := range runs {
		g := b.For(r)
		g.joint = true
		j.gates = append(j.gates, g)
	}
	return j
}

// Of gives the gate of the n-th run.
func (j *Joint) Of(n int) *Gate { return j.gates[n] }

// Problems lists the entries that must be deleted or mended, in the order of the
// file. It is never nil. Of no run there is nothing to say.
func (j *Joint) Problems() []record.Problem {
	out := []record.Problem{}
	if len(j.gates) == 0 {
		return out
	}
	for _, e := range j.baseline.Entries {
		text := j.wrong(e)
		if text == "" {
			text = j.gates[0].overdue(e)
		}
		if text != "" {
			out = append(out, record.Problem{Place: j.gates[0].place(e), Text: text})
		}
	}
	return out
}

// wrong says what is wrong about an entry, by what every target did; "" if
// nothing is.
func (j *Joint) wrong(e *Entry) string {
	about, held := 0, false
	var mended []string                    // targets whose cases it decides and no longer fits
	var tooBroad, noLonger, matches string // what was said first of each kind
	for _, g := range j.gates {
		if !e.applies(g.run.Target) {
			continue
		}
		about++
		switch state, text := g.state(e); {
		case state == holds:
			held = true
		case state == broad:
			tooBroad = cmp.Or(tooBroad, fmt.Sprintf("%s (%s)", text, g.run.Target))
		case len(g.owned[e]) > 0:
			mended, noLonger = append(mended, g.run.Target), cmp.Or(noLonger, text)
		default:
			matches = cmp.Or(matches, text)
		}
	}
	switch {
	case about == 0:
		return fmt.Sprintf("%s is accepted for %s, and there is no such client: delete %s, or correct it", e.name(), e.Target, e.lines())
	case tooBroad != "":
		return tooBroad
	case held && len(mended) > 0:
		return fmt.Sprintf("%s is accepted as %s, and no longer so of %s: narrow its target", e.name(), e.Outcome, some(mended))
	case held: // that it matches nothing elsewhere is no fault: clients have some operations only
		return ""
	}
	return cmp.Or(noLonger, matches)
}

// NotAsked counts the entries that say nothing about any target that was asked,
// and whose cases exist: nothing is said about them.
func (j *Joint) NotAsked() int {
	n := 0
	for _, e := range j.baseline.Entries {
		looked, exists := false, false
		for _, g := range j.gates {
			if e.applies(g.run.Target) {
				looked, exists = looked || g.covered[e], exists || g.exists(e)
			}
		}
		if !looked && exists {
			n++
		}
	}
	return n
}
