package difference

import (
	"encoding/xml"
	"fmt"
	escape "html"
	"strings"
	"unicode"
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

// block does the same for a value, whose lines stay.
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

// h escapes a text for HTML, in an attribute or between tags.
func h(text string) string { return escape.EscapeString(text) }

// x escapes a text for XML, in an attribute or between tags.
func x(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text))
	return out.String()
}

// md escapes a text for Markdown: in a line, in a cell, and in the HTML that
// Markdown lets through, where a backslash would be seen. So every character
// that means something is written as a reference. Nothing of the text is a tag, a
// link, the end of a cell; nobody is mentioned and no other issue is linked,
// which the space without width after @ and # sees to.
func md(text string) string {
	const space = "&#8203;"
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			out.WriteByte(' ')
		case r == '@' || r == '#':
			fmt.Fprintf(&out, "&#%d;%s", r, space)
		case strings.ContainsRune("\\`*_[]|~$<>&", r):
			fmt.Fprintf(&out, "&#%d;", r)
		case unicode.IsPrint(r) || r == '\t':
			out.WriteRune(r)
		}
	}
	// No address may become a link either.
	return strings.NewReplacer("://", "&#58;"+space+"//", "www.", "www&#46;"+space).Replace(out.String())
}
