package answer

import (
	"math/big"
	"strconv"
	"strings"
)

// maxDigits bounds the exponent of a number that is computed with: a hostile
// 1e999999999 must not be written out.
const maxDigits = 400

// Number reads a JSON number or a decimal text exactly; ok is false for texts
// that are no number or too large to be one of bytes.
func Number(text string) (value *big.Rat, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) > maxDigits || text == "" || strings.ContainsAny(text, "/_xXpPbBoO") {
		return nil, false
	}
	if _, exponent, has := strings.Cut(strings.ToLower(text), "e"); has && len(strings.TrimLeft(exponent, "+-0")) > 2 {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// Overflows tells whether a number is too large for a double.
func Overflows(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err != nil
}

// isWhole tells whether a number has no fraction.
func isWhole(text string) bool {
	value, ok := Number(text)
	return ok && value.IsInt()
}

// Digits tells whether a text is a whole number written in digits alone.
func Digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
