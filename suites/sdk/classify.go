package sdk

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
		return raised(row, reply.Error, hits)
	case len(hits) == 0:
		return Cell{Outcome: Failed, Detail: "the client gave values and sent no request"}
	}
	seen, err := ofJSON(reply.Values)
	if err != nil {
		return Cell{Outcome: Failed, Detail: "the driver's values are not JSON: " + err.Error()}
	}
	if row.Code != "" {
		return Cell{Outcome: Lost, Detail: "no error is raised; the user gets " + string(reply.Values)}
	}
	said, err := served(contract.Format(d.Format), hits[len(hits)-1].Served)
	if err != nil {
		return Cell{Outcome: Lost, Detail: "the broken answer passes for " + string(reply.Values)}
	}
	known := said.documented(row.Operation, d.Typed)
	if row.Broken && len(known) == 0 {
		return Cell{Outcome: Lost, Detail: "the broken answer passes for " + string(reply.Values)}
	}
	return compared(known, seen)
}

// compared holds what the user sees against what was served.
func compared(said, seen leaves) Cell {
	var changed, lost []string
	for _, name := range slices.Sorted(maps.Keys(said)) {
		values := said[name]
		for i, value := range values {
			var got leaf
			there := i < len(seen[name])
			if there {
				got = seen[name][i]
			}
			switch {
			case there && value.same(got), !there && value.blank():
			case !there || got.blank() && !value.blank():
				lost = append(lost, fmt.Sprintf("%s %s", name, value.text))
			default:
				changed = append(changed, fmt.Sprintf("%s %s is seen as %s %s", name, value.text, got.kind, strconv.Quote(got.text)))
			}
		}
		if extra := len(seen[name]) - len(values); extra > 0 {
			changed = append(changed, fmt.Sprintf("%s is seen %d times more than it was served", name, extra))
		}
	}
	switch {
	case len(lost) > 0:
		return Cell{Outcome: Lost, Detail: "lost: " + strings.Join(lost, ", ")}
	case len(changed) > 0:
		return Cell{Outcome: Changed, Detail: strings.Join(changed, ", ")}
	}
	return Cell{Outcome: Right}
}

// raised tells a clear error from an unclear one. A refusal is clear when its
// code reaches the user; a broken answer is clear when the error speaks of the
// answer's form or of its status rather than of something else.
func raised(row *Row, e *Raised, hits []Hit) Cell {
	detail := strings.TrimSpace(e.Class + " " + e.Code + ": " + e.Message)
	if len(hits) == 0 {
		return Cell{Outcome: Failed, Detail: "the client sent no request: " + detail}
	}
	if row.Code != "" && (!row.Broken || e.Code == row.Code) {
		switch {
		case e.Code != row.Code:
			return Cell{Outcome: Unclear, Detail: fmt.Sprintf("the code is %q, served was %s; %s", e.Code, row.Code, detail)}
		case !strings.Contains(e.Message, row.Message):
			return Cell{Outcome: Clear, Detail: "the code is there, the message is not: " + detail}
		}
		return Cell{Outcome: Clear, Detail: detail}
	}
	text := e.Class + " " + e.Code + " " + e.Message
	if row.Silent {
		if regexp.MustCompile(`(?i)time(d)?[ -]?out|deadline|timeout`).MatchString(text) {
			return Cell{Outcome: Clear, Detail: detail}
		}
		return Cell{Outcome: Unclear, Detail: "without a word of time: " + detail}
	}
	if row.Status >= http.StatusBadRequest {
		// What a gateway answered in HTML has no code; its status is all there is.
		if e.Status == row.Status || strings.Contains(text, strconv.Itoa(row.Status)) {
			return Cell{Outcome: Clear, Detail: detail}
		}
		return Cell{Outcome: Unclear, Detail: "without the status " + strconv.Itoa(row.Status) + ": " + detail}
	}
	if regexp.MustCompile(`(?i)json|xml|pars(e|ing)|unmarshal|decod|deseriali|syntax|\bformat`).MatchString(text) {
		return Cell{Outcome: Clear, Detail: detail}
	}
	return Cell{Outcome: Unclear, Detail: detail}
}
