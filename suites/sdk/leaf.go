package sdk

import (
	"math/big"
	"strings"

	"github.com/plumbline/plumbline/specs/wire/body"
)

// leaf is one value without members: what an answer says or a user sees.
type leaf struct {
	kind body.Kind
	text string
}

// same tells whether a user sees the served value: equal text, or an equal
// number. A number in a string must stand there in digits, since whoever gets a
// string where the document promises a count will read it as one.
func (l leaf) same(seen leaf) bool {
	if l.kind == body.Number && seen.kind == body.String && strings.ContainsAny(seen.text, "eE") {
		return false
	}
	if l.text == seen.text {
		return l.kind != body.Null || seen.kind == body.Null
	}
	if l.kind != body.Number || seen.kind != body.Number && seen.kind != body.String {
		return false
	}
	a, okA := rational(l.text)
	b, okB := rational(seen.text)
	return okA && okB && a.Cmp(b) == 0
}

// rational reads a number; exponents of hostile size are none.
func rational(text string) (*big.Rat, bool) {
	if at := strings.IndexAny(text, "eE"); at >= 0 && len(text)-at > 5 || len(text) > 400 {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// blank tells a value that says nothing.
func (l leaf) blank() bool { return l.kind == body.Null || l.text == "" }
