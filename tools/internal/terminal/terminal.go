// Package terminal knows what a stream is shown on: whether it is a terminal,
// how wide, and whether colours are welcome. It writes no words of its own.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strconv"
)

// Bounds of the width that text is set to.
const (
	usualWidth = 100
	maxWidth   = 120
	minWidth   = 40
)

// When says when to use colours.
type When string

// The choices of --color.
const (
	Auto   When = "auto"
	Always When = "always"
	Never  When = "never"
)

// ParseWhen reads "auto", "always" or "never". Any other word is an error that
// names them.
func ParseWhen(text string) (When, error) {
	switch when := When(text); when {
	case Auto, Always, Never:
		return when, nil
	}
	return "", fmt.Errorf("color %q is not auto, always or never", text)
}

// Is tells whether a stream is a terminal.
func Is(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	_, ok = columns(file)
	return ok
}

// Width is how wide text on a stream is set: as wide as the terminal within
// bounds, and 100 columns elsewhere, so that what is piped is always the same.
func Width(stream io.Writer) int {
	file, ok := stream.(*os.File)
	if !ok {
		return usualWidth
	}
	n, ok := columns(file)
	if !ok {
		return usualWidth
	}
	return min(max(n, minWidth), maxWidth)
}

// Colours tells whether a stream is written in colours: those who ask for them
// get them, else terminals do, unless NO_COLOR is set (no-color.org).
func Colours(stream io.Writer, when When, getenv func(string) string) bool {
	switch when {
	case Always:
		return true
	case Never:
		return false
	}
	return Is(stream) && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// Style colours text, or leaves it plain: its zero value.
type Style struct{ Colours bool }

// Bold sets a text bold.
func (s Style) Bold(text string) string { return s.sgr(1, text) }

// Dim sets a text faint.
func (s Style) Dim(text string) string { return s.sgr(2, text) }

// Red sets a text red.
func (s Style) Red(text string) string { return s.sgr(31, text) }

// Green sets a text green.
func (s Style) Green(text string) string { return s.sgr(32, text) }

// Yellow sets a text yellow.
func (s Style) Yellow(text string) string { return s.sgr(33, text) }

func (s Style) sgr(code int, text string) string {
	if !s.Colours || text == "" {
		return text
	}
	return "\x1b[" + strconv.Itoa(code) + "m" + text + "\x1b[0m"
}
