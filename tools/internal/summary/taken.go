package summary

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
)

// taken is what is told of verdicts: of most no more than how many there are.
type taken struct {
	tally        record.Tally
	failing      failing // what counts
	newlyFailing failing // what is new to the baseline, and does not
	fresh        map[finding.Outcome]int
	reasons      map[finding.Outcome]*counts[string]
	accepted     counts[record.Accepted]
	first        map[record.Accepted]string // the id of the first case that an entry accepts
	felt         []record.Verdict           // of readings
	operations   counts[string]
	ended        map[string]map[finding.Outcome]int // by operation
	requirements map[string]*requirement
}

// requirement is how the cases of one ended.
type requirement struct {
	ended  map[finding.Outcome]int
	source string
}

// counts count what is equal, in the order in which it came.
type counts[K comparable] struct {
	order []K
	of    map[K]int
}

func (c *counts[K]) add(key K) {
	if c.of == nil {
		c.of = map[K]int{}
	}
	if c.of[key]++; c.of[key] == 1 {
		c.order = append(c.order, key)
	}
}

// Take takes a verdict in; which exchanges were never sent must be known by then.
func (r *Result) Take(v Verdict) {
	t := &r.taken
	if t.ended == nil {
		t.fresh, t.reasons, t.first = map[finding.Outcome]int{}, map[finding.Outcome]*counts[string]{}, map[record.Accepted]string{}
		t.ended, t.requirements = map[string]map[finding.Outcome]int{}, map[string]*requirement{}
	}
	t.tally.Take(v.Verdict, r.Unsent)
	if v.New {
		t.fresh[v.Outcome]++
	}
	switch {
	case v.Outcome == finding.Fail && v.New:
		t.newlyFailing.add(v)
	case v.Outcome == finding.Fail:
		t.failing.add(v)
	case v.Outcome == finding.Skip || v.Outcome == finding.Error:
		if t.reasons[v.Outcome] == nil {
			t.reasons[v.Outcome] = &counts[string]{}
		}
		t.reasons[v.Outcome].add(v.Reason)
	case v.Outcome == finding.Deviation && v.Accepted != nil:
		if t.accepted.add(*v.Accepted); t.first[*v.Accepted] == "" {
			t.first[*v.Accepted] = v.ID
		}
	}
	if strings.Contains(v.Reading, "=") {
		t.felt = append(t.felt, record.Verdict{Operation: v.Operation, Family: v.Family, Outcome: v.Outcome, Reading: v.Reading})
	}
	t.operations.add(v.Operation)
	count(t.ended, v.Operation, v.Outcome)
	one := t.requirements[v.Requirement]
	if one == nil {
		one = &requirement{ended: map[finding.Outcome]int{}, source: v.Source}
		t.requirements[v.Requirement] = one
	}
	one.ended[v.Outcome]++
}

func count(in map[string]map[finding.Outcome]int, key string, outcome finding.Outcome) {
	if in[key] == nil {
		in[key] = map[finding.Outcome]int{}
	}
	in[key][outcome]++
}

// Over says that of the requirements so far no verdict comes any more, and that they are not
// to be listed.
func (r *Result) Over() {
	r.taken.tally.Over()
	clear(r.taken.requirements)
}

// Anew forgets the verdicts: they are to be taken in again, as something else sees them.
func (r *Result) Anew() { r.taken = taken{} }

// Tally counts the verdicts so far.
func (r *Result) Tally() *record.Tally { return &r.taken.tally }

// broken is a requirement that some of its cases find broken.
type broken struct {
	requirement string
	level       contract.Level // the strongest of the failing cases
	first       Verdict        // of the cases that fail at that level
	cases       int            // that do
	more        int            // that fail at a weaker one
}

// failing are the requirements that are broken, in the order of the verdicts.
type failing struct {
	all   []*broken
	index map[string]*broken
}

func (f *failing) add(v Verdict) {
	if f.index == nil {
		f.index = map[string]*broken{}
	}
	b, level := f.index[v.Requirement], v.Level
	switch {
	case b == nil:
		b = &broken{requirement: v.Requirement, level: level, first: v, cases: 1}
		f.index[v.Requirement] = b
		f.all = append(f.all, b)
	case b.level == level:
		b.cases++
	case level.Includes(b.level): // weaker than what is there
		b.more++
	default:
		b.more += b.cases
		b.level, b.first, b.cases = level, v, 1
	}
}
