package sdktable

import (
	"fmt"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// deviation is what one entry of a baseline accepts of one client.
type deviation struct {
	Client, ID string // the first id
	Times      int
	record.Accepted
}

// deviations lists what a baseline accepts, by client and entry.
func deviations(r *sdk.Report) []deviation {
	var out []deviation
	at := map[[3]string]int{}
	add := func(client, id string, a *record.Accepted) {
		if a == nil {
			return
		}
		key := [3]string{client, a.Place, string(a.Outcome)}
		if i, there := at[key]; there {
			out[i].Times++
			return
		}
		at[key] = len(out)
		out = append(out, deviation{client, id, 1, *a})
	}
	for _, c := range r.Columns {
		for _, s := range c.Sends {
			for _, f := range s.Findings {
				add(c.Name, sdk.CheckID(s.ID, f.Check), f.Accepted)
			}
		}
		for _, row := range r.Rows {
			add(c.Name, row.ID, c.Cells[row.ID].Accepted)
		}
	}
	return out
}

// What says which cases they are, and how they really ended.
func (d deviation) What() string {
	text := d.ID
	if d.Times > 1 {
		text += fmt.Sprintf(" and %d more", d.Times-1)
	}
	return fmt.Sprintf("%s (%s, %s)", text, d.Outcome, d.Place)
}

// Why is the reason that the baseline gives.
func (d deviation) Why() string {
	text := d.Reason
	if text == "" {
		text = "without a reason"
	}
	if d.Link != "" {
		text += " " + d.Link
	}
	return text
}

// problems are the entries of a baseline to delete or mend.
func problems(r *sdk.Report) []record.Problem {
	if r.Baseline == nil {
		return nil
	}
	return r.Baseline.Problems
}

// notAsked says that a run could not look at some entries, "" if it did.
func notAsked(r *sdk.Report) string {
	if r.Baseline == nil || r.Baseline.NotAsked == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s not looked at: this run did not ask all", page.Plural(r.Baseline.NotAsked, "entry"), r.Baseline.File)
}
