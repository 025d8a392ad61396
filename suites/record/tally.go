package record

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
)

// Tally is what verdicts come to, taken in one after the other: nothing of one is kept that
// is not counted. The zero value has none.
type Tally struct {
	// Counts are the verdicts by their outcomes, and All is how many there are.
	Counts map[finding.Outcome]int
	All    int

	failed, erred, asked, weighed bool

	operations []*tally
	at         map[string]*tally
	efforts    []*effort // of requirements that are not over
	of         map[string]*effort
	over       Judged
}

// effort is what came of a requirement's cases so far.
type effort struct {
	Effort
	asked   bool
	counted map[string]bool // exchanges
}

// Take takes a verdict in. Unsent are the exchanges whose requests never went out.
func (t *Tally) Take(v Verdict, unsent map[string]bool) {
	if t.Counts == nil {
		t.Counts, t.at, t.of = map[finding.Outcome]int{}, map[string]*tally{}, map[string]*effort{}
	}
	t.All++
	t.Counts[v.Outcome]++
	outcome := v.Outcome
	if v.Accepted != nil {
		outcome = v.Accepted.Outcome
	}
	t.asked = t.asked || outcome == finding.Pass || outcome == finding.Fail
	t.erred = t.erred || v.Outcome == finding.Error
	t.failed = t.failed || v.Outcome == finding.Fail && v.Level != contract.May && !v.New
	t.weighed = t.weighed || v.Weight != nil
	one := t.at[v.Operation]
	if one == nil {
		one = &tally{operation: v.Operation, reasons: map[string]int{}, codes: map[string]bool{}}
		t.at[v.Operation], t.operations = one, append(t.operations, one)
	}
	one.take(v)
	e := t.of[v.Requirement]
	if e == nil {
		e = &effort{Effort: Effort{Requirement: v.Requirement}, counted: map[string]bool{}}
		t.of[v.Requirement], t.efforts = e, append(t.efforts, e)
	}
	e.take(v, unsent)
}

func (e *effort) take(v Verdict, unsent map[string]bool) {
	e.asked = e.asked || v.asked()
	for _, id := range v.Exchanges {
		if !unsent[id] && !e.counted[id] {
			e.counted[id] = true
			e.Sent++
		}
	}
	if v.Weight != nil {
		e.Judged, e.Weighed = e.Judged+v.Weight.Judged, true
	}
}

// Over says that no verdict on the requirements so far comes any more: of them the counts
// are kept, and those that showed nothing.
func (t *Tally) Over() {
	t.over = t.Judged()
	t.efforts = nil
	clear(t.of)
}

// Efforts gives what was sent and judged for each requirement that is not over, in the order
// of the verdicts.
func (t *Tally) Efforts() []Effort {
	out := make([]Effort, len(t.efforts))
	for i, e := range t.efforts {
		out[i] = e.Effort
	}
	return out
}

// Judged sums up what was judged for all requirements.
func (t *Tally) Judged() Judged {
	out := t.over
	out.Lost = slices.Clone(out.Lost)
	for _, e := range t.efforts {
		out.add(e.Effort)
		if e.asked {
			out.asked++
		}
	}
	return out
}

// Judged is what was judged for requirements, counted.
type Judged struct {
	Requirements int
	Judged       int // requirements for which something was
	Answers      int // that were, once a case
	Lost         []Effort
	Weighed      bool // false in records of older versions, which do not say what was judged

	asked int // requirements, of which one that a baseline accepts was too
}

// JudgedOf sums up efforts.
func JudgedOf(all []Effort) Judged {
	var out Judged
	for _, e := range all {
		out.add(e)
	}
	return out
}

func (j *Judged) add(e Effort) {
	j.Requirements++
	j.Answers += e.Judged
	j.Weighed = j.Weighed || e.Weighed
	switch {
	case e.Judged > 0:
		j.Judged++
	case e.Lost():
		j.Lost = append(j.Lost, e)
	}
}

// Scope says which part of the contract was asked about; ok is false for a record of an
// older version, which does not say what was judged.
func (t *Tally) Scope() (s Scope, ok bool) {
	judged := t.Judged()
	s = Scope{Requirements: judged.Requirements, Asked: judged.asked, NeverSeen: []string{}, NotAsked: []Left{}}
	for _, one := range t.operations {
		s.add(one)
	}
	slices.Sort(s.NeverSeen)
	s.NeverSeen = slices.Compact(s.NeverSeen)
	return s, t.weighed
}

// Status is the exit status that the verdicts make: see the function.
func (t *Tally) Status() int {
	status := 0
	switch {
	case t.erred:
		return 3
	case t.failed:
		status = 1
	}
	if scope, ok := t.Scope(); !t.asked || status == 0 && ok && scope.lacks() {
		return 3
	}
	return status
}

// tallied takes verdicts in.
func tallied(verdicts []Verdict, unsent map[string]bool) *Tally {
	var t Tally
	for _, v := range verdicts {
		t.Take(v, unsent)
	}
	return &t
}
