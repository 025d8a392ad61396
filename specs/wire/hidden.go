package wire

import (
	"bytes"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A secret is looked for in a text and in everything the text decodes to: text
// escapes of percent, JSON and HTML, base64 of both alphabets, hex, and each
// inside another. What is found there is traced back to the bytes it came from.

// Bounds of the search. Every step shortens what it decodes, or leaves it as
// long, so that the work is linear in the text.
const (
	deepest   = 3 // decodings one inside another
	alignable = 2 // of them in base64 or hex, whose every alignment is looked at
)

// hidden is a text that must not be shown, and what is shown instead.
type hidden struct{ text, placeholder string }

// span is a part of a text.
type span struct {
	from, to    int
	placeholder string
}

// emit takes one decoded byte, and the part of the source it comes from.
type emit func(b byte, from, to int)

// decoder decodes all of a source that is written its way. What is not, it
// hands on as it is (escapes), or leaves out with a zero byte in its place.
type decoder func(source []byte, out emit)

// conceal puts placeholders in the place of secrets, however they are written. The
// text itself stays as it is.
func conceal(text []byte, secrets []hidden) []byte {
	spans := find(text, secrets, deepest, alignable)
	if len(spans) == 0 {
		return text
	}
	var out []byte
	at := 0
	for _, s := range joined(spans) {
		out = append(append(out, text[at:s.from]...), s.placeholder...)
		at = s.to
	}
	return append(out, text[at:]...)
}

// spellings adds to secrets what a form makes of their blanks and plus signs, and
// what is left of them where they themselves look like escapes.
func spellings(secrets []hidden) []hidden {
	var out []hidden
	seen := map[string]bool{}
	for _, s := range secrets {
		for _, form := range []string{s.text, strings.ReplaceAll(s.text, "+", " "), strings.ReplaceAll(s.text, " ", "+")} {
			for _, text := range []string{form, string(decoded([]byte(form), escapes))} {
				if text != "" && !seen[text] {
					seen[text] = true
					out = append(out, hidden{text, s.placeholder})
				}
			}
		}
	}
	return out
}

// find gives the parts of a text that carry a secret.
func find(text []byte, secrets []hidden, depth, alphabets int) []span {
	var spans []span
	for _, s := range secrets {
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte(s.text))
			if i < 0 {
				break
			}
			spans = append(spans, span{at + i, at + i + len(s.text), s.placeholder})
			at += i + len(s.text)
		}
	}
	if depth == 0 {
		return spans
	}
	if bytes.ContainsAny(text, `%\&`) {
		spans = append(spans, through(escapes, text, secrets, depth-1, alphabets)...)
	}
	// A short secret is in every other binary by chance.
	long := slices.DeleteFunc(slices.Clone(secrets), func(s hidden) bool { return len(s.text) < shortest })
	if alphabets == 0 || len(long) == 0 {
		return spans
	}
	least := len(slices.MinFunc(long, func(a, b hidden) int { return len(a.text) - len(b.text) }).text)
	for _, a := range []alphabet{base64Letters(), hexDigits()} {
		if begin, _ := a.next(text, 0, least); begin == len(text) {
			continue
		}
		for skipped := range a.alignments {
			spans = append(spans, through(a.skipping(skipped, least), text, long, depth-1, alphabets-1)...)
		}
	}
	return spans
}

// through looks at what a text decodes to, and traces back what is found.
func through(d decoder, text []byte, secrets []hidden, depth, alphabets int) []span {
	inner := decoded(text, d)
	if len(inner) == 0 || bytes.Equal(inner, text) {
		return nil
	}
	found := joined(find(inner, secrets, depth, alphabets))
	if len(found) == 0 {
		return nil
	}
	at, next, begin := 0, 0, 0
	d(text, func(_ byte, from, to int) {
		if next == len(found) {
			return
		}
		s := &found[next]
		if at == s.from {
			begin = from
		}
		if at++; at == s.to {
			s.from, s.to = begin, to
			next++
		}
	})
	return found
}

func decoded(text []byte, d decoder) []byte {
	out := make([]byte, 0, min(len(text), 1<<12))
	d(text, func(b byte, _, _ int) { out = append(out, b) })
	return out
}

// joined sorts parts and makes one of those that overlap.
func joined(spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int { return a.from - b.from })
	var out []span
	for _, s := range spans {
		if last := len(out) - 1; last >= 0 && s.from < out[last].to {
			out[last].to = max(out[last].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

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
	case len(s) > 5 && s[1] == 'u':
		return unit(s[2:6], 6)
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

// entity reads a reference to a character, by name or number.
func entity(s []byte) (text string, size int) {
	end := 1
	for end < len(s) && end < longestEntity && (letterOrDigit(s[end]) || s[end] == '#') {
		end++
	}
	if end == len(s) || s[end] != ';' {
		return "", 0
	}
	end++
	if text = html.UnescapeString(string(s[:end])); text == string(s[:end]) {
		return "", 0
	}
	return text, end
}

func letterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
