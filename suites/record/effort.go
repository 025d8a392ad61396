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
	var out []Effort
	at, counted := map[string]int{}, map[[2]string]bool{}
	for _, v := range verdicts {
		i, known := at[v.Requirement]
		if !known {
			i = len(out)
			at[v.Requirement], out = i, append(out, Effort{Requirement: v.Requirement})
		}
		for _, id := range v.Exchanges {
			if key := [2]string{v.Requirement, id}; !unsent[id] && !counted[key] {
				counted[key] = true
				out[i].Sent++
			}
		}
		if v.Weight != nil {
			out[i].Judged, out[i].Weighed = out[i].Judged+v.Weight.Judged, true
		}
	}
	return out
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
