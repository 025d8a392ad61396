package main

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// shower shows exchanges to people.
type shower struct {
	out   io.Writer
	style terminal.Style
}

// Bounds of what is printed of a header and of a body.
const (
	headerLimit = 400
	bodyLimit   = 2000
	escapes     = 4 // characters at most that a byte is shown as
)

func (r *shower) headers(mark string, h http.Header) {
	for _, name := range slices.Sorted(maps.Keys(h)) {
		fmt.Fprintf(r.out, "%s%s: %s\n", mark, body.Cut([]byte(name), headerLimit), body.Cut([]byte(strings.Join(h[name], ", ")), headerLimit))
	}
}

// body prints a body by its lines, as far as a person reads.
func (r *shower) body(mark string, b []byte) {
	if len(b) == 0 {
		return
	}
	fmt.Fprintln(r.out, strings.TrimSpace(mark))
	shown, cut := b, ""
	if len(b) > bodyLimit {
		shown, cut = b[:bodyLimit], fmt.Sprintf("… (%d bytes)", len(b))
		for len(shown) > bodyLimit-utf8.UTFMax && !utf8.Valid(shown) {
			shown = shown[:len(shown)-1] // not in the middle of a character
		}
	}
	for line := range strings.Lines(string(shown)) {
		fmt.Fprintf(r.out, "%s%s\n", mark, body.Cut([]byte(strings.TrimRight(line, "\r\n")), bodyLimit*escapes))
	}
	if cut != "" {
		fmt.Fprintln(r.out, mark+cut)
	}
}
