package probe

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// edge is a value at a stated limit, or beyond it.
type edge struct {
	keyword contract.Keyword
	variant string
	value   contract.Value
	level   contract.Level
	outside bool
}

// limits sends numbers and texts that just keep a stated limit, one that is just
// beyond it and one far away.
func limits(a *Asker) []Case {
	var out []Case
	for _, p := range a.op.Places() {
		edges := a.edges(p)
		a.unlimited(p, edges)
		out = append(out, a.edgeCases(p, edges)...)
	}
	return out
}

// edgeCases puts values to the target by every carrier.
func (a *Asker) edgeCases(p *contract.Param, edges []edge) []Case {
	var out []Case
	for _, e := range edges {
		requirement, origin := a.requirement("%s/%s", p.Path, e.keyword), p.Origin(e.keyword)
		for _, w := range a.carrierWays() {
			r := a.request(w, a.plainWith(p, e.value))
			c := a.one(requirement, e.variant+w.suffix, origin, r, want.Accepted{}, "%s keeps its %s: %s is accepted.", p.Path, e.keyword, brief(e.value))
			if e.outside {
				c = a.one(requirement, e.variant+w.suffix, origin, r, want.Refused{}, "%s has a %s: %s is refused.", p.Path, e.keyword, brief(e.value))
			}
			out = append(out, a.beneath(p, c.at(p.Level(e.keyword, e.level)), w))
		}
	}
	return out
}

// brief names a value, the length of a long text in its stead.
func brief(v contract.Value) string {
	const longest = 40
	if n := utf8.RuneCountInString(v.Text); n > longest {
		return "a text of " + big.NewInt(int64(n)).String() + " characters"
	}
	return v.String()
}

// edges gives the values around the limits of a parameter. A value at a limit is
// sent where it breaks no other, and where any value goes that keeps them: one
// that names a thing of the account may be refused for naming nothing.
func (a *Asker) edges(p *contract.Param) []edge {
	var out []edge
	add := func(keyword contract.Keyword, variant string, value contract.Value, outside bool) {
		misses := p.BrokenLimit(value)
		if outside && misses == keyword || !outside && misses == "" && p.Fixture.Key == "" && contract.Formatted(p.Format, value.Text) {
			out = append(out, edge{keyword, variant, value, contract.Must, outside})
		}
	}
	if len(p.Enum) > 0 {
		return nil
	}
	if p.Kind == contract.List {
		return a.listEdges(p)
	}
	if p.Kind == contract.Integer || p.Kind == contract.Number {
		least, greatest, step := numbersAt(p)
		beyond := func(limit *big.Rat, steps int64) contract.Value {
			return decimal(p.Kind, new(big.Rat).Add(limit, new(big.Rat).Mul(step, big.NewRat(steps, 1))))
		}
		if least != nil {
			add(contract.Minimum, "at", beyond(least, 0), false)
			add(contract.Minimum, "below", beyond(least, -1), true)
			add(contract.Minimum, "far-below", beyond(least, -1000), true)
		}
		if greatest != nil {
			add(contract.Maximum, "at", beyond(greatest, 0), false)
			add(contract.Maximum, "above", beyond(greatest, 1), true)
			add(contract.Maximum, "far-above", beyond(greatest, 1000), true)
		}
		if p.Limits.ExclusiveMinimum {
			add(contract.ExclusiveMinimum, "at", contract.Value{Kind: p.Kind, Text: p.Limits.Minimum}, true)
		}
		if p.Limits.ExclusiveMaximum {
			add(contract.ExclusiveMaximum, "at", contract.Value{Kind: p.Kind, Text: p.Limits.Maximum}, true)
		}
		if p.Limits.MultipleOf != "" {
			multiple, next := p.Limits.Multiple(), big.NewRat(1, 1)
			if p.Kind == contract.Number {
				next.Mul(step, big.NewRat(1, 2))
			}
			add(contract.MultipleOf, "multiple", decimal(p.Kind, multiple), false)
			add(contract.MultipleOf, "above", decimal(p.Kind, new(big.Rat).Add(multiple, next)), true)
			add(contract.MultipleOf, "below", decimal(p.Kind, new(big.Rat).Sub(multiple, next)), true)
		}
		return out
	}
	if shortest := p.Limits.MinLength; shortest > 0 {
		add(contract.MinLength, "at", a.stretched(p, shortest), false)
		if shortest > 1 { // the empty text is asked about as such
			add(contract.MinLength, "below", a.stretched(p, shortest-1), true)
		}
	}
	if longest := p.Limits.MaxLength; longest > 0 && longest <= longestText {
		add(contract.MaxLength, "at", a.stretched(p, longest), false)
		add(contract.MaxLength, "above", a.stretched(p, longest+1), true)
		add(contract.MaxLength, "far-above", a.stretched(p, 2*longest), true)
	}
	return out
}

// listEdges gives the lists around the limits of one but for its greatest length: as few
// items as it may have and one fewer, one item twice.
func (a *Asker) listEdges(p *contract.Param) []edge {
	var out []edge
	add := func(keyword contract.Keyword, variant string, value contract.Value, outside bool) {
		broken := p.Check(value, nil)
		if !outside && len(broken) == 0 || outside && len(broken) > 0 && broken[0].Keyword == keyword {
			out = append(out, edge{keyword, variant, value, contract.Must, outside})
		}
	}
	list := func(n int) contract.Value {
		if known := a.items(p, n); len(known) == n {
			return p.Listing(known)
		}
		return a.some(p, n, a.sample(p.Items))
	}
	if p.Items == nil {
		return nil
	}
	if p.MinItems > 1 {
		add(contract.MinItems, "at", list(p.MinItems), false)
		add(contract.MinItems, "below", list(p.MinItems-1), true)
	}
	if p.UniqueItems {
		n := max(2, p.MinItems)
		different, twice := list(n), list(n)
		twice.Items = append(twice.Items[:n-1:n-1], twice.Items[0])
		add(contract.UniqueItems, "different", different, false)
		add(contract.UniqueItems, "twice", twice, true)
	}
	return out
}

// decimal is a number as a value.
func decimal(kind contract.Kind, number *big.Rat) contract.Value {
	return contract.Value{Kind: kind, Text: contract.Decimal(number)}
}

// numbersAt gives the least and the greatest number that a place can have, a whole one
// where it wants those, or a multiple of what it wants; nil where no limit is stated. What
// is a whole number of steps away keeps every other limit.
func numbersAt(p *contract.Param) (least, greatest, step *big.Rat) {
	step = big.NewRat(1, 1)
	switch from, to := p.Limits.Within(); {
	case p.Limits.MultipleOf != "":
		return p.Limits.Multiples()
	case p.Kind == contract.Number:
		least, _ = new(big.Rat).SetString(p.Limits.Minimum)
		greatest, _ = new(big.Rat).SetString(p.Limits.Maximum)
		if little := big.NewRat(1, 100); p.Limits.ExclusiveMinimum && least != nil {
			least.Add(least, little)
		}
		if little := big.NewRat(1, 100); p.Limits.ExclusiveMaximum && greatest != nil {
			greatest.Sub(greatest, little)
		}
	default:
		if from != nil {
			least = new(big.Rat).SetInt(from)
		}
		if to != nil {
			greatest = new(big.Rat).SetInt(to)
		}
	}
	return least, greatest, step
}

// longestText bounds the texts that are sent: many servers refuse longer requests
// whatever the parameter.
const longestText = 2000

// stretched gives the sample of a parameter cut to a number of characters, or its
// last one repeated up to it.
func (a *Asker) stretched(p *contract.Param, n int) contract.Value {
	text := []rune(a.sample(p).Text)
	if len(text) == 0 {
		text = []rune("a")
	}
	if n <= len(text) {
		return contract.Text(string(text[:n]))
	}
	return contract.Text(string(text) + strings.Repeat(string(text[len(text)-1]), n-len(text)))
}

// unlimited notes the limits that make no case.
func (a *Asker) unlimited(p *contract.Param, edges []edge) {
	for _, stated := range []struct {
		keyword contract.Keyword
		is      bool
	}{
		{contract.Minimum, p.Limits.Minimum != ""}, {contract.Maximum, p.Limits.Maximum != ""}, {contract.MultipleOf, p.Limits.MultipleOf != ""},
		{contract.ExclusiveMinimum, p.Limits.ExclusiveMinimum}, {contract.ExclusiveMaximum, p.Limits.ExclusiveMaximum},
		{contract.MinItems, p.MinItems > 1}, {contract.UniqueItems, p.UniqueItems}, {contract.MinLength, p.Limits.MinLength > 0}, {contract.MaxLength, p.Limits.MaxLength > 0},
	} {
		asked := false
		for _, e := range edges {
			asked = asked || e.keyword == stated.keyword
		}
		if stated.is && !asked {
			a.unask(a.requirement("%s/%s", p.Path, stated.keyword), p.Origin(stated.keyword), "no value of kind %s breaks it and nothing else, or is short enough to be sent", p.Kind)
		}
	}
}
