package sdk

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
)

// Report is what clients send and what they make of answers: everything that a
// rendering shows.
type Report struct {
	Suite string `json:"suite"`
	// Level is the weakest at which what is wrong fails the run.
	Level   contract.Level `json:"level"`
	Columns []Column       `json:"clients"`
	Rows    []RowOf        `json:"rows"`
	// Baseline is what was found about the baseline, nil without one.
	Baseline *Baseline `json:"baseline,omitempty"`
}

// Baseline is a file of known deviations, and what is to be mended in it.
type Baseline struct {
	File     string           `json:"file"`
	Problems []record.Problem `json:"problems"`
	// NotAsked counts the entries of which this run says nothing.
	NotAsked int `json:"not_asked"`
}

// State says how far a client came.
type State string

// The states.
const (
	Ran     State = "ran"
	Skipped State = "skip"
	Errored State = "error" // the driver failed; what it printed is the reason
)

// Column is one client.
type Column struct {
	Name        string      `json:"name"`
	State       State       `json:"state"`
	Reason      string      `json:"reason,omitempty"`
	Description Description `json:"description"`
	Sends       []Sent      `json:"sends"`
	// Cells are by the ids of the rows.
	Cells map[string]Cell `json:"cells"`
}

// Sent is what a client sent when it was asked to.
type Sent struct {
	ID       string    `json:"id"`
	Text     string    `json:"text"`
	State    State     `json:"state"`
	Findings []Finding `json:"findings"`
}

// RowOf is a row as a report keeps it.
type RowOf struct {
	ID        string         `json:"id"`
	Group     Group          `json:"group"`
	Operation string         `json:"operation"`
	Text      string         `json:"text"`
	Level     contract.Level `json:"level"`
	Wants     []Outcome      `json:"wants"`
}

// Counts are the totals of a report, the same in every rendering.
type Counts struct {
	Clients    int `json:"clients"`
	Skipped    int `json:"skipped"`
	Errored    int `json:"failed"`
	Sends      int `json:"requests"`
	SendsWrong int `json:"requests_wrong"`
	Cells      int `json:"answers"`
	CellsWrong int `json:"answers_wrong"`
	// Deviations are requests and answers that are not as wanted, and accepted.
	Deviations int `json:"deviations"`
	// Must counts what is wrong at the level must, Failing what is wrong at the
	// level of the run and above, which fails it.
	Must    int `json:"must"`
	Failing int `json:"failing"`
	// Asked counts the requests and answers that a client had a way to be asked for.
	Asked int `json:"asked"`
}

// Count totals a report. What is only worth knowing is no wrong send.
func (r *Report) Count() Counts {
	var n Counts
	for _, c := range r.Columns {
		n.Clients++
		n.Skipped += one(c.State == Skipped)
		n.Errored += one(c.failed())
		for _, s := range c.Sends {
			n.Sends++
			n.Asked += one(s.State == Ran)
			wrong := s.Wrong(contract.Should)
			n.SendsWrong += one(wrong)
			n.Must += one(s.Wrong(contract.Must))
			n.Failing += one(s.Wrong(r.Level))
			n.Deviations += one(!wrong && s.Deviates())
		}
		for _, row := range r.Rows {
			cell, asked := c.Cells[row.ID]
			if !asked || cell.Outcome == NotAsked {
				continue
			}
			n.Cells++
			n.Asked++
			if cell.Outcome == Deviation {
				n.Deviations++
				continue
			}
			n.CellsWrong += one(!cell.Good)
			bad := !cell.Good && cell.Outcome != Failed
			n.Must += one(bad && row.Level == contract.Must)
			n.Failing += one(bad && r.Level.Includes(row.Level))
		}
	}
	return n
}

// failed tells whether the driver failed, altogether or at one answer.
func (c *Column) failed() bool {
	for _, cell := range c.Cells {
		if cell.Outcome == Failed {
			return true
		}
	}
	return c.State == Errored
}

// Wrong tells whether something about a request is wrong at a level or above it.
// What a baseline accepts is not.
func (s *Sent) Wrong(level contract.Level) bool {
	return slices.ContainsFunc(s.Findings, func(f Finding) bool { return f.Accepted == nil && level.Includes(f.Level) })
}

// Deviates tells whether a baseline accepts something about a request.
func (s *Sent) Deviates() bool {
	return slices.ContainsFunc(s.Findings, func(f Finding) bool { return f.Accepted != nil })
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
