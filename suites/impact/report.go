// Package impact says what a change of the documents does: which cases it adds,
// removes and alters, found by comparing the case sets of both sides, and which
// verdicts flip for implementations whose runs were recorded.
//
// Nothing is sent: a record's own answers are judged again. A flip is a case
// that fails on one side and not on the other, or that was worth knowing and
// breaks the contract now; a pass that is skipped elsewhere, or a case that is
// added and passes, says nothing against anybody.
//
// On two cores it takes some 20 ms for each side of an operation, and for each
// change of it that is not editorial, to derive and compare the cases, and 80 ms
// to judge a record of four operations again of which one differs; see the
// benchmarks. Operations that do not change cost nothing.
package impact

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/finding"
)

// Report is what a spec diff found: everything that a rendering shows.
type Report struct {
	Suite string // version of the suite
	// Against says what the documents are compared with.
	Against  Against
	Old, New string // the two sides, as they were named
	Changes  []Change
	// Together are the cases that differ although no single change makes them.
	Together Cases
	Targets  []Target // one a record
	// Remarks are what else was seen, none of it counted as a difference: readings
	// that an implementation follows, what no diff can say, what is not compared.
	Remarks []string
}

// Against is what stands on the new side.
type Against string

// The sides that documents are compared with.
const (
	Documents      Against = "documents"      // another revision
	Definition     Against = "definition"     // what the vendor ships for machines
	Definitions    Against = "definitions"    // of the vendor's on both sides
	Client         Against = "client"         // the types of an installed SDK
	Implementation Against = "implementation" // what a recorded target really does
)

// Change is a difference and the cases that it makes.
type Change struct {
	revision.Change
	Cases Cases
	// With names the changes without which this one cannot be made, as a parameter
	// cannot go without its relations: its cases are those of all of them, but for
	// what another makes by itself.
	With []string
	// Accepted is the reason why the difference is known and explained, "" if it is not.
	Accepted string
}

// Cases are ids of cases.
type Cases struct {
	Added, Removed, Altered []string
}

// Target is one implementation, judged under both sides.
type Target struct {
	Name   string // as its record names it
	Record string // the file
	// Recorded is the side under which the run was recorded, "old" or "new"; the
	// other side's verdicts are judged from the same answers.
	Recorded string
	Old, New Tally
	Flips    []Flip
	// Unasked are cases of the other side that need requests which the record does not hold.
	Unasked []string
}

// Tally counts the verdicts under one side.
type Tally struct {
	Pass, Fail, Skip, Error int
	// Conforms tells whether the target has no failure at must or should.
	Conforms bool
}

// Flip is a case whose verdict differs between the sides.
type Flip struct {
	Case  string
	Level contract.Level
	// Was is the level on the old side, "" unless both sides have the case and
	// its level differs: what was worth knowing may have become a demand.
	Was                contract.Level
	Text               string          // the demand in words
	From, To           finding.Outcome // "" on the side that does not have the case
	Expected, Received string          // of the failing side
	Source             string          // document lines
	By                 []string        // the kinds and places of the changes that make it: "request/maxItems/lowered UserNames"
}

// Red tells whether the flip turns something that held, or that was only worth
// knowing, into a failure.
func (f *Flip) Red() bool {
	return f.To == finding.Fail && (f.From != finding.Fail || f.Was == contract.May && f.Level != contract.May)
}
