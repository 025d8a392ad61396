package difference

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/wire/body"
)

// Bounds, in bytes, of a sentence or an id, and of a value, which may be an
// example of a whole answer.
const (
	lineLimit  = 4000
	valueLimit = 64 << 10
	longest    = len(`\x00`) // what a byte may be written as
)

// line makes a text fit to be shown anywhere, in one line: no control
// character, no escape of a terminal, no change of direction, not endless.
func line(text string) string { return body.Cut([]byte(text), lineLimit) }

// block makes a value fit to be shown; its lines stay.
func block(text string) string {
	end, rest := len(text), ""
	if end > valueLimit {
		end, rest = valueLimit, fmt.Sprintf("… (%d bytes)", len(text))
		for end > valueLimit-utf8.UTFMax && !utf8.RuneStart(text[end]) {
			end--
		}
	}
	var lines []string
	for one := range strings.SplitSeq(strings.ReplaceAll(text[:end], "\r\n", "\n"), "\n") {
		lines = append(lines, body.Cut([]byte(one), longest*len(one)))
	}
	return strings.Join(lines, "\n") + rest
}

// flat sets a value in one line, its breaks seen as what they are.
func flat(text string) string { return strings.ReplaceAll(text, "\n", `\n`) }
