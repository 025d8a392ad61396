package body

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// wordByte reports whether c can be part of a word or a number. Both are read
// as a whole run of such bytes, so that 01, 1.e5 or truely are errors and not a
// value with trailing bytes.
func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ||
		c == '+' || c == '-' || c == '.' || c == '_' || c == '$'
}

func (r *jsonReader) run() []byte {
	end := r.at
	for end < len(r.b) && wordByte(r.b[end]) {
		end++
	}
	return r.b[r.at:end]
}

func (r *jsonReader) literal() (Kind, string, error) {
	word := r.run()
	kind := Boolean
	switch string(word) {
	case "null":
		kind = Null
	case "true", "false":
	default:
		return "", "", errorAt(r.at, "expected a value, found %s", Cut(word, 40))
	}
	r.at += len(word)
	return kind, string(word), nil
}

func (r *jsonReader) number() (string, error) {
	literal := r.run()
	if !isNumber(literal) {
		return "", errorAt(r.at, "%s is not a JSON number", Cut(literal, 40))
	}
	r.at += len(literal)
	return string(literal), nil
}

// isNumber follows the grammar of RFC 8259 section 6.
func isNumber(s []byte) bool {
	if len(s) > 0 && s[0] == '-' {
		s = s[1:]
	}
	whole := digits(s)
	if whole == 0 || s[0] == '0' && whole > 1 {
		return false
	}
	s = s[whole:]
	if len(s) > 0 && s[0] == '.' {
		fraction := digits(s[1:])
		if fraction == 0 {
			return false
		}
		s = s[1+fraction:]
	}
	if len(s) > 0 && (s[0] == 'e' || s[0] == 'E') {
		s = s[1:]
		if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		exponent := digits(s)
		return exponent > 0 && exponent == len(s)
	}
	return len(s) == 0
}

// digits counts the digits s begins with.
func digits(s []byte) int {
	for i, c := range s {
		if c < '0' || c > '9' {
			return i
		}
	}
	return len(s)
}

// text reads a string, the next byte being its opening quote.
func (r *jsonReader) text() (string, error) {
	start := r.at
	r.at++
	for r.at < len(r.b) && isPlainByte(r.b[r.at]) {
		r.at++
	}
	if r.peek() == '"' {
		r.at++
		return string(r.b[start+1 : r.at-1]), nil
	}
	return r.longText(start)
}

// isPlainByte reports whether a byte in a string stands for itself alone.
func isPlainByte(c byte) bool {
	return c >= 0x20 && c < utf8.RuneSelf && c != '"' && c != '\\'
}

// longText reads on a string, begun at start, that is not all plain bytes.
func (r *jsonReader) longText(start int) (string, error) {
	text := append([]byte(nil), r.b[start+1:r.at]...)
	broken, lone := -1, -1 // offsets of the first of each
	for r.at < len(r.b) {
		at, c := r.at, r.b[r.at]
		switch {
		case isPlainByte(c):
			text = append(text, c)
			r.at++
		case c == '"':
			r.at++
			if broken >= 0 {
				r.add(BrokenUTF8, broken, "byte 0x%02x in a string is not UTF-8", r.b[broken])
			}
			if lone >= 0 {
				r.add(LoneSurrogate, lone, "%s is half a surrogate pair", r.b[lone:lone+6])
			}
			return string(text), nil
		case c == '\\':
			char, err := r.escape()
			if err != nil {
				return "", err
			}
			if utf16.IsSurrogate(char) && lone < 0 {
				lone = at
			}
			text = utf8.AppendRune(text, char) // U+FFFD for a surrogate
		case c < 0x20:
			return "", errorAt(at, "expected string content, found a raw character U+%04X", c)
		default:
			char, size := utf8.DecodeRune(r.b[at:])
			if char == utf8.RuneError && size == 1 && broken < 0 {
				broken = at
			}
			text = utf8.AppendRune(text, char)
			r.at += size
		}
	}
	return "", errorAt(r.at, "expected '\"' to end the string begun at byte %d, found %s",
		start, found(r.b, r.at))
}

// escape reads an escape, the next byte being its backslash: the character, or
// the surrogate that has no other half.
func (r *jsonReader) escape() (rune, error) {
	at := r.at
	r.at++
	c := r.peek()
	r.at++
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
		high, ok := r.hex(r.at)
		if !ok {
			return 0, errorAt(at, "expected four hex digits after \\u, found %s",
				Cut(r.b[r.at:min(r.at+4, len(r.b))], 40))
		}
		r.at += 4
		return r.pair(high), nil
	}
	return 0, errorAt(at, "expected an escape, found '\\' and %s", found(r.b, at+1))
}

// pair joins a high surrogate with the escaped low one that follows it.
func (r *jsonReader) pair(high rune) rune {
	if !utf16.IsSurrogate(high) || r.at+1 >= len(r.b) || r.b[r.at] != '\\' || r.b[r.at+1] != 'u' {
		return high
	}
	low, ok := r.hex(r.at + 2)
	if !ok {
		return high // the escape that follows is the error
	}
	char := utf16.DecodeRune(high, low)
	if char == utf8.RuneError {
		return high
	}
	r.at += 6
	return char
}

// hex reads four hex digits at an offset.
func (r *jsonReader) hex(at int) (rune, bool) {
	if at+4 > len(r.b) {
		return 0, false
	}
	for _, c := range r.b[at : at+4] {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return 0, false // ParseUint would take a sign or an underscore
		}
	}
	n, err := strconv.ParseUint(string(r.b[at:at+4]), 16, 32)
	return rune(n), err == nil
}
