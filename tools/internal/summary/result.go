// Package summary writes what a run found so that a person can act on it: what
// fails first, one requirement at a time, and one verdict at the end.
package summary

import (
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Verdict is a verdict and, of a failure, the command line that asks its
// deciding request again.
type Verdict struct {
	record.Verdict
	Curl string
}

// Result is what a run found: its verdicts are taken in one by one.
type Result struct {
	taken      taken
	Operations []*contract.Operation
	Planned    int // cases
	Requests   int // sent, repeats counted in
	Repeats    int
	Foreign    int             // answers that were not the target's own
	Overloads  int             // those of them that were said of too much at once
	Unsent     map[string]bool // exchanges whose requests never went out
	Took       time.Duration
	Record     string // its file, "" without one
	Again      string // flags of explain and replay that ask the same target
	Served     string // the command that serves it where curl asks, "" if it is
	Finished   bool
	Missing    string // which parts of the run are not there, "" if none
	// Heard is true where recordings were judged: nobody can be asked again.
	Heard bool
	// Impact says what real clients make of answers, nil if nobody knows.
	Impact *impact.Table
	// Baseline is what was found about the baseline, nil without one.
	Baseline *Baseline
}

// Layout is how a summary is set.
type Layout struct {
	Requirements bool // list them all, not only the broken ones
	Style        terminal.Style
	Width        int  // of a line; ids and command lines may be longer
	Quiet        bool // only what fails, and the verdict
}

// count counts the verdicts of an outcome.
func (r *Result) count(outcome finding.Outcome) int { return r.taken.tally.Counts[outcome] }

// Status is the exit status of a run that has decided all its cases. A run in
// which nothing could be asked has shown nothing, so it does not conform. What a
// target breaks is said before what is wrong with the baseline: deleting lines
// would not make such a run green.
func (r *Result) Status() exit.Status {
	if !r.Finished {
		return exit.Unfinished
	}
	status := exit.Status(r.taken.tally.Status())
	if status == exit.Conforms && r.Baseline != nil && len(r.Baseline.Problems) > 0 {
		return exit.Stale
	}
	return status
}

// atLevel picks the requirements that are broken at a level.
func atLevel(all []*broken, level contract.Level) []*broken {
	var out []*broken
	for _, b := range all {
		if b.level == level {
			out = append(out, b)
		}
	}
	return out
}
