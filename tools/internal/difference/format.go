// Package difference renders what a spec diff found: for a terminal, as JSON,
// as a page, as a comment on a pull request, as annotations and as JUnit. It
// decides nothing: what changed, whom it breaks and which verdicts flip stands
// in the report that it is given. All renderings are made of one model, so that
// their words and totals agree.
package difference

import (
	"io"

	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// formats is the table of the formats.
func formats() []page.Format[*sheet] {
	return []page.Format[*sheet]{
		{Name: "text", Render: text}, {Name: "json", Render: asJSON}, {Name: "html", Render: html}, {Name: "markdown", Render: markdown}, {Name: "github", Render: github}, {Name: "junit", Render: junit},
	}
}

// Formats names the formats.
func Formats() []string { return page.Names(formats()) }

// CheckFormat refuses a format that there is not.
func CheckFormat(name string) error { return page.Check(name, Formats()) }

// sheet is a report being written.
type sheet struct {
	page.Out
	*model
	page.Layout
}

// Write renders a report. Only text asks for the layout. A format that there is
// not is an error, and so is that of out.
func Write(out io.Writer, r *impact.Report, name string, l page.Layout) error {
	return page.Write(out, formats(), name, func(to page.Out) *sheet { return &sheet{Out: to, model: build(r), Layout: l} })
}
