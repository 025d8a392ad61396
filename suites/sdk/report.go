package sdk

import (
	"github.com/plumbline/plumbline/specs/contract"
)

// Report is what clients send and what they make of answers: everything that a
// rendering shows.
type Report struct {
	Suite   string   `json:"suite"`
	Columns []Column `json:"clients"`
	Rows    []RowOf  `json:"rows"`
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
	Clients, Skipped, Errored int
	Sends, SendsWrong         int
	Cells, CellsWrong         int
	// Must counts what is wrong at the level must.
	Must int
}

// Count totals a report. What is only worth knowing is no wrong send.
func (r *Report) Count() Counts {
	var n Counts
	for _, c := range r.Columns {
		n.Clients++
		switch c.State {
		case Skipped:
			n.Skipped++
		case Errored:
			n.Errored++
		}
		for _, s := range c.Sends {
			n.Sends++
			wrong, must := s.Wrong()
			n.SendsWrong += one(wrong)
			n.Must += one(must)
		}
		for _, row := range r.Rows {
			cell, asked := c.Cells[row.ID]
			if !asked || cell.Outcome == NotAsked {
				continue
			}
			n.Cells++
			n.CellsWrong += one(!cell.Good)
			n.Must += one(!cell.Good && cell.Outcome != Failed && row.Level == contract.Must)
		}
	}
	return n
}

// Wrong tells whether something about a request is wrong, and at the level must.
func (s *Sent) Wrong() (wrong, must bool) {
	for _, f := range s.Findings {
		wrong = wrong || f.Level != contract.May
		must = must || f.Level == contract.Must
	}
	return wrong, must
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
