package report

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// matrixMarkdown is the job summary of several runs.
func (p *sheet) matrixMarkdown() {
	fmt.Fprintf(p, "## %s %s: %s\n\n", sign(p.Verdict), page.Markdown(p.Verdict.Word), page.Markdown(p.Verdict.Sentence))
	p.Put("| | run | verdict | pass | fail | worth knowing | skip | error | deviation | new |\n|---|---|---|--:|--:|--:|--:|--:|--:|--:|\n")
	for i, run := range p.Runs {
		t := run.Totals
		fmt.Fprintf(p, "| %s | %s | %s %s | %d | %d | %d | %d | %d | %d | %d |\n", letter(i), page.Markdown(run.Name), sign(run.Verdict), page.Markdown(run.Verdict.Word),
			t.Pass, t.Fail, t.Known, t.Skip, t.Error, t.Deviation, t.New)
	}
	fmt.Fprintf(p, "\n%s\n\n", page.Markdown(p.alike()))
	p.differencesMarkdown()
	for _, c := range p.Matrix.Comparisons {
		p.comparisonMarkdown(c)
	}
}

// differencesMarkdown lists the requirements that the runs meet differently.
func (p *sheet) differencesMarkdown() {
	shown, hidden := 0, 0
	for _, row := range p.Matrix.Rows {
		if !row.Differs {
			continue
		}
		if shown++; shown > rowsShown {
			hidden++
			continue
		}
		if shown == 1 {
			p.Put("### Where they differ\n\n| requirement |")
			for i := range p.Runs {
				p.Put(" ", letter(i), " |")
			}
			p.Put("\n|---|", strings.Repeat("---|", len(p.Runs)), "\n")
		}
		p.Put("| ", page.Markdown(row.Requirement), " |")
		for _, c := range row.Cells {
			fmt.Fprintf(p, " %s |", page.Markdown(c.words()))
		}
		p.Put("\n")
	}
	if hidden > 0 {
		fmt.Fprintf(p, "\nand %s\n", page.Plural(hidden, "more requirement"))
	}
	if shown > 0 {
		p.Put("\n")
	}
}

// words says how a requirement was met.
func (c Cell) words() string {
	text := map[string]string{
		"fail": fmt.Sprintf("✗ fail %d", c.Totals.Fail), "error": fmt.Sprintf("! error %d", c.Totals.Error), "known": fmt.Sprintf("· worth knowing %d", c.Totals.Known),
		"new": fmt.Sprintf("+ new %d", c.Totals.New), "deviation": fmt.Sprintf("≈ deviation %d", c.Totals.Deviation), "pass": "✓ pass", "skip": "– skip", "absent": "not asked",
	}[c.Outcome]
	if len(c.Reading) > 0 {
		text += " (" + strings.Join(c.Reading, ", ") + ")"
	}
	return text
}

// comparisonMarkdown says what changed between two runs of one target.
func (p *sheet) comparisonMarkdown(c *Comparison) {
	fmt.Fprintf(p, "### What changed: %s → %s\n\n", page.Markdown(c.Before), page.Markdown(c.After))
	for _, note := range c.Notes {
		fmt.Fprintf(p, "- note: %s\n", page.Markdown(note))
	}
	if len(c.Changes) == 0 {
		p.Put("- nothing: every case ended as before\n")
	}
	for _, group := range c.groups() {
		fmt.Fprintf(p, "- **%s**\n", group.title)
		for i, change := range group.changes {
			if i == changesShown {
				fmt.Fprintf(p, "  - and %s\n", page.Plural(len(group.changes)-i, "more requirement"))
				break
			}
			fmt.Fprintf(p, "  - %s: %s", page.Markdown(change.ID), page.Markdown(change.end()))
			for _, text := range change.said() {
				p.Put("; ", page.Markdown(text))
			}
			p.Put("\n")
		}
	}
	p.Put("\n")
}
