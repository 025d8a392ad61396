// Package sdktable renders the SDK impact table: answers down, clients across,
// and what each client sends. Every rendering is made of the same blocks, so
// that their words and totals agree.
package sdktable

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/sdk"
)

// Formats are the renderings there are.
func Formats() []string { return []string{"text", "json", "markdown", "html"} }

// Write renders a report.
func Write(out io.Writer, r *sdk.Report, format string) error {
	switch format {
	case "text":
		return text(out, r)
	case "json":
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(struct {
			*sdk.Report
			Counts sdk.Counts `json:"counts"`
		}{r, r.Count()})
	case "markdown":
		return markdown(out, r)
	case "html":
		return html(out, r)
	}
	return fmt.Errorf("format %q is not one of %s", format, strings.Join(Formats(), ", "))
}

// block is the part of the table that one operation makes.
type block struct {
	operation string
	columns   []sdk.Column // those that have a cell in it
	rows      []sdk.RowOf
}

// blocks splits a report by operations; clients of other products make no
// columns in a block.
func blocks(r *sdk.Report) []block {
	var out []block
	for _, row := range r.Rows {
		if len(out) == 0 || out[len(out)-1].operation != row.Operation {
			out = append(out, block{operation: row.Operation})
		}
		last := &out[len(out)-1]
		last.rows = append(last.rows, row)
	}
	for i := range out {
		b := &out[i]
		for _, c := range r.Columns {
			if slices.ContainsFunc(b.rows, func(row sdk.RowOf) bool { return c.Cells[row.ID].Outcome != sdk.NotAsked }) {
				b.columns = append(b.columns, c)
			}
		}
	}
	return slices.DeleteFunc(out, func(b block) bool { return len(b.columns) == 0 })
}

// name is a row's name inside its block: "reading/total-bytes-kind=string".
func (b *block) name(row sdk.RowOf) string { return strings.TrimPrefix(row.ID, b.operation+"/") }

// word is a cell as tables have it; what a row does not want is marked.
func word(c sdk.Column, row sdk.RowOf) string {
	cell, asked := c.Cells[row.ID]
	if !asked || cell.Outcome == sdk.NotAsked {
		return "-"
	}
	short, _, _ := strings.Cut(string(cell.Outcome), " ")
	if cell.Outcome == sdk.Lost {
		short = "lost"
	}
	if !cell.Good {
		short += "*"
	}
	return short
}

// title is a client with its version.
func title(c sdk.Column) string {
	d := c.Description
	if d.Client == "" {
		return c.Name
	}
	return fmt.Sprintf("%s: %s %s, %s, %s", c.Name, d.Client, d.Version, d.Language, d.Signature)
}

// state is what became of a client, "" when it was asked everything.
func state(c sdk.Column) string {
	if c.State == sdk.Ran {
		return ""
	}
	return fmt.Sprintf("%s: %s", c.State, c.Reason)
}

// found is one finding about what a client sends, and how often it is made.
type found struct {
	sdk.Finding
	Times int
	First string // the id of the first case
}

// findings gathers equal ones. Details that differ by operation or value stay
// together by their check, the first detail told.
func findings(c sdk.Column) []found {
	var out []found
	for _, s := range c.Sends {
		for _, f := range s.Findings {
			i := slices.IndexFunc(out, func(o found) bool { return o.Check == f.Check && o.Level == f.Level && kin(o.Detail, f.Detail) })
			if i < 0 {
				out = append(out, found{f, 1, s.ID})
			} else {
				out[i].Times++
			}
		}
	}
	return out
}

// kin tells details that say the same of the same parameter.
func kin(a, b string) bool {
	first := func(s string) string { word, _, _ := strings.Cut(s, " "); return word }
	return first(a) == first(b)
}

// asked counts what a client was asked to send, and what of it was wrong.
func asked(c sdk.Column) (n, wrong int) {
	for _, s := range c.Sends {
		if s.State != sdk.Ran {
			continue
		}
		n++
		if bad, _ := s.Wrong(); bad {
			wrong++
		}
	}
	return n, wrong
}

// total is the last line of every rendering.
func total(r *sdk.Report) string {
	n := r.Count()
	return fmt.Sprintf("%d clients (%d skipped, %d failed); %d requests asked for, %d wrong; %d answers given, %d not understood as wanted; %d at level must",
		n.Clients, n.Skipped, n.Errored, n.Sends, n.SendsWrong, n.Cells, n.CellsWrong, n.Must)
}
