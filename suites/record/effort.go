package record

import "github.com/plumbline/plumbline/specs/wire"

// Effort is what was sent for a requirement, and what of it was judged: one of which
// something was sent and nothing judged has shown nothing. It is computed here for all
// who tell of it.
type Effort struct {
	Requirement string
	Sent        int  // requests that its cases rest on, each once
	Judged      int  // answers that were held against it, once a case
	Weighed     bool // false in records of older versions, which do not say what was judged
}

// Efforts counts by requirement, in the order of the verdicts. Unsent are the exchanges
// whose requests never went out.
func Efforts(verdicts []Verdict, unsent map[string]bool) []Effort {
	return tallied(verdicts, unsent).Efforts()
}

// Lost tells whether requests were sent for the requirement, and no answer judged.
func (e Effort) Lost() bool { return e.Weighed && e.Sent > 0 && e.Judged == 0 }

// Unsent gives the exchanges of a run whose requests never went out.
func (r *Run) Unsent() map[string]bool {
	out := map[string]bool{}
	for id, x := range r.Exchanges {
		if x.Failure == string(wire.NotSent) {
			out[id] = true
		}
	}
	return out
}
