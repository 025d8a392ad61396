package probe

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// enum sends each enumerated value, and values next to them and far away.
func enum(a *Asker) []Case {
	var out []Case
	for _, p := range a.op.Places() {
		if len(p.Enum) == 0 {
			continue
		}
		requirement, origin := a.requirement("%s/enum", p.Path), p.Origin(contract.Enum)
		for _, w := range a.carrierWays() {
			for _, value := range allowed(p) {
				c := a.one(requirement, "value-"+valueInID(value)+w.suffix, origin, a.request(w, a.valued(p, value)), want.Accepted{},
					"%s can be %s: it is accepted.", p.Path, contract.Value{Kind: p.Kind, Text: value})
				out = append(out, c.anchoredTo(a.request(w, a.valued(p, another(p, value)))))
			}
			for _, other := range append(outside(p), nearValues(p)...) {
				c := a.one(requirement, other.variant+w.suffix, origin, a.request(w, a.valued(p, other.value)), want.Refused{},
					"%s is one of %s: %s is refused.", p.Path, strings.Join(p.Enum, ", "), contract.Value{Kind: p.Kind, Text: other.value})
				out = append(out, a.beneath(p, c.at(p.Level(contract.Enum, other.level)), w))
			}
		}
	}
	return out
}

// another gives an enumerated value that is not the one given.
func another(p *contract.Param, value string) string {
	if len(p.Enum) > 1 && p.Enum[0] == value {
		return p.Enum[1]
	}
	return p.Enum[0]
}

func allowed(p *contract.Param) []string {
	if p.Blank {
		return append(slices.Clone(p.Enum), "")
	}
	return p.Enum
}

func (a *Asker) valued(p *contract.Param, text string) contract.Args {
	return a.having(p, contract.Value{Kind: p.Kind, Text: text})
}

// other is a value outside an enumeration.
type other struct {
	variant, value string
	level          contract.Level
}

// outside gives the values just below and above whole numbers and one far
// away; for words an unknown one, and a known one in the other case, which the
// documents neither allow nor refuse.
func outside(p *contract.Param) []other {
	if len(p.Enum) == 0 {
		return nil
	}
	switch p.Kind {
	case contract.Integer:
	case contract.Number:
		return beyond(p)
	case contract.String:
		out := []other{{"unknown-value", "XX", contract.Must}}
		if len(p.Enum) > 1 {
			out = append(out, other{"two-values", strings.Join(p.Enum[:2], ","), contract.Should})
		}
		return undocumented(p, append(out, other{"lower-case", strings.ToLower(p.Enum[0]), contract.May}))
	}
	var numbers []int
	for _, text := range p.Enum {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil
		}
		numbers = append(numbers, n)
	}
	lowest, highest := slices.Min(numbers), slices.Max(numbers)
	return []other{
		{"below", strconv.Itoa(lowest - 1), contract.Must},
		{"above", strconv.Itoa(highest + 1), contract.Must},
		{"far-above", strconv.Itoa(highest + 96), contract.Must},
	}
}

// beyond gives a number below the enumerated ones and one above them.
func beyond(p *contract.Param) []other {
	var numbers []float64
	for _, text := range p.Enum {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil
		}
		numbers = append(numbers, n)
	}
	written := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	return []other{{"below", written(slices.Min(numbers) - 1), contract.Must}, {"above", written(slices.Max(numbers) + 1), contract.Must}}
}

// nearValues gives the numbers beyond the next one, which a later version of an API often
// has, and values that a careless reading takes for an enumerated one: a number that wraps
// round to it in 8, 16, 32 or 64 bits, or is its negative; for words, parts of one, two in
// one, blanks around it, its place in the list, and words of the same kind.
func nearValues(p *contract.Param) []other {
	if p.Kind != contract.Integer && p.Kind != contract.String {
		return nil
	}
	if p.Kind == contract.String {
		first, last := p.Enum[0], ""
		for _, value := range p.Enum {
			last = cmp.Or(value, last)
		}
		return undocumented(p, []other{
			{"part-of-a-value", first[:len(first)/2], contract.Must}, {"values-run-together", first + last, contract.Must}, {"value-twice", first + first, contract.Must},
			{"country", "US", contract.Must}, {"between-values", between(p.Enum), contract.Must}, {"everything", "ALL", contract.Must}, {"place-in-the-list", "1", contract.Must},
			{"blank-before", " " + first, contract.Should}, {"blank-after", first + " ", contract.Should},
		})
	}
	value, ok := new(big.Int).SetString(p.Enum[len(p.Enum)-1], 10)
	if !ok {
		return nil
	}
	out := []other{{"two-beyond", new(big.Int).Add(value, big.NewInt(2)).String(), contract.Must}, {"three-beyond", new(big.Int).Add(value, big.NewInt(3)).String(), contract.Must}}
	for _, bits := range []uint{8, 16, 32, 64} {
		wrapped := new(big.Int).Add(value, new(big.Int).Lsh(big.NewInt(1), bits))
		out = append(out, other{fmt.Sprintf("wraps-in-%d-bits", bits), wrapped.String(), contract.Must})
	}
	for i, text := range slices.Backward(p.Enum) {
		if n, ok := new(big.Int).SetString(text, 10); ok && n.Sign() > 0 && !slices.Contains(p.Enum, "-"+text) {
			variant := "negative"
			if i < len(p.Enum)-1 {
				variant += "-of-" + text
			}
			out = append(out, other{variant, "-" + text, contract.Must})
		}
	}
	return undocumented(p, out)
}

// between gives a word that stands between enumerated ones in the alphabet: a list of
// them is no range, though a document may say so (004:38). It is "" where there is none.
func between(values []string) string {
	sorted := slices.Sorted(slices.Values(values))
	for _, value := range sorted[:len(sorted)-1] {
		if value == "" || value[len(value)-1] >= 'z' {
			continue
		}
		next := value[:len(value)-1] + string(value[len(value)-1]+1)
		if next < sorted[len(sorted)-1] && !slices.Contains(values, next) {
			return next
		}
	}
	return ""
}

// undocumented leaves out the values that are enumerated all the same, and the
// blank one, of which an enumeration that lacks it says nothing. HTTP takes the blanks
// off a header.
func undocumented(p *contract.Param, list []other) []other {
	return slices.DeleteFunc(list, func(o other) bool {
		return o.value == "" || slices.Contains(p.Enum, o.value) || p.In == contract.InHeader && strings.TrimSpace(o.value) != o.value
	})
}

// valueInID makes a value fit for an id.
func valueInID(value string) string {
	if value == "" {
		return "blank"
	}
	return value
}
