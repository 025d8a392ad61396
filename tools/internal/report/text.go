package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/summary"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// text is the report for a terminal: of one run what plumb run printed at its
// end, of several the matrix.
func text(p *sheet) {
	if p.Matrix == nil {
		run := p.Runs[0]
		fmt.Fprintf(p, "%s %s\n\n", p.Style.Bold(run.Target), p.Style.Dim(subtitle(run)))
		summary.Write(p, p.result(run), summary.Layout{Style: p.Style, Width: p.Width})
		return
	}
	p.columns()
	p.rows()
	for _, c := range p.Matrix.Comparisons {
		p.comparison(c)
	}
	fmt.Fprintf(p, "\n%s: %s; %s\n", p.coloured(p.Verdict), p.Verdict.Sentence, p.alike())
}

// subtitle says what was asked, and when.
func subtitle(r *Run) string {
	return fmt.Sprintf("%s · suite %s · specs %s", r.Start.Format("2006-01-02 15:04:05 MST"), r.Suite, r.Specs)
}

// alike counts the rows that differ.
func (r *Report) alike() string {
	if r.Matrix.Differ == 0 {
		return fmt.Sprintf("all alike in %s", page.Plural(len(r.Matrix.Rows), "requirement"))
	}
	return fmt.Sprintf("they differ in %d of %s", r.Matrix.Differ, page.Plural(len(r.Matrix.Rows), "requirement"))
}

func (p *sheet) coloured(v Verdict) string {
	if v.ExitStatus == 0 {
		return p.Style.Green(v.Word)
	}
	return p.Style.Red(v.Word)
}

// letter names a column.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return fmt.Sprintf("%s%s", letter(i/26-1), letter(i%26))
}

// columns lists the runs with their verdicts and counts.
func (p *sheet) columns() {
	for i, run := range p.Runs {
		fmt.Fprintf(p, "%s  %s %s\n", p.Style.Bold(letter(i)), p.Style.Bold(run.Name), p.Style.Dim(subtitle(run)))
		fmt.Fprintf(p, "   %s: %s\n   %s\n", p.coloured(run.Verdict), run.Verdict.Sentence, p.Style.Dim(run.Totals.words()))
	}
}

// words counts every outcome.
func (t Totals) words() string {
	return fmt.Sprintf("%d pass, %d fail, %d worth knowing, %d skip, %d error, %d deviation, %d new", t.Pass, t.Fail, t.Known, t.Skip, t.Error, t.Deviation, t.New)
}

// mark is a cell in a character or a few.
func (p *sheet) mark(c Cell) string {
	switch c.Outcome {
	case "fail":
		return p.Style.Red(fmt.Sprintf("✗ %d", c.Totals.Fail))
	case "error":
		return p.Style.Red(fmt.Sprintf("! %d", c.Totals.Error))
	case "new":
		return p.Style.Yellow(fmt.Sprintf("+ %d", c.Totals.New))
	case "known":
		return p.Style.Yellow(fmt.Sprintf("· %d", c.Totals.Known))
	case "deviation":
		return p.Style.Yellow(fmt.Sprintf("≈ %d", c.Totals.Deviation))
	case "pass":
		return p.Style.Green("✓")
	case "skip":
		return p.Style.Yellow("–")
	}
	return " "
}

// cellWidth is how many columns a cell takes.
const cellWidth = 6

// rows prints the requirements that the runs meet differently, or of which any
// is broken; the others are alike, and said so.
func (p *sheet) rows() {
	operation := ""
	for _, row := range p.Matrix.Rows {
		if !row.Differs && row.Cells[0].Outcome != "fail" && row.Cells[0].Outcome != "error" {
			continue
		}
		if row.Operation != operation {
			operation = row.Operation
			p.Put("\n  ")
			for i := range row.Cells {
				p.Put(p.Style.Bold(padded(letter(i), cellWidth)))
			}
			p.Put(p.Style.Bold(operation), "\n")
		}
		sign := "  "
		if row.Differs {
			sign = p.Style.Bold("≠ ")
		}
		p.Put(sign)
		for _, c := range row.Cells {
			p.Put(padded(p.mark(c), cellWidth))
		}
		p.Put(strings.TrimPrefix(row.Requirement, row.Operation+"/"), p.Style.Dim(readings(row)), "\n")
	}
}

// readings says which readings the runs follow where they differ in them.
func readings(row Row) string {
	if !row.Differs {
		return ""
	}
	var out []string
	for i, c := range row.Cells {
		if len(c.Reading) > 0 {
			out = append(out, letter(i)+" "+strings.Join(c.Reading, " "))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "  " + strings.Join(out, ", ")
}

// padded fills a text, which may be coloured, up to a width.
func padded(text string, width int) string {
	plain := text
	for {
		before, rest, found := strings.Cut(plain, "\x1b[")
		if !found {
			break
		}
		_, after, _ := strings.Cut(rest, "m")
		plain = before + after
	}
	return text + strings.Repeat(" ", max(width-utf8.RuneCountInString(plain), 1))
}

// changesShown bounds the changes of one kind that text and markdown list.
const changesShown = 20

// comparison prints what changed between two runs of one target.
func (p *sheet) comparison(c *Comparison) {
	fmt.Fprintf(p, "\n%s %s\n", p.Style.Bold("what changed"), p.Style.Dim(c.Before+" → "+c.After))
	for _, note := range c.Notes {
		p.Put(terminal.Labelled(2, "", 0, "note: "+note, p.Width))
	}
	if len(c.Changes) == 0 {
		p.Put("  nothing: every case ended as before\n")
	}
	for _, group := range c.groups() {
		fmt.Fprintf(p, "  %s\n", p.Style.Bold(group.title))
		for i, change := range group.changes {
			if i == changesShown {
				fmt.Fprintf(p, "    and %s\n", page.Plural(len(group.changes)-i, "more requirement"))
				break
			}
			fmt.Fprintf(p, "    %s  %s\n", change.ID, p.Style.Dim(change.end()))
			for _, text := range change.said() {
				p.Put(terminal.Labelled(6, "", 0, text, p.Width))
			}
		}
	}
}

// group is the changes of one kind, by requirement.
type group struct {
	title   string // "fail now: 9 cases of 2 requirements"
	kind    string
	changes []moved
}

// moved is the first case of a requirement that changed in one way, and how many more
// did.
type moved struct {
	Change
	more int
}

// end says how the case ended before and after, and of how many that stands.
func (m moved) end() string {
	text := m.Before + " → " + m.After
	if m.more > 0 {
		text += ", and " + page.Plural(m.more, "more variant")
	}
	return text
}

// said is the sentence that is asked, and what was received, of what is broken now.
func (m moved) said() []string {
	if m.Text == "" {
		return nil
	}
	return []string{m.sentence, m.Text}
}

// groups sorts changes by kind and requirement, in the words of a report.
func (c *Comparison) groups() []group {
	titles := map[string]string{
		"broken": "fail now", "mended": "pass now", "other": "ended otherwise", "reading": "follow another reading", "new": "new cases", "gone": "no longer asked",
	}
	var out []group
	for _, kind := range kinds() {
		g, cases := group{kind: kind}, 0
		at := map[[2]string]int{} // by requirement and how it ended
		for _, change := range c.Changes {
			if change.Kind != kind {
				continue
			}
			cases++
			key := [2]string{change.requirement, change.After}
			if i, there := at[key]; there {
				g.changes[i].more++
				continue
			}
			at[key] = len(g.changes)
			g.changes = append(g.changes, moved{Change: change})
		}
		if cases > 0 {
			g.title = fmt.Sprintf("%s: %s of %s", titles[kind], page.Plural(cases, "case"), page.Plural(len(g.changes), "requirement"))
			out = append(out, g)
		}
	}
	return out
}
