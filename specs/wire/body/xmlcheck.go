package body

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// firstIllegal returns the offset of the first character XML 1.0 does not allow
// anywhere (section 2.2), or of the first byte that is not UTF-8; len(b) if
// there is none. The decoder checks text only, and does not say where.
func firstIllegal(b []byte) int {
	for i := 0; i < len(b); {
		c := b[i]
		if c < utf8.RuneSelf {
			if forbidden(uint64(c)) {
				return i
			}
			i++
			continue
		}
		char, size := utf8.DecodeRune(b[i:])
		if char == utf8.RuneError && size == 1 || forbidden(uint64(char)) {
			return i
		}
		i += size
	}
	return len(b)
}

// declaration judges an XML declaration.
func (r *xmlReader) declaration(inst string, at int) error {
	if at != r.base {
		r.add(MisplacedDeclaration, at, "the XML declaration is not at the start of the body")
	}
	for rest := strings.Trim(inst, xmlSpace); rest != ""; {
		name, value, after, ok := pseudoAttribute(rest)
		if !ok {
			return errorAt(at, "malformed XML declaration: %s", Cut([]byte(inst), 60))
		}
		rest = after
		switch {
		case name == "version" && value != "1.0":
			return errorAt(at, `XML version "%s" is not supported`, Cut([]byte(value), 40))
		case name != "encoding" || strings.EqualFold(value, "utf-8") || value == r.recoded:
		case strings.EqualFold(value, "us-ascii"), strings.EqualFold(value, "ascii"):
			r.ascii = true
		default:
			return errorAt(at, `encoding "%s" is not supported`, Cut([]byte(value), 40))
		}
	}
	return nil
}

// pseudoAttribute splits name = "value" off a declaration.
func pseudoAttribute(s string) (name, value, rest string, ok bool) {
	name, rest, ok = strings.Cut(s, "=")
	rest = strings.TrimLeft(rest, xmlSpace)
	if !ok || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", "", "", false
	}
	value, rest, ok = strings.Cut(rest[1:], rest[:1])
	return strings.TrimRight(name, xmlSpace), value, strings.TrimLeft(rest, xmlSpace), ok
}

// duplicates reports attributes given twice in one tag, after namespaces were
// resolved: a:x and b:x are the same when a and b are.
func (r *xmlReader) duplicates(attributes []xml.Attr, at int) {
	if len(attributes) < 2 {
		return
	}
	seen := make(map[xml.Name]bool, len(attributes))
	for _, a := range attributes {
		if seen[a.Name] {
			r.add(DuplicateAttribute, at, `attribute "%s" is given twice`, Cut([]byte(a.Name.Local), 60))
		}
		seen[a.Name] = true
	}
}

// surrogates reports the first character reference to a surrogate in a tag or a
// text run; the decoder reads such as U+FFFD without a word.
func (r *xmlReader) surrogates(raw []byte, start int) {
	i := findReference(raw, func(n uint64) bool { return n >= 0xD800 && n <= 0xDFFF })
	if i >= 0 {
		reference, _, _ := bytes.Cut(raw[i:], []byte(";"))
		r.add(LoneSurrogate, start+i, "%s; is half a surrogate pair", Cut(reference, 20))
	}
}

// findReference returns where the first character reference to such a number
// begins, or -1.
func findReference(raw []byte, wanted func(uint64) bool) int {
	for at := 0; ; at += 2 {
		i := bytes.Index(raw[at:], []byte("&#"))
		if i < 0 {
			return -1
		}
		at += i
		digits, _, _ := bytes.Cut(raw[at+2:], []byte(";"))
		if wanted(referenced(string(digits))) {
			return at
		}
	}
}

// referenced returns the number a character reference's digits stand for.
func referenced(digits string) uint64 {
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return 0
	}
	return n
}

// explain turns the decoder's error in the token begun at start, or its silence
// about a forbidden character in it, into an error with an offset and without
// the decoder's prefix and line number.
func (r *xmlReader) explain(err error, start int) error {
	var syntax *xml.SyntaxError
	switch {
	case r.illegal < r.at():
		return errorAt(r.illegal, "%s is not allowed in XML", found(r.b, r.illegal))
	case err == io.EOF:
		return errorAt(len(r.b), "expected an element, found the end of the body")
	case !errors.As(err, &syntax):
		return errorAt(start, "%s", Cut([]byte(strings.TrimPrefix(err.Error(), "xml: ")), 200))
	case !strings.HasPrefix(syntax.Msg, "unexpected EOF"):
		return errorAt(r.offender(syntax.Msg, start), "%s", Cut([]byte(syntax.Msg), 200))
	case len(r.open) == 0:
		return errorAt(len(r.b), "the body ends inside a tag or declaration")
	}
	inside := r.open[len(r.open)-1]
	return errorAt(len(r.b), "the body ends inside <%s>, begun at byte %d",
		Cut([]byte(inside.Name), 60), inside.Offset)
}

// offender finds the byte a message of the decoder is about. It has read up to
// that byte or past it, depending on the message.
func (r *xmlReader) offender(msg string, start int) int {
	at := r.at()
	raw := r.b[start:at]
	switch {
	case strings.HasPrefix(msg, "invalid character entity"):
		return start + max(bytes.LastIndexByte(raw, '&'), 0)
	case strings.HasPrefix(msg, "illegal character code"):
		// Raw characters were looked at already, so this is a reference.
		return start + max(findReference(raw, forbidden), 0)
	case strings.HasPrefix(msg, "unexpected end element"), strings.Contains(msg, " closed by </"):
		return start
	case strings.HasPrefix(msg, "expected element name"),
		strings.HasPrefix(msg, "expected attribute name"),
		strings.HasPrefix(msg, "expected target name"):
		return at
	}
	if name, ok := strings.CutPrefix(msg, "invalid XML name: "); ok {
		return at - len(name)
	}
	return max(at-1, start)
}

// forbidden reports whether XML 1.0 forbids a character, surrogates apart.
func forbidden(n uint64) bool {
	return n < 0x20 && n != '\t' && n != '\n' && n != '\r' || n == 0xFFFE || n == 0xFFFF
}
