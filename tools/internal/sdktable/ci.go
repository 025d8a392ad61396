package sdktable

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// failure is one thing that fails a run, or a driver that did.
type failure struct {
	level            contract.Level
	client, id, text string
}

// failures lists them, what breaks a must first.
func failures(r *sdk.Report) []failure {
	var all []failure
	levelOf := map[string]contract.Level{}
	for _, row := range r.Rows {
		levelOf[row.ID] = row.Level
	}
	for _, c := range r.Columns {
		if c.State == sdk.Errored {
			all = append(all, failure{contract.Must, c.Name, "", state(c)})
		}
		for _, f := range findings(c) {
			if f.Accepted == nil && r.Level.Includes(f.Level) {
				all = append(all, failure{f.Level, c.Name, f.First, fmt.Sprintf("%s %d×: %s", f.Check, f.Times, f.Detail)})
			}
		}
	}
	for _, why := range reasons(r) {
		if level := levelOf[why.ID]; r.Level.Includes(level) {
			all = append(all, failure{level, why.Client, why.ID, why.Text})
		}
	}
	slices.SortStableFunc(all, func(a, b failure) int {
		return slices.Index(contract.Levels(), a.level) - slices.Index(contract.Levels(), b.level)
	})
	return all
}

// title names the client, and what it is about.
func (f failure) title() string {
	if f.id == "" {
		return f.client
	}
	return f.client + ": " + f.id
}

// String is a failure as a line.
func (f failure) String() string { return f.title() + ": " + f.text }

// Quiet says only what fails, what is to be mended in the baseline, and the
// totals. An error is that of out.
func Quiet(out io.Writer, r *sdk.Report) error {
	var b strings.Builder
	for _, f := range failures(r) {
		fmt.Fprintln(&b, f)
	}
	for _, p := range problems(r) {
		fmt.Fprintf(&b, "%s: %s\n", p.Place, p.Text)
	}
	fmt.Fprintln(&b, total(r))
	_, err := io.WriteString(out, b.String())
	return err
}

// annotations is how many GitHub shows of a step.
const annotations = 10

// github writes an annotation for each of the strongest failures, a warning for
// each line of the baseline to mend, and a notice of the totals.
func github(to io.Writer, r *sdk.Report) error {
	out := page.NewOut(to)
	all := failures(r)
	for _, f := range all[:min(len(all), annotations)] {
		out.Put(page.Annotation{Kind: "error", Title: f.title(), Text: f.text}.String(), "\n")
	}
	for _, p := range problems(r) {
		file, line, _ := strings.Cut(p.Place, ":")
		at, _ := strconv.Atoi(line) // of a place without one it stands at the first line
		out.Put(page.Annotation{Kind: "warning", File: file, Line: max(1, at), Title: "baseline to mend", Text: p.Text}.String(), "\n")
	}
	text := total(r)
	if more := len(all) - annotations; more > 0 {
		text += fmt.Sprintf("; %d more failures are not shown here", more)
	}
	out.Put(page.Annotation{Kind: "notice", Title: "clients", Text: text}.String(), "\n")
	return out.Flush()
}

// junit writes a suite for a client, with a test case for what it was asked to
// send and for each answer. What a baseline accepts is skipped with its reason.
func junit(to io.Writer, r *sdk.Report) error {
	out := page.NewOut(to)
	var suites []page.Suite
	for _, c := range r.Columns {
		s := page.Suite{Name: c.Name, Properties: [][2]string{{"client", title(c)}, {"level", string(r.Level)}, {"suite", r.Suite}}}
		switch c.State {
		case sdk.Skipped:
			s.Results = append(s.Results, page.Result{Class: c.Name, Name: "driver", State: page.Skipped, Message: c.Reason})
		case sdk.Errored:
			s.Results = append(s.Results, page.Result{Class: c.Name, Name: "driver", State: page.Errored, Message: c.Reason})
		}
		for i := range c.Sends {
			s.Results = append(s.Results, ofSent(&c, &c.Sends[i], r.Level))
		}
		for _, row := range r.Rows {
			if cell, asked := c.Cells[row.ID]; asked && cell.Outcome != sdk.NotAsked {
				s.Results = append(s.Results, ofCell(&c, row, cell, r.Level))
			}
		}
		suites = append(suites, s)
	}
	if all := problems(r); len(all) > 0 {
		s := page.Suite{Name: "baseline"}
		for _, p := range all {
			s.Results = append(s.Results, page.Result{Class: "baseline", Name: p.Place, State: page.Failed, Kind: "to mend", Message: p.Text})
		}
		suites = append(suites, s)
	}
	page.JUnit(out, "plumbline sdk", suites)
	return out.Flush()
}

// accepting says why a defect is accepted, and where.
func accepting(a *record.Accepted) string {
	return fmt.Sprintf("deviation accepted in %s: %s", a.Place, deviation{Accepted: *a}.Why())
}

func ofSent(c *sdk.Column, s *sdk.Sent, level contract.Level) page.Result {
	out := page.Result{Class: c.Name, Name: s.ID}
	var lines []string
	var first sdk.Finding
	for _, f := range s.Findings {
		line := fmt.Sprintf("%s %s: %s", f.Level, f.Check, f.Detail)
		if f.Accepted != nil {
			line += "; " + accepting(f.Accepted)
		} else if first.Check == "" && level.Includes(f.Level) {
			first = f
		}
		lines = append(lines, line)
	}
	text := strings.Join(lines, "\n")
	switch {
	case s.State == sdk.Errored:
		out.State, out.Message = page.Errored, "the driver failed"
	case s.State == sdk.Skipped:
		out.State, out.Message = page.Skipped, "the client has no way to say this"
	case s.Wrong(level):
		out.State, out.Kind, out.Message, out.Text = page.Failed, string(first.Level), string(first.Check)+": "+first.Detail, text
	case s.Deviates():
		out.State, out.Message, out.Text = page.Skipped, "accepted", text
	default:
		out.Out = text
	}
	return out
}

func ofCell(c *sdk.Column, row sdk.RowOf, cell sdk.Cell, level contract.Level) page.Result {
	out := page.Result{Class: c.Name, Name: row.ID}
	text := strings.TrimSuffix(fmt.Sprintf("%s: %s", cell.Outcome, cell.Detail), ": ")
	switch {
	case cell.Outcome == sdk.Failed:
		out.State, out.Message = page.Errored, cell.Detail
	case cell.Accepted != nil:
		out.State, out.Message, out.Text = page.Skipped, accepting(cell.Accepted), text
	case !cell.Good && level.Includes(row.Level):
		out.State, out.Kind, out.Message, out.Text = page.Failed, string(row.Level), text, row.Text
	default:
		out.Out = text
	}
	return out
}
