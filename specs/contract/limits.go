package contract

import (
	"cmp"
	"math/big"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Limits are what a document states of the size and form of a parameter's value.
type Limits struct {
	Minimum, Maximum     string // of a number, as written; "" where none is stated
	MultipleOf           string // what a number is a multiple of, as written; "" where nothing is stated
	MinLength, MaxLength int    // of a text, in characters; 0 where none is stated
	Pattern              string // a regular expression that a text holds; "" where none is stated
}

// BrokenLimit gives the first limit that a value does not keep, "" if it keeps all. The
// first three are limits of numbers, the others of texts; a pattern that is
// no regular expression of Go's holds for every text.
func (p *Param) BrokenLimit(value Value) Keyword {
	l, length := p.Limits, utf8.RuneCountInString(value.Text)
	number, ok := new(big.Rat).SetString(value.Text)
	ok = ok && (value.Kind == Integer || value.Kind == Number)
	switch {
	case ok && l.Minimum != "" && number.Cmp(rational(l.Minimum)) < 0:
		return Minimum
	case ok && l.Maximum != "" && number.Cmp(rational(l.Maximum)) > 0:
		return Maximum
	case ok && l.MultipleOf != "" && !new(big.Rat).Quo(number, rational(l.MultipleOf)).IsInt():
		return MultipleOf
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

// Multiples gives the least multiple that keeps the minimum and the greatest that
// keeps the maximum, nil where none is stated, and the step from one multiple to the
// next. MultipleOf must be stated.
func (l Limits) Multiples() (least, greatest, step *big.Rat) {
	step = rational(l.MultipleOf)
	if l.Minimum != "" {
		n := floor(new(big.Rat).Neg(new(big.Rat).Quo(rational(l.Minimum), step)))
		least = new(big.Rat).Mul(step, new(big.Rat).SetInt(n.Neg(n)))
	}
	if l.Maximum != "" {
		greatest = new(big.Rat).Mul(step, new(big.Rat).SetInt(floor(new(big.Rat).Quo(rational(l.Maximum), step))))
	}
	return least, greatest, step
}

// Multiple gives one that keeps the other limits, if one does.
func (l Limits) Multiple() *big.Rat {
	least, greatest, step := l.Multiples()
	return cmp.Or(least, greatest, step)
}

// Decimal writes a number with as many decimals as it needs, at most nine.
func Decimal(number *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(number.FloatString(9), "0"), ".")
}

// floor gives the greatest whole number that is not above another number.
func floor(number *big.Rat) *big.Int {
	out, _ := new(big.Int).DivMod(number.Num(), number.Denom(), new(big.Int))
	return out
}
