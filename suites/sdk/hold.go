package sdk

import (
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/record"
)

// Hold holds a report against a baseline: what an entry accepts becomes a
// deviation, and the report says which entries are to be deleted or mended. The
// target of an entry is a client; known names all that there are, asked or not.
//
// The id of a cell is its row's. That of a request has the check before its last
// word, smartag/DescribeUserFlowStatistics/sends/required/all, so that one prefix
// accepts one defect, and not whatever else breaks in the same requests. It errs
// as Rows does.
func (r *Report) Hold(b *gate.Baseline, o Options, known []string, now time.Time) error {
	_, err := r.held(b, o, known, now)
	return err
}

// Update holds a report against a baseline, gives the text of the one that accepts it
// as it is, and holds it against that. It errs as Hold and gate.Joint.Update do.
func (r *Report) Update(b *gate.Baseline, o Options, known []string, now time.Time) ([]byte, gate.Changes, error) {
	joint, err := r.held(b, o, known, now)
	if err != nil {
		return nil, gate.Changes{}, err
	}
	next, text, changes, err := joint.Update()
	if err != nil {
		return nil, changes, err
	}
	return text, changes, r.Hold(next, o, known, now)
}

func (r *Report) held(b *gate.Baseline, o Options, known []string, now time.Time) (*gate.Joint, error) {
	all, err := catalogue(o)
	if err != nil {
		return nil, err
	}
	names := slices.Clone(known)
	for _, c := range r.Columns {
		if !slices.Contains(names, c.Name) {
			names = append(names, c.Name)
		}
	}
	var runs []gate.Run
	for _, name := range names {
		ids := slices.Concat(all.inside, all.outside)
		if i := slices.IndexFunc(r.Columns, func(c Column) bool { return c.Name == name }); i >= 0 && r.Columns[i].State == Ran {
			ids = slices.Concat(idsOf(r.verdicts(&r.Columns[i])), all.outside)
		}
		runs = append(runs, gate.Run{Suite: r.Suite, Target: name, Catalogue: ids, Now: now})
	}
	joint := b.ForAll(runs)
	for i := range r.Columns {
		c := &r.Columns[i]
		g := joint.Of(slices.Index(names, c.Name))
		for _, v := range r.verdicts(c) {
			if held := g.Take(v); held.Accepted != nil && held.Accepted.Outcome != finding.Skip {
				c.accept(held)
			}
		}
	}
	r.Baseline = &Baseline{File: b.File, Problems: joint.Problems(), NotAsked: joint.NotAsked()}
	return joint, nil
}

// Any tells whether a selection leaves anything to ask. It errs as Rows does.
func Any(o Options) (bool, error) {
	all, err := catalogue(o)
	return len(all.inside) > 0, err
}

// ids are those of all verdicts that clients can get: inside the selection of a
// run, and outside it.
type ids struct{ inside, outside []string }

func catalogue(o Options) (ids, error) {
	var all ids
	rows, err := Rows(o.Operations)
	if err != nil {
		return all, err
	}
	add := func(selected string, id string) {
		if o.selects(selected) {
			all.inside = append(all.inside, id)
		} else {
			all.outside = append(all.outside, id)
		}
	}
	for _, row := range rows {
		add(row.ID, row.ID)
	}
	for _, op := range o.Operations {
		for _, send := range allSends(op) {
			for _, check := range checksOf(send.ID) {
				add(send.ID, CheckID(send.ID, check))
			}
		}
	}
	return all, nil
}

func idsOf(verdicts []record.Verdict) []string {
	var out []string
	for _, v := range verdicts {
		out = append(out, v.ID)
	}
	return out
}

// CheckID is the id under which a baseline knows one check of one request.
func CheckID(id string, check Check) string {
	at := strings.LastIndex(id, "/")
	if at < 0 {
		return id // of somebody's own command, which no baseline knows
	}
	return id[:at+1] + string(check) + id[at:]
}

// above is what an id stands below: a group of answers, a check of requests. What is
// a group by itself stands below nothing.
func above(id string) string {
	if at := strings.LastIndex(id, "/"); strings.Count(id, "/") > 2 {
		return id[:at]
	}
	return id
}

// verdicts gives what a client did as a gate takes it.
func (r *Report) verdicts(c *Column) []record.Verdict {
	var out []record.Verdict
	for _, s := range c.Sends {
		for _, check := range checksOf(s.ID) {
			out = append(out, s.verdict(check))
		}
	}
	for _, row := range r.Rows {
		cell, asked := c.Cells[row.ID]
		if !asked {
			continue
		}
		v := record.Verdict{ID: row.ID, Requirement: above(row.ID), Operation: row.Operation, Level: row.Level, Outcome: "pass"}
		switch {
		case cell.Was() == NotAsked:
			v.Outcome = "skip"
		case cell.Was() == Failed:
			v.Outcome = "error"
		case !cell.Good:
			v.Outcome = "fail"
		}
		out = append(out, v)
	}
	return out
}

// verdict is what one check found of one request.
func (s *Sent) verdict(check Check) record.Verdict {
	id := CheckID(s.ID, check)
	v := record.Verdict{ID: id, Requirement: above(id), Level: contract.Must, Outcome: map[State]finding.Outcome{Ran: "pass", Skipped: "skip", Errored: "error"}[s.State]}
	for _, f := range s.Findings {
		switch {
		case f.Check != check:
		case v.Outcome == finding.Pass:
			v.Outcome, v.Level = "fail", f.Level
		case f.Level.Includes(v.Level):
		default:
			v.Level = f.Level
		}
	}
	return v
}

// accept marks what a baseline accepts.
func (c *Column) accept(v record.Verdict) {
	if cell, there := c.Cells[v.ID]; there {
		accepted := *v.Accepted
		if v.Accepted.Outcome == finding.Fail {
			accepted.Outcome = finding.Outcome(cell.Was()) // in the words of the table
		}
		cell.Outcome, cell.Accepted = Deviation, &accepted
		c.Cells[v.ID] = cell
		return
	}
	for i := range c.Sends {
		for j := range c.Sends[i].Findings {
			if f := &c.Sends[i].Findings[j]; CheckID(c.Sends[i].ID, f.Check) == v.ID {
				f.Accepted = v.Accepted
			}
		}
	}
}
