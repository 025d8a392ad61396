package record

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/finding"
)

// Weight is what a verdict rests on. Sent are its exchanges; what was sent and
// not judged has shown nothing.
type Weight struct {
	Judged   int    `json:"judged"`         // answers that were held against what is demanded
	Accepted int    `json:"accepted"`       // results among all that came
	Code     string `json:"code,omitempty"` // the documented error code that the case provokes
	Came     bool   `json:"came,omitempty"` // it came
}

// Scope says which part of the contract a run has asked about. It is computed
// here for all who tell of it.
type Scope struct {
	Requirements int      `json:"requirements"` // that were selected
	Asked        int      `json:"asked"`        // of which an answer was judged
	NeverSeen    []string `json:"neverSeen"`    // documented error codes that were provoked and never came
	NotAsked     []Left   `json:"notAsked"`     // operations
}

// Left are operations of which no request was accepted, and nothing found wrong.
type Left struct {
	Operations []string `json:"operations"`
	Reason     string   `json:"reason"`  // the commonest
	Outside    bool     `json:"outside"` // the target is not said to serve them: nothing is missing
}

// ScopeOf computes it from verdicts; ok is false for a record of an older
// version, which does not say what was judged.
func ScopeOf(verdicts []Verdict) (s Scope, ok bool) { return tallied(verdicts, nil).Scope() }

// asked tells whether anything was judged.
func (v *Verdict) asked() bool {
	return v.Outcome == finding.Deviation || v.Weight != nil && v.Weight.Judged > 0
}

// tally is what the verdicts on one operation's cases come to.
type tally struct {
	operation      string
	accepted, told bool // a request was accepted; something is told that is no skip and no pass
	outside        bool
	reasons        map[string]int
	codes          map[string]bool // that were provoked; true if they came
}

func (t *tally) take(v Verdict) {
	t.told = t.told || v.Outcome != finding.Pass && v.Outcome != finding.Skip
	t.outside = t.outside || v.decidedBy(finding.OutOfQuestion) // of a write the rest may be asked
	if v.decidedBy(finding.OutOfQuestion) || v.decidedBy(finding.NotAsked) {
		t.reasons[v.Reason]++
	}
	if w := v.Weight; w != nil {
		t.accepted = t.accepted || w.Accepted > 0
		if w.Code != "" && len(v.Exchanges) > 0 {
			t.codes[w.Code] = t.codes[w.Code] || w.Came
		}
	}
}

// decidedBy tells whether a verdict was decided by a finding of a kind.
func (v *Verdict) decidedBy(kind finding.Kind) bool {
	return v.Outcome == finding.Skip && len(v.Findings) > 0 && v.Findings[0].Kind == kind
}

// add takes an operation in.
func (s *Scope) add(t *tally) {
	switch {
	case t.accepted:
		for code, came := range t.codes {
			if !came {
				s.NeverSeen = append(s.NeverSeen, code)
			}
		}
		return
	case t.told:
		return
	}
	reason := "none of its plain requests is accepted"
	for _, r := range slices.Sorted(maps.Keys(t.reasons)) {
		if t.reasons[reason] < t.reasons[r] {
			reason = r
		}
	}
	i := slices.IndexFunc(s.NotAsked, func(l Left) bool { return l.Reason == reason && l.Outside == t.outside })
	if i < 0 {
		i = len(s.NotAsked)
		s.NotAsked = append(s.NotAsked, Left{Reason: reason, Outside: t.outside})
	}
	s.NotAsked[i].Operations = append(s.NotAsked[i].Operations, t.operation)
}

// lacks tells whether an operation that was to be asked about was not.
func (s *Scope) lacks() bool {
	return slices.ContainsFunc(s.NotAsked, func(l Left) bool { return !l.Outside })
}

// String says it in one line.
func (s *Scope) String() string {
	parts := []string{fmt.Sprintf("%d of %d requirements", s.Asked, s.Requirements)}
	if len(s.NeverSeen) > 0 {
		parts = append(parts, "never seen: "+strings.Join(s.NeverSeen, ", "))
	}
	var left []string
	for _, l := range s.NotAsked {
		left = append(left, fmt.Sprintf("%s (%s)", strings.Join(l.Operations, ", "), l.Reason))
	}
	if len(left) > 0 {
		parts = append(parts, "not asked: "+strings.Join(left, ", "))
	}
	return strings.Join(parts, "; ")
}
