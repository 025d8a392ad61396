// Package difference renders what a spec diff found: for a terminal, as JSON,
// as a page, as a comment on a pull request, as annotations and as JUnit. It
// decides nothing: what changed, whom it breaks and which verdicts flip stands
// in the report that it is given. All renderings are made of one model, so that
// their words and totals agree.
package difference

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/tools/internal/report"
)

// format is a way to render a report.
type format struct {
	name   string
	render func(*page)
}

// formats is the table of the formats.
func formats() []format {
	return []format{
		{"text", text}, {"json", asJSON}, {"html", html}, {"markdown", markdown}, {"github", github}, {"junit", junit},
	}
}

// Formats names the formats.
func Formats() []string {
	var out []string
	for _, f := range formats() {
		out = append(out, f.name)
	}
	return out
}

// CheckFormat refuses a format that there is not.
func CheckFormat(name string) error {
	if !slices.Contains(Formats(), name) {
		return fmt.Errorf("format %q is not one of %s", name, strings.Join(Formats(), ", "))
	}
	return nil
}

// page is a report being written. Its writes do not fail; the first error of
// the stream below comes when it is flushed.
type page struct {
	*bufio.Writer
	*model
	report.Layout
}

// put writes text as it is.
func (p *page) put(parts ...string) {
	for _, part := range parts {
		_, _ = p.WriteString(part)
	}
}

// Write renders a report. Only text asks for the layout.
func Write(out io.Writer, r *impact.Report, name string, l report.Layout) error {
	if err := CheckFormat(name); err != nil {
		return err
	}
	p := &page{Writer: bufio.NewWriterSize(out, 1<<16), model: build(r), Layout: l}
	i := slices.IndexFunc(formats(), func(f format) bool { return f.name == name })
	formats()[i].render(p)
	if err := p.Flush(); err != nil {
		return fmt.Errorf("difference: %w", err)
	}
	return nil
}
