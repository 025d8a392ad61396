package traffic

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"html"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// disguise puts other words in the place of words: the same for the same, each time
// of the same shape, and for no two the same.
type disguise struct {
	salt   []byte
	chosen map[string]string          // by word, in lower case
	taken  map[string]bool            // what is chosen
	values map[string]map[string]bool // words, by the name they stood under
	places map[string]int
}

func newDisguise(salt []byte) *disguise {
	return &disguise{salt: salt, chosen: map[string]string{}, taken: map[string]bool{}, values: map[string]map[string]bool{}, places: map[string]int{}}
}

// around are signs that are of a word only inside it.
const around = "-_."

func inWord(r rune) bool {
	return r >= utf8.RuneSelf || unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(around, r)
}

// text scrubs a text, of JSON, of XML or of neither: what stands between its words
// stays as it is. at is the place of what comes before any name.
func (d *disguise) text(text []byte, known *dictionary, at place) []byte {
	out := make([]byte, 0, len(text))
	declared := declaration.Find(text)
	out, text = append(out, declared...), text[len(declared):]
	var escape byte
	switch trimmed := bytes.TrimSpace(text); {
	case bytes.HasPrefix(trimmed, []byte("<")):
		escape = '&'
	case bytes.HasPrefix(trimmed, []byte("{")), bytes.HasPrefix(trimmed, []byte("[")):
		escape = '\\'
	}
	for i := 0; i < len(text); {
		word, size := begin(text[i:], escape)
		if word == "" {
			out = append(out, text[i:i+size]...)
			i += size
			continue
		}
		if isName(text, i, i+size) {
			var documented bool
			if at, documented = known.named(word); documented {
				out = append(out, text[i:i+size]...)
				i += size
				continue
			}
			at = place{}
		}
		if inner := strings.Trim(word, around); inner == "" || known.stays(word, at) || known.stays(inner, at) {
			out = append(out, text[i:i+size]...)
		} else {
			out = append(out, strings.Replace(word, inner, d.word(inner, at), 1)...)
		}
		i += size
	}
	return out
}

// begin gives the word that a text begins with and how long it is as it is written;
// of what is no word, as an escape, only how long it is. escape is the sign that
// escapes begin with, 0 for none.
func begin(text []byte, escape byte) (word string, size int) {
	var out strings.Builder
	for size < len(text) {
		r, n := unit(text[size:], escape)
		if r < 0 || !inWord(r) {
			if size == 0 {
				return "", n
			}
			break
		}
		out.WriteRune(r)
		size += n
	}
	return out.String(), size
}

// declaration is how XML begins, when nothing is in it that tells of anybody.
var declaration = regexp.MustCompile(`^<\?xml version=["']1\.[01]["']( encoding=["'](?i:utf-8|utf-16|gbk|gb2312|gb18030|iso-8859-1)["'])?\s*\?>`)

var (
	reference = regexp.MustCompile(`^&(#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);`)
	backslash = regexp.MustCompile(`^\\(u[0-9A-Fa-f]{4}|[^u])`)
	percent   = regexp.MustCompile(`^%[0-9A-Fa-f]{2}`)
)

// unit reads a character that may be escaped, -1 for an escape that separates words.
func unit(text []byte, escape byte) (r rune, size int) {
	r, size = utf8.DecodeRune(text)
	switch {
	case text[0] == '%':
		if at := percent.Find(text); at != nil {
			return -1, len(at)
		}
	case text[0] != escape:
	case escape == '&':
		if at := reference.Find(text); at != nil {
			r, _ = utf8.DecodeRuneInString(html.UnescapeString(string(at)))
			size = len(at)
		}
	default:
		if at := backslash.Find(text); len(at) == 6 {
			n, _ := strconv.ParseUint(string(at[2:]), 16, 16) // the expression has four digits
			r, size = rune(n), 6
		} else if at != nil {
			r, size = -1, len(at)
		}
	}
	return r, size
}

// isName tells whether what stands between two bytes is the name of a member of
// JSON, of an element or of an attribute.
func isName(text []byte, from, to int) bool {
	if from == 0 {
		return false
	}
	switch before := text[from-1]; before {
	case '"':
		rest, quoted := bytes.CutPrefix(text[to:], []byte{'"'})
		return quoted && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte{':'})
	case '<':
		return true
	case '/':
		return from > 1 && text[from-2] == '<'
	}
	return false
}

// word chooses what stands for a word.
func (d *disguise) word(word string, at place) string {
	key := strings.ToLower(word)
	if d.values[at.name] == nil {
		d.values[at.name] = map[string]bool{}
	}
	d.values[at.name][key] = true
	d.places[at.name]++
	for n := 0; d.chosen[key] == ""; n++ {
		other := shaped(key, stream{d.salt, key, n})
		if n > 1000 { // all of the shape are taken
			other += shaped("aaaa", stream{d.salt, key, n})
		}
		if !d.taken[other] && other != key {
			d.chosen[key], d.taken[other] = other, true
		}
	}
	other := []rune(d.chosen[key])
	for i, r := range []rune(word) { // in the case of the word
		if i < len(other) && unicode.IsUpper(r) {
			other[i] = unicode.ToUpper(other[i])
		}
	}
	return string(other)
}

// stream gives numbers that only who has the salt can tell.
type stream struct {
	salt []byte
	key  string
	n    int
}

func (s stream) bytes(block int) []byte {
	mac := hmac.New(sha256.New, s.salt)
	mac.Write(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(s.n)), uint64(block)))
	mac.Write([]byte(s.key))
	return mac.Sum(nil)
}

// shaped is a text of the shape of a word: letters for letters, digits for digits;
// hexadecimal for what looks so, an address for an address.
func shaped(word string, from stream) string {
	if address, err := netip.ParseAddr(word); err == nil && address.Is4() {
		b := from.bytes(0)
		return netip.AddrFrom4([4]byte{10, b[0], b[1], b[2]}).String()
	}
	letters := "abcdefghijklmnopqrstuvwxyz"
	if hexadecimal(word) {
		letters = "abcdef"
	}
	var out strings.Builder
	at := 0
	for _, r := range word {
		b := from.bytes(at / 32)[at%32]
		switch {
		case unicode.IsDigit(r) && at == 0 && r != '0':
			out.WriteByte('1' + b%9) // a number stays one
		case unicode.IsDigit(r) && (r != '0' || at > 0):
			out.WriteByte('0' + b%10)
		case r >= utf8.RuneSelf || unicode.IsLetter(r):
			out.WriteByte(letters[int(b)%len(letters)])
		default:
			out.WriteRune(r)
		}
		at++
	}
	return out.String()
}

// hexadecimal tells what is made of such digits, as the ids of requests are.
func hexadecimal(word string) bool {
	return len(word) >= 16 && strings.Trim(word, "0123456789abcdef-") == ""
}
