package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Layout is how text is set; the other formats do not ask.
type Layout struct {
	Style terminal.Style
	Width int
}

// format is a way to render a report.
type format struct {
	name   string
	render func(*page)
}

// formats is the table of the formats.
func formats() []format {
	return []format{
		{"text", text}, {"json", asJSON}, {"junit", junit}, {"html", html}, {"markdown", markdown}, {"github", github}, {"har", har},
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
	*Report
	Layout
}

// put writes text as it is.
func (p *page) put(parts ...string) {
	for _, part := range parts {
		_, _ = p.WriteString(part)
	}
}

// Write renders a report.
func Write(out io.Writer, r *Report, name string, l Layout) error {
	if err := CheckFormat(name); err != nil {
		return err
	}
	p := &page{Writer: bufio.NewWriterSize(out, 1<<16), Report: r, Layout: l}
	i := slices.IndexFunc(formats(), func(f format) bool { return f.name == name })
	formats()[i].render(p)
	if err := p.Flush(); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// plural counts a noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
