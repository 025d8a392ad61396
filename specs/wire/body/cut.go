package body

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// Cut renders b for a failure message: one printable line. Line feed, carriage
// return and tab are shown as \n, \r and \t; other control characters (so ANSI
// escapes too) and bytes that are not UTF-8 as \xNN; other characters that do
// not print (zero width, right-to-left override) as \uNNNN. A backslash stays
// as it is, because escaping it would make every quoted JSON body unreadable.
//
// At most limit bytes of that are kept, whole characters and escapes only; when
// there is more, "… (N bytes)" follows, N being len(b).
func Cut(b []byte, limit int) string {
	c := clip{limit: limit}
	for i := 0; i < len(b) && !c.full; {
		r, size := utf8.DecodeRune(b[i:])
		c.rune(r, b[i], size)
		i += size
	}
	return c.render(len(b))
}

// clip keeps the first limit bytes of what is added and counts all of it.
type clip struct {
	kept  []byte
	limit int
	size  int
	full  bool // a piece was dropped, so all further ones are too
}

// add adds a piece that must not be cut in two.
func (c *clip) add(piece string) {
	c.size += len(piece)
	if c.full || len(c.kept)+len(piece) > c.limit {
		c.full = true
		return
	}
	c.kept = append(c.kept, piece...)
}

// rune adds a decoded rune, escaped where it does not print; first and size are
// its first byte and its length as it was encoded.
func (c *clip) rune(r rune, first byte, size int) {
	switch {
	case r == utf8.RuneError && size == 1:
		c.add(fmt.Sprintf(`\x%02x`, first))
	case r >= 0x20 && r < 0x7F:
		c.add(string(r))
	default:
		c.add(escape(r))
	}
}

// text adds s character by character, those in special as it says.
func (c *clip) text(s string, special func(rune) string) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if as := special(r); as != "" {
			c.add(as)
		} else {
			c.rune(r, s[i], size)
		}
		i += size
	}
}

// render returns what was kept, and the size given when it is not everything.
func (c *clip) render(size int) string {
	if !c.full {
		return string(c.kept)
	}
	return string(c.kept) + "… (" + strconv.Itoa(size) + " bytes)"
}

// escape renders a rune that is not printable ASCII.
func escape(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x20 || r == 0x7F:
		return fmt.Sprintf(`\x%02x`, r)
	case unicode.IsPrint(r):
		return string(r)
	case r > 0xFFFF:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// found names what stands at offset at, for an error message.
func found(b []byte, at int) string {
	if at >= len(b) {
		return "the end of the body"
	}
	r, size := utf8.DecodeRune(b[at:])
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("byte 0x%02x", b[at])
	case !unicode.IsPrint(r):
		return fmt.Sprintf("character U+%04X", r)
	}
	return "'" + string(r) + "'"
}
