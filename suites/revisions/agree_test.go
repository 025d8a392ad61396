package revisions_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/suites/run"
)

// verdict is what is kept of a decided case: hundreds of runs are compared.
type verdict struct {
	id       string
	level    contract.Level
	outcome  finding.Outcome
	breaks   bool // against the target
	received string
}

// kept gives what is kept of a run.
func kept(all []run.Decided) []verdict {
	out := make([]verdict, len(all))
	for i, d := range all {
		out[i] = verdict{d.Case.ID, d.Case.Level, d.Outcome, d.Breaks(), d.Received}
	}
	return out
}

// grade is what a verdict says against a target: nothing, something worth
// knowing, or that it breaks the contract.
func grade(d verdict) string {
	switch {
	case d.outcome == finding.Error:
		return "not asked"
	case d.outcome != finding.Fail:
		return "no failure"
	case d.level == contract.May:
		return "worth knowing"
	}
	return "broken"
}

// byID gives verdicts by their cases.
func byID(all []verdict) map[string]verdict {
	out := map[string]verdict{}
	for _, d := range all {
		out[d.id] = d
	}
	return out
}

// breaks gives the cases of its own documents that the old side's emulator
// does not pass.
func (w *way) breaks() []string {
	var out []string
	for _, d := range w.own {
		if d.breaks {
			out = append(out, d.id)
		}
	}
	return out
}

// surprises gives the cases that fail on the new side and not on the old one
// though the impact does not say that the change makes them.
func (w *way) surprises() []string {
	own, real, cases := byID(w.own), byID(w.real), w.cases()
	var out []string
	for _, id := range ids(real) {
		was, there := own[id]
		listed := slices.Contains(cases.Added, id) || slices.Contains(cases.Altered, id)
		if !listed && grade(real[id]) != "no failure" && (!there || grade(was) != grade(real[id])) {
			out = append(out, id)
		}
	}
	return out
}

// burdens gives the cases that turn red though the change breaks nobody.
func (w *way) burdens() []string {
	if w.weight() == string(revision.Editorial) || w.weight() == string(revision.Loosens) {
		return w.red()
	}
	return nil
}

// told gives what is not excused, with what was received.
func (w *way) told(cases []string, excused []exception, verdicts []verdict) []string {
	all := byID(verdicts)
	var out []string
	for _, id := range cases {
		if !covered(excused, w, id) {
			out = append(out, w.short(id)+": "+all[id].received)
		}
	}
	return out
}

// red gives the cases that break the contract under
// the new side and do not under the old one.
func (w *way) red() []string {
	own := byID(w.own)
	var out []string
	for _, d := range w.real {
		if was, there := own[d.id]; d.breaks && !(there && was.breaks) {
			out = append(out, d.id)
		}
	}
	return out
}

// short is an id without its operation.
func (w *way) short(id string) string {
	return strings.TrimPrefix(id, w.operation+"/")
}

// disagreements are what flips otherwise than predicted, and how many cases end
// otherwise.
func (w *way) disagreements() []string {
	out := w.flipsOtherwise()
	if want := w.tally(); w.predicted.New != want {
		out = append(out, fmt.Sprintf("predicted %+v, but found %+v", w.predicted.New, want))
	}
	return out
}

// flipsOtherwise are cases that are predicted to change and do not, or the other
// way round; those that the record cannot decide are left out.
func (w *way) flipsOtherwise() []string {
	own, real := byID(w.own), byID(w.real)
	line := func(id string, from, to finding.Outcome) string {
		return fmt.Sprintf("%s: %q becomes %q", id, from, to)
	}
	var predicted, found []string
	for _, f := range w.predicted.Flips {
		predicted = append(predicted, line(f.Case, f.From, f.To))
	}
	for _, id := range ids(own, real) {
		was, is := own[id], real[id]
		if grade(was) != grade(is) && !slices.Contains(w.predicted.Unasked, id) {
			found = append(found, line(id, was.outcome, is.outcome))
		}
	}
	var out []string
	for _, flip := range predicted {
		if !slices.Contains(found, flip) {
			out = append(out, "predicted, but not so: "+flip)
		}
	}
	for _, flip := range found {
		if !slices.Contains(predicted, flip) {
			out = append(out, "so, but not predicted: "+flip)
		}
	}
	return out
}

// tally counts how the new side's cases really ended.
func (w *way) tally() impact.Tally {
	out := impact.Tally{Conforms: true}
	for _, d := range w.real {
		if slices.Contains(w.predicted.Unasked, d.id) {
			continue
		}
		switch d.outcome {
		case finding.Pass:
			out.Pass++
		case finding.Fail:
			out.Fail++
		case finding.Skip:
			out.Skip++
		case finding.Error:
			out.Error++
		}
		out.Conforms = out.Conforms && grade(d) != "broken"
	}
	return out
}

// unexplained are flips that are not put down to the change.
func (w *way) unexplained() []string {
	var out []string
	for _, f := range w.predicted.Flips {
		if len(f.By) == 0 {
			out = append(out, f.Case)
		}
	}
	return out
}

// ids gives the cases of either run, sorted.
func ids(all ...map[string]verdict) []string {
	var out []string
	for _, verdicts := range all {
		for id := range verdicts {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// wrong says everything that is, a few of each sort, so that a failure shows it.
func (w *way) wrong() string {
	var out strings.Builder
	for _, check := range []struct {
		says  string
		found []string
	}{
		{"The emulator of the old side breaks its own documents. If it cannot be right, say why in unserved:", w.told(w.breaks(), unserved(), w.own)},
		{"Cases of the new side fail at it, and impact.Compare does not say that the change adds or alters them:", w.told(w.surprises(), unlisted(), w.real)},
		{"The change breaks no implementer and turns these red all the same:", w.told(w.burdens(), unweighed(), w.real)},
		{"What impact predicts from its record is not what comes when it is asked:", w.disagreements()},
		{"Flips are not put down to the change, though there is no other:", w.unexplained()},
	} {
		if len(check.found) > 0 {
			some := check.found[:min(8, len(check.found))]
			fmt.Fprintf(&out, "%s (%d)\n  %s\n", check.says, len(check.found), strings.Join(some, "\n  "))
		}
	}
	return out.String()
}
