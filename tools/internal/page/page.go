// Package page is what everything that is rendered shares: escaping for each
// format, words that count, the head of an HTML page, and the writers of JSON,
// JUnit and GitHub's annotations. It knows nothing of what is rendered.
package page

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
	Width int // of a line, in columns
}

// Format is a way to render a T.
type Format[T any] struct {
	Name   string
	Render func(T)
}

// Names names formats, in their order.
func Names[T any](formats []Format[T]) []string {
	var out []string
	for _, f := range formats {
		out = append(out, f.Name)
	}
	return out
}

// Check errs if a name is that of no format.
func Check(name string, known []string) error {
	if !slices.Contains(known, name) {
		return fmt.Errorf("format %q is not one of %s", name, strings.Join(known, ", "))
	}
	return nil
}

// Write renders in a format by its name; make gives what is rendered, with the stream
// that it is written to. A format that there is not is an error, and so is that of out.
func Write[T any](out io.Writer, formats []Format[T], name string, make func(Out) T) error {
	i := slices.IndexFunc(formats, func(f Format[T]) bool { return f.Name == name })
	if i < 0 {
		return Check(name, Names(formats))
	}
	to := NewOut(out)
	formats[i].Render(make(to))
	return to.Flush()
}

// Out is what is rendered into. Its writes do not fail; the first error of the
// stream below comes when it is flushed.
type Out struct{ *bufio.Writer }

// NewOut makes an Out over a stream.
func NewOut(to io.Writer) Out { return Out{bufio.NewWriterSize(to, 1<<16)} }

// Put writes texts as they are.
func (o Out) Put(parts ...string) {
	for _, part := range parts {
		_, _ = o.WriteString(part)
	}
}

// Plural counts a noun: "1 entry", "2 entries", "3 cases".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok && !strings.ContainsAny(stem[len(stem)-1:], "aeiou") {
		noun = stem + "ie"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
