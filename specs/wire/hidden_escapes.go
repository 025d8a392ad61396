package wire

import (
	"bytes"
	"html"
	"strconv"
	"unicode/utf8"
)

// escapes decodes one layer of percent, JSON and HTML escapes.
func escapes(source []byte, out emit) {
	for i := 0; i < len(source); {
		text, size := "", 0
		switch source[i] {
		case '%':
			text, size = percent(source[i:])
		case '\\':
			text, size = backslash(source[i:])
		case '&':
			text, size = entity(source[i:])
		}
		if size == 0 {
			out(source[i], i, i+1)
			i++
			continue
		}
		for j := range len(text) {
			out(text[j], i, i+size)
		}
		i += size
	}
}

// percent reads %2F, and %u002F as scripts write it; size 0 if it is neither.
func percent(s []byte) (text string, size int) {
	if len(s) > 5 && s[1] == 'u' {
		return unit(s[2:6], 6)
	}
	if len(s) > 2 {
		if n, err := strconv.ParseUint(string(s[1:3]), 16, 8); err == nil {
			return string([]byte{byte(n)}), 3
		}
	}
	return "", 0
}

func unit(digits []byte, size int) (string, int) {
	n, err := strconv.ParseUint(string(digits), 16, 16)
	if err != nil {
		return "", 0
	}
	return string(utf8.AppendRune(nil, rune(n))), size
}

// backslash reads an escape of JSON, or of another language with such strings.
func backslash(s []byte) (text string, size int) {
	switch {
	case len(s) > 3 && s[1] == 'u' && s[2] == '{':
		if end := bytes.IndexByte(s[:min(len(s), longestEntity)], '}'); end > 3 {
			return unit(s[3:end], end+1)
		}
		return "", 0
	case len(s) > 5 && s[1] == 'u':
		return unit(s[2:6], 6)
	case len(s) > 3 && s[1] >= '0' && s[1] <= '3':
		if n, err := strconv.ParseUint(string(s[1:4]), 8, 8); err == nil {
			return string([]byte{byte(n)}), 4
		}
		return "", 0
	case len(s) > 3 && s[1] == 'x':
		if n, err := strconv.ParseUint(string(s[2:4]), 16, 8); err == nil {
			return string([]byte{byte(n)}), 4
		}
		return "", 0
	case len(s) < 2:
		return "", 0
	}
	if i := bytes.IndexByte([]byte("nrtbf"), s[1]); i >= 0 {
		return "\n\r\t\b\f"[i : i+1], 2
	}
	if letterOrDigit(s[1]) {
		return "", 0
	}
	return string(s[1:2]), 2
}

// longestEntity is as long as a name or number of a character is read.
const longestEntity = 32

// entity reads a reference to a character, by name or number; behind a number there
// need be no semicolon.
func entity(s []byte) (text string, size int) {
	end := 1
	for end < len(s) && end < longestEntity && (letterOrDigit(s[end]) || s[end] == '#' && end == 1) {
		end++
	}
	switch {
	case end < len(s) && s[end] == ';':
		end++
	case len(s) < 2 || s[1] != '#':
		return "", 0
	}
	if text = html.UnescapeString(string(s[:end])); text == string(s[:end]) {
		return "", 0
	}
	return text, end
}

func letterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// numbers decodes the bytes of a list of numbers, as languages print an array of them,
// and puts a zero byte in the place of anything else.
func numbers(source []byte, out emit) {
	between := false // something else came last
	for i := 0; i < len(source); {
		value, end := number(source, i)
		switch {
		case value >= 0:
			out(byte(value), i, end)
			between = false
		case end == i && separates(source[i]):
			end++
		default:
			if end = max(end, i+1); !between {
				out(0, i, end)
			}
			between = true
		}
		i = end
	}
}

// number reads the digits at a place; the value is below zero if they are none of a byte.
func number(source []byte, i int) (value, end int) {
	end = i
	for ; end < len(source) && source[end] >= '0' && source[end] <= '9'; end++ {
		value = min(value*10+int(source[end]-'0'), 1000)
	}
	if end == i || end-i > 3 || value > 255 || end < len(source) && letterOrDigit(source[end]) {
		return -1, end
	}
	return value, end
}

// separates tells whether something may stand between two numbers of a list.
func separates(c byte) bool {
	return c == ' ' || c == ',' || c == ';' || c == '+' || c == '\n' || c == '\r' || c == '\t'
}

// numbered tells whether a text has a list of as many numbers as a secret has letters.
func numbered(source []byte) bool {
	row := 0
	for i := 0; i < len(source); {
		c := source[i]
		if c < '0' || c > '9' {
			if i++; !separates(c) {
				row = 0
			}
			continue
		}
		var value int
		if value, i = number(source, i); value < 0 {
			row = 0
		} else if row++; row >= shortest {
			return true
		}
	}
	return false
}
