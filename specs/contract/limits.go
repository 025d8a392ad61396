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
	ExclusiveMinimum     bool   // the minimum itself is no value
	ExclusiveMaximum     bool   // nor is the maximum
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
	case ok && l.ExclusiveMinimum && l.Minimum != "" && number.Cmp(rational(l.Minimum)) == 0:
		return ExclusiveMinimum
	case ok && l.ExclusiveMaximum && l.Maximum != "" && number.Cmp(rational(l.Maximum)) == 0:
		return ExclusiveMaximum
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
	least, greatest = l.multiples(big.NewRat(1, 1))
	return least, greatest
}

// Multiples gives the least multiple that keeps the minimum and the greatest that
// keeps the maximum, nil where none is stated, and the step from one multiple to the
// next. MultipleOf must be stated.
func (l Limits) Multiples() (least, greatest, step *big.Rat) {
	step = rational(l.MultipleOf)
	from, to := l.multiples(step)
	if from != nil {
		least = new(big.Rat).Mul(step, new(big.Rat).SetInt(from))
	}
	if to != nil {
		greatest = new(big.Rat).Mul(step, new(big.Rat).SetInt(to))
	}
	return least, greatest, step
}

// multiples counts the steps to the least and to the greatest of a step's multiples that
// keep the limits; nil where none is stated.
func (l Limits) multiples(step *big.Rat) (least, greatest *big.Int) {
	one := big.NewInt(1)
	if l.Minimum != "" {
		steps := new(big.Rat).Quo(rational(l.Minimum), step)
		least = floor(new(big.Rat).Neg(steps))
		if least.Neg(least); l.ExclusiveMinimum && steps.IsInt() {
			least.Add(least, one)
		}
	}
	if l.Maximum != "" {
		steps := new(big.Rat).Quo(rational(l.Maximum), step)
		if greatest = floor(steps); l.ExclusiveMaximum && steps.IsInt() {
			greatest.Sub(greatest, one)
		}
	}
	return least, greatest
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
