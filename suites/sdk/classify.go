package sdk

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
)

// Outcome is what a client made of an answer.
type Outcome string

// The outcomes. Failed is the driver's failure, not the client's; Deviation is
// what a baseline accepts.
const (
	Right    Outcome = "right value"
	Changed  Outcome = "changed value"
	Lost     Outcome = "silently lost"
	Shifted  Outcome = "shifted value"
	Invented Outcome = "invented value"
	Clear    Outcome = "clear error"
	Unclear  Outcome = "unclear error"
	Crash    Outcome = "crash"
	Hang     Outcome = "hang"
	Failed   Outcome = "error"
	NotAsked Outcome = ""

	Deviation Outcome = "deviation"
)

// Cell is what one client made of one row.
type Cell struct {
	Outcome Outcome `json:"outcome"`
	Detail  string  `json:"detail,omitempty"`
	// Good tells whether the outcome is what the row wants.
	Good bool `json:"good"`
	// Accepted says of a deviation how it really ended, and why that is accepted.
	Accepted *record.Accepted `json:"accepted,omitempty"`
}

// Was is the outcome before any baseline.
func (c Cell) Was() Outcome {
	if c.Accepted != nil {
		return Outcome(c.Accepted.Outcome)
	}
	return c.Outcome
}

// classify says what a client made of what was served to it.
func classify(row *Row, d Description, reply *Reply, hits []Hit) Cell {
	cell := judged(row, d, reply, hits)
	// A generic client that hands on all of a broken answer has lost nothing.
	cell.Good = slices.Contains(row.wants(), cell.Outcome) || row.Broken && cell.Outcome == Right
	cell.Detail = excerpt(cell.Detail)
	return cell
}

func judged(row *Row, d Description, reply *Reply, hits []Hit) Cell {
	switch {
	case reply.Crash != "":
		return Cell{Outcome: Crash, Detail: reply.Crash}
	case reply.Hang:
		return Cell{Outcome: Hang, Detail: "no answer within the limit"}
	case reply.Cannot != "":
		return Cell{Outcome: NotAsked, Detail: reply.Cannot}
	case reply.Error != nil:
		return raised(row, d, reply.Error, hits)
	case len(hits) == 0:
		return Cell{Outcome: Failed, Detail: "the client gave values and sent no request"}
	}
	seen, err := ofJSON(row.Operation, reply.Values)
	if err != nil {
		return Cell{Outcome: Failed, Detail: "the driver's values are not JSON: " + err.Error()}
	}
	if row.Code != "" {
		return Cell{Outcome: Lost, Detail: "no error is raised; the user gets " + string(reply.Values)}
	}
	said, err := served(row.Operation, contract.Format(d.Format), hits[len(hits)-1].Served)
	if err != nil {
		return Cell{Outcome: Lost, Detail: "the broken answer passes for " + string(reply.Values)}
	}
	known := said.documented(row.Operation, d.Typed)
	if row.Broken && known.empty() {
		return Cell{Outcome: Lost, Detail: "the broken answer passes for " + string(reply.Values)}
	}
	return compared(known, seen)
}
