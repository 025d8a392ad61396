// Package sdktable renders the SDK impact table: answers down, clients across,
// and what each client sends. Every rendering is made of the same blocks, so
// that their words and totals agree.
package sdktable

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// Formats are the renderings there are.
func Formats() []string { return []string{"text", "json", "markdown", "html", "junit", "github"} }

// Write renders a report. A format that there is not is an error, and so is that
// of out.
func Write(out io.Writer, r *sdk.Report, format string) error {
	switch format {
	case "text":
		return text(out, r)
	case "json":
		return asJSON(out, r)
	case "markdown":
		return markdown(out, r)
	case "html":
		return html(out, r)
	case "junit":
		return junit(out, r)
	case "github":
		return github(out, r)
	}
	return page.Check(format, Formats())
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

// cellText is a cell as tables have it; what a row does not want is marked.
func cellText(c sdk.Column, row sdk.RowOf) string {
	cell, asked := c.Cells[row.ID]
	if !asked || cell.Outcome == sdk.NotAsked {
		return "-"
	}
	short, _, _ := strings.Cut(string(cell.Outcome), " ")
	if cell.Outcome == sdk.Lost {
		short = "lost"
	}
	if !cell.Good && cell.Outcome != sdk.Deviation {
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
	First string // the id by which a baseline knows the first
}

// findings gathers equal ones. Details that differ by operation or value stay
// together by their check, the first detail told.
func findings(c sdk.Column) []found {
	var out []found
	for _, s := range c.Sends {
		for _, f := range s.Findings {
			i := slices.IndexFunc(out, func(o found) bool {
				return o.Check == f.Check && o.Level == f.Level && (o.Accepted == nil) == (f.Accepted == nil) && kin(o.Detail, f.Detail)
			})
			if i < 0 {
				out = append(out, found{f, 1, sdk.CheckID(s.ID, f.Check)})
			} else {
				out[i].Times++
			}
		}
	}
	return out
}

// Weight is how heavy a finding weighs: its level, unless it is accepted.
func (f found) Weight() string {
	if f.Accepted != nil {
		return string(sdk.Deviation)
	}
	return string(f.Level)
}

// words are a finding as lists have it.
func (f found) words() string {
	return fmt.Sprintf("%s %s %d×: %s", f.Weight(), f.Check, f.Times, f.Told())
}

// Told is a finding's detail; of one that counts with the id of the first.
func (f found) Told() string {
	if f.Accepted != nil || f.Level == contract.May {
		return f.Detail
	}
	return fmt.Sprintf("%s (%s)", f.Detail, f.First)
}

// reason is why one answer was not understood as wanted.
type reason struct{ Client, ID, Text string }

// reasons lists what is not as wanted and not accepted either, by client and row.
func reasons(r *sdk.Report) []reason {
	var out []reason
	for _, c := range r.Columns {
		for _, row := range r.Rows {
			cell, asked := c.Cells[row.ID]
			if !asked || cell.Good || cell.Accepted != nil || c.State != sdk.Ran || cell.Outcome == sdk.NotAsked {
				continue
			}
			out = append(out, reason{c.Name, row.ID, strings.TrimSuffix(fmt.Sprintf("%s: %s", cell.Outcome, cell.Detail), ": ")})
		}
	}
	return out
}

// kin tells details that say the same of the same parameter.
func kin(a, b string) bool {
	first := func(s string) string { word, _, _ := strings.Cut(s, " "); return word }
	return first(a) == first(b)
}

// asked counts what a client was asked to send, and what of it was right.
func asked(c sdk.Column) (n, right int) {
	for _, s := range c.Sends {
		if s.State != sdk.Ran {
			continue
		}
		n++
		if !s.Wrong(contract.Should) && !s.Deviates() {
			right++
		}
	}
	return n, right
}

// total is the last line of every rendering.
func total(r *sdk.Report) string {
	n := r.Count()
	text := fmt.Sprintf("%s (%d skipped, %d failed); %s asked for, %d wrong; %s given, %d not understood as wanted; %s; %d wrong at level must, %d at level %s and above",
		page.Plural(n.Clients, "client"), n.Skipped, n.Errored, page.Plural(n.Sends, "request"), n.SendsWrong, page.Plural(n.Cells, "answer"), n.CellsWrong,
		page.Plural(n.Deviations, "known deviation"), n.Must, n.Failing, r.Level)
	if b := r.Baseline; b != nil && len(b.Problems) > 0 {
		text += fmt.Sprintf("; %s of %s to delete or mend", page.Plural(len(b.Problems), "entry"), b.File)
	}
	return text
}
