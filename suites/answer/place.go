package answer

import (
	"bytes"

	"github.com/plumbline/plumbline/specs/wire/body"
)

// Place is where in an answer something stands: in the status line, or in bytes
// of the body from Start up to End. Its zero value is no place.
type Place struct {
	Status bool `json:"status,omitempty"`
	Start  int  `json:"start,omitempty"`
	End    int  `json:"end,omitempty"`
}

// Known tells whether it is a place at all.
func (p Place) Known() bool { return p.Status || p.End > p.Start }

// Within tells whether it is no place, the status line, or lies in a body of n bytes.
func (p Place) Within(n int) bool { return p.Start >= 0 && p.Start <= p.End && p.End <= n }

// Place gives the place of a value: the whole of a string, a number or a word,
// the first byte of an object or a list, the tag of an element and its text. A
// value that is not there has none.
func (a *Answer) Place(n *body.Node) Place {
	if n == nil {
		return Place{}
	}
	return a.place(n.Offset, n.Offset)
}

// At gives the place of a byte; where a string begins, of all of it. Behind the
// end it is the last byte.
func (a *Answer) At(offset int) Place {
	b := a.Exchange.Body
	if len(b) == 0 || offset < 0 {
		return Place{}
	}
	offset = min(offset, len(b)-1)
	if b[offset] == '"' {
		return a.place(offset, offset)
	}
	return Place{Start: offset, End: offset + 1}
}

// place reaches from a name to the end of its value.
func (a *Answer) place(name, value int) Place {
	b := a.Exchange.Body
	if name < 0 || value >= len(b) {
		return Place{}
	}
	return Place{Start: name, End: value + token(b[value:])}
}

// token is how long the value is that begins here.
func token(b []byte) int {
	switch b[0] {
	case '{', '[':
		return 1
	case '<':
		if n := bytes.IndexByte(b[1:], '<'); n >= 0 {
			return n + 1
		}
		return len(b)
	case '"':
		for i := 1; i < len(b); i++ {
			if b[i] == '\\' {
				i++
			} else if b[i] == '"' {
				return i + 1
			}
		}
		return len(b)
	}
	if n := bytes.IndexAny(b, ",:}] \t\r\n"); n > 0 {
		return n
	}
	return len(b)
}
