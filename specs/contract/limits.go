package contract

import (
	"math/big"
	"regexp"
	"unicode/utf8"
)

// Limits are what a document states of the size and form of a parameter's value.
type Limits struct {
	Minimum, Maximum     string // of a number, as written; "" where none is stated
	MinLength, MaxLength int    // of a text, in characters; 0 where none is stated
	Pattern              string // a regular expression that a text holds; "" where none is stated
}

// Misses gives the first limit that a value does not keep, "" if it keeps all. A
// minimum or maximum is one of numbers, the others are of texts; a pattern that is
// no regular expression of Go's holds for every text.
func (p *Param) Misses(value Value) Keyword {
	l, length := p.Limits, utf8.RuneCountInString(value.Text)
	number, ok := new(big.Rat).SetString(value.Text)
	ok = ok && (value.Kind == Integer || value.Kind == Number)
	switch {
	case ok && l.Minimum != "" && number.Cmp(rational(l.Minimum)) < 0:
		return Minimum
	case ok && l.Maximum != "" && number.Cmp(rational(l.Maximum)) > 0:
		return Maximum
	case value.Kind != String:
		return ""
	case length < l.MinLength:
		return MinLength
	case l.MaxLength > 0 && length > l.MaxLength:
		return MaxLength
	}
	if expression, err := regexp.Compile(l.Pattern); err == nil && !expression.MatchString(value.Text) {
		return Pattern
	}
	return ""
}

// rational reads a number that lint has seen to be one.
func rational(text string) *big.Rat {
	number, ok := new(big.Rat).SetString(text)
	if !ok {
		return new(big.Rat)
	}
	return number
}

// Within gives the least whole number that keeps the minimum and the greatest
// that keeps the maximum; nil where none is stated.
func (l Limits) Within() (least, greatest *big.Int) {
	if l.Minimum != "" {
		least = floor(new(big.Rat).Neg(rational(l.Minimum)))
		least.Neg(least)
	}
	if l.Maximum != "" {
		greatest = floor(rational(l.Maximum))
	}
	return least, greatest
}

// floor gives the greatest whole number that is not above another number.
func floor(number *big.Rat) *big.Int {
	out, _ := new(big.Int).DivMod(number.Num(), number.Denom(), new(big.Int))
	return out
}
