package wire

import (
	"bytes"
	"strings"
)

// A secret that is cut into the items of a list, that lost its signs or its case, or of
// which half came, is found by its letters: those of a text in a row, whatever stands
// between them.

// Bounds of what is taken for a piece of a secret. Both must hold a digit: keys do, and
// words that stand for keys where nobody checks them, as "access-key-id", stand in error
// codes too.
const (
	shortestBare  = 12 // letters and digits of a secret that is looked for so
	shortestPiece = 15 // of a part of one
	block         = 8  // letters that are looked up at once; 2*block-1 in a row hold a whole one
)

// row is the letters and digits of a text, in lower case: with those of tags, or without,
// as items of a list in XML have tags between them.
type row struct{ untagged bool }

// decode is a decoder.
func (r row) decode(source []byte, out emit) {
	for i := r.next(source, 0); i < len(source); i = r.next(source, i+1) {
		out(lower(source[i]), i, i+1)
	}
}

// of is what decode gives, all at once: it is asked of every answer.
func (r row) of(source []byte) []byte {
	out := make([]byte, 0, len(source))
	for i := r.next(source, 0); i < len(source); i = r.next(source, i+1) {
		out = append(out, lower(source[i]))
	}
	return out
}

// next is the place of the next letter, from a place on; the end of the source if there
// is none.
func (r row) next(source []byte, i int) int {
	for ; i < len(source); i++ {
		c := source[i]
		if letterOrDigit(c) {
			return i
		}
		if c != '<' || !r.untagged {
			continue
		}
		end := i + 1
		for end < len(source) && source[end] != '<' && source[end] != '>' {
			end++
		}
		if end < len(source) && source[end] == '>' {
			i = end
		}
	}
	return i
}

// lower is a letter or digit in lower case.
func lower(c byte) byte { return c | 0x20 }

// pieces finds parts of secrets by their letters. The zero value finds none.
type pieces struct {
	secrets []hidden // their letters
	at      map[string]part
	first   [1 << 12]bool // by the first letters of a block
}

// part is a place in one of the secrets.
type part struct{ secret, at int }

func newPieces(secrets []hidden) *pieces {
	p := &pieces{at: map[string]part{}}
	for _, s := range secrets {
		text := string(row{}.of([]byte(s.text)))
		if len(text) < shortestBare || !strings.ContainsAny(text, "0123456789") {
			continue
		}
		for at := 0; at+block <= len(text); at += block {
			piece := text[at : at+block]
			if _, taken := p.at[piece]; !taken {
				p.at[piece] = part{len(p.secrets), at}
				p.first[hashed([]byte(piece))] = true
			}
		}
		p.secrets = append(p.secrets, hidden{text, s.placeholder})
	}
	return p
}

func hashed(s []byte) int { return int(s[0]&31) | int(s[1]&31)<<5 | int(s[2]&3)<<10 }

// find gives the parts of a text of letters that are long pieces of a secret.
func (p *pieces) find(text []byte) []span {
	var spans []span
	for i := 0; i+block <= len(text); i++ {
		if !p.first[hashed(text[i:])] {
			continue
		}
		place, there := p.at[string(text[i:i+block])]
		if !there {
			continue
		}
		secret := p.secrets[place.secret]
		from, to, at := i, i, place.at
		for from > 0 && at > 0 && text[from-1] == secret.text[at-1] {
			from, at = from-1, at-1
		}
		for at += to - from; to < len(text) && at < len(secret.text) && text[to] == secret.text[at]; {
			to, at = to+1, at+1
		}
		if to-from >= min(shortestPiece, len(secret.text)) && bytes.ContainsAny(text[from:to], "0123456789") {
			spans = append(spans, span{from, to, secret.placeholder})
			i = to - 1
		}
	}
	return spans
}
