package body

import (
	"bytes"
	"errors"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// recoded is a document written in UTF-8 that came in another encoding, and where
// its bytes stood in it.
type recoded struct {
	text []byte
	name string // the encoding, as it is declared
	// There is a mark behind each character that is not ASCII: an offset in text,
	// and the one it had.
	marks [][2]int
}

// recode gives a document in UTF-8 if its declaration names another encoding that
// is known and has the letters of ASCII where ASCII has them. ok is false for any
// other document, which is then read as it is. The error is the offset of a byte
// that the encoding does not have.
func recode(b []byte) (out recoded, ok bool, err error) {
	name := DeclaredEncoding(b)
	decoder, known := decoderOf(name)
	if !known {
		return recoded{}, false, nil
	}
	out.name = name
	dst := make([]byte, 4*utf8.UTFMax)
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			out.text = append(out.text, b[i])
			i++
			continue
		}
		written, read := 0, 0
		for n := 1; n <= utf8.UTFMax && i+n <= len(b) && read == 0; n++ {
			decoder.Reset()
			written, read, _ = decoder.Transform(dst, b[i:i+n], false)
		}
		if char, _ := utf8.DecodeRune(dst[:written]); read == 0 || char == utf8.RuneError {
			return recoded{}, false, errorAt(i, "byte 0x%02x is not in the encoding %s", b[i], Cut([]byte(name), 40))
		}
		out.text = append(out.text, dst[:written]...)
		i += read
		out.marks = append(out.marks, [2]int{len(out.text), i})
	}
	return out, true, nil
}

// DeclaredEncoding is the encoding that an XML declaration names, "" without one.
func DeclaredEncoding(b []byte) string {
	const longest = 256
	inst, declared := bytes.CutPrefix(b[:min(len(b), longest)], []byte("<?xml"))
	inst, _, ended := bytes.Cut(inst, []byte("?>"))
	if !declared || !ended {
		return ""
	}
	for rest := strings.Trim(string(inst), xmlSpace); rest != ""; {
		name, value, after, ok := pseudoAttribute(rest)
		if !ok || name == "encoding" {
			return value
		}
		rest = after
	}
	return ""
}

// decoderOf gives the decoder of an encoding in which a byte below 0x80 at the
// begin of a character is that letter of ASCII.
func decoderOf(name string) (*encoding.Decoder, bool) {
	found, err := htmlindex.Get(name)
	if err != nil {
		return nil, false
	}
	label, err := htmlindex.Name(found)
	if err != nil || slices.Contains([]string{"utf-8", "utf-16be", "utf-16le", "iso-2022-jp", "replacement", "x-user-defined"}, label) || strings.Contains(strings.ToLower(name), "ascii") {
		return nil, false
	}
	return found.NewDecoder(), true
}

// at gives the offset that an offset in text had.
func (r recoded) at(offset int) int {
	i := sort.Search(len(r.marks), func(i int) bool { return r.marks[i][0] > offset })
	if i == 0 {
		return offset
	}
	return r.marks[i-1][1] + offset - r.marks[i-1][0]
}

// restore puts the offsets of what was read back to where they were.
func (r recoded) restore(e *Element, faults []Fault, err error) {
	for i := range faults {
		faults[i].Offset = r.at(faults[i].Offset)
	}
	var syntax *SyntaxError
	if errors.As(err, &syntax) {
		syntax.Offset = r.at(syntax.Offset)
	}
	if e != nil {
		r.elements(e)
	}
}

func (r recoded) elements(e *Element) {
	e.Offset = r.at(e.Offset)
	for _, child := range e.Children {
		r.elements(child)
	}
}
