package report

import (
	"io"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// formats is the table of the formats.
func formats() []page.Format[*sheet] {
	return []page.Format[*sheet]{
		{Name: "text", Render: text}, {Name: "json", Render: asJSON}, {Name: "junit", Render: junit}, {Name: "html", Render: html}, {Name: "markdown", Render: markdown}, {Name: "github", Render: github}, {Name: "har", Render: har}, {Name: "sarif", Render: sarif}, {Name: "tap", Render: tap}, {Name: "ctrf", Render: ctrf}, {Name: "badge", Render: badge},
	}
}

// Formats names the formats.
func Formats() []string { return page.Names(formats()) }

// CheckFormat refuses a format that there is not.
func CheckFormat(name string) error { return page.Check(name, Formats()) }

// sheet is a report being written.
type sheet struct {
	page.Out
	*Report
	page.Layout
}

// at is the place that an annotation about a case stands at: the entry of the
// baseline that accepts it, the file the user named, else the line of the spec.
func (p *sheet) at(c *Case) (file string, line int) {
	switch {
	case c.Accepted != nil:
		return place(c.Accepted.Place)
	case p.At != "":
		return p.At, 1
	}
	return place(c.Location)
}

// Write renders a report. A format that there is not is an error, and so is that
// of out.
func Write(out io.Writer, r *Report, name string, l page.Layout) error {
	return page.Write(out, formats(), name, func(to page.Out) *sheet { return &sheet{Out: to, Report: r, Layout: l} })
}
