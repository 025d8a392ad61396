package wire

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Fold makes arguments of pairs by what the operation says about them.
//
// UserNames.1, UserNames.2 … become one list in the order of their numbers, and
// Filters.0.Name, Filters.0.Values.0 … lists of objects. A number that is missing
// closes up: the Go SDK leaves out empty items and keeps
// counting. What is no item of a list that counts from First stays an argument
// of its own: UserNames.0 where lists begin at 1, UserNames.x, UserNames. 1
// (000:59 prints the blank), UserNames alone, a member that no object has, and an
// item sent twice.
//
// Everything is text in a pair, so numbers and booleans become such if they are
// written so; what is not stays a string, for the caller to refuse.
func Fold(op *contract.Operation, pairs []sign.Pair) contract.Args {
	args := make(contract.Args, 0, len(op.Params))
	begun := map[string]*folded{}
	place := map[string]int{} // of each of them among args
	seen := map[string]bool{}
	for _, pair := range pairs {
		p, steps, ok := parameterOf(op, pair.Name)
		switch {
		case !ok || seen[pair.Name]:
			args = append(args, contract.Arg{Name: pair.Name, Value: coerce(p, pair.Value)})
		case begun[p.Name] == nil:
			begun[p.Name], place[p.Name] = &folded{p: p}, len(args)
			args = append(args, contract.Arg{Name: p.Name})
			fallthrough
		default:
			begun[p.Name].put(steps, pair.Value)
		}
		seen[pair.Name] = true
	}
	for name, at := range place {
		args[at].Value = begun[name].value()
	}
	return args
}

// folded is a value as it comes together.
type folded struct {
	p     *contract.Param
	text  string
	below []inner // in the order in which they came
}

// inner is an item of a list or a member of an object.
type inner struct {
	step
	*folded
}

// step leads to an item or to a member, of which s is the schema.
type step struct {
	index int
	name  string
	s     *contract.Param
}

func (f *folded) put(steps []step, text string) {
	if len(steps) == 0 {
		f.text = text
		return
	}
	i := slices.IndexFunc(f.below, func(b inner) bool { return b.index == steps[0].index && b.name == steps[0].name })
	if i < 0 {
		i = len(f.below)
		f.below = append(f.below, inner{steps[0], &folded{p: steps[0].s}})
	}
	f.below[i].put(steps[1:], text)
}

func (f *folded) value() contract.Value {
	switch {
	case f.p != nil && f.p.Kind == contract.List:
		slices.SortStableFunc(f.below, func(a, b inner) int { return a.index - b.index })
		v := contract.Value{Kind: contract.List}
		for _, item := range f.below {
			v.Items = append(v.Items, item.value())
		}
		return v
	case f.p != nil && f.p.Kind == contract.Object:
		v := contract.Value{Kind: contract.Object}
		for _, member := range f.below {
			v.Members = append(v.Members, contract.Arg{Name: member.name, Value: member.value()})
		}
		return v
	}
	return coerce(f.p, f.text)
}

// parameterOf finds the parameter that a pair is of, and the steps to the place in it. What
// leads nowhere is not ok.
func parameterOf(op *contract.Operation, name string) (*contract.Param, []step, bool) {
	for i := range op.Params {
		if steps, ok := stepsTo(&op.Params[i], name); ok {
			return &op.Params[i], steps, true
		}
	}
	return nil, nil, false
}

// stepsTo gives the steps from a place to what the name of a pair, which begins with the
// name of the place, means.
func stepsTo(p *contract.Param, name string) ([]step, bool) {
	switch p.Kind {
	case contract.List:
		rest, ok := strings.CutPrefix(name, p.Prefix())
		number, tail := rest, ""
		if dot := strings.IndexByte(rest, '.'); dot >= 0 {
			number, tail = rest[:dot], rest[dot:]
		}
		index, err := strconv.Atoi(number)
		if !ok || err != nil || index < p.First || strconv.Itoa(index) != number {
			return nil, false
		}
		return stepInto(step{index: index, s: p.Items}, tail)
	case contract.Object:
		rest, ok := strings.CutPrefix(name, p.Name)
		if !ok || !strings.HasPrefix(rest, ".") {
			return nil, false
		}
		for i := range p.Members {
			m := &p.Members[i]
			if steps, ok := stepsTo(m, rest[1:]); ok {
				return append([]step{{name: m.Name, s: m}}, steps...), true
			}
		}
		return nil, false
	}
	return nil, name == p.Name
}

// stepInto takes a step to an item, and those behind it.
func stepInto(to step, rest string) ([]step, bool) {
	if to.s == nil {
		return []step{to}, rest == ""
	}
	steps, ok := stepsTo(to.s, rest)
	return append([]step{to}, steps...), ok
}

// coerce reads a text as the kind that a place has, where it is written so. A boolean
// may be in any case: Python's is True.
func coerce(p *contract.Param, text string) contract.Value {
	switch {
	case p == nil:
	case p.Kind == contract.Integer && digits(strings.TrimPrefix(text, "-")):
		return contract.Whole(text)
	case p.Kind == contract.Number && isNumber(text):
		return contract.Value{Kind: contract.Number, Text: text}
	case p.Kind == contract.Boolean && (strings.EqualFold(text, "true") || strings.EqualFold(text, "false")):
		return contract.Value{Kind: contract.Boolean, Text: strings.ToLower(text)}
	}
	return contract.Text(text)
}

// isNumber tells whether a text is a number as JSON writes them.
func isNumber(text string) bool {
	return json.Valid([]byte(text)) && strings.ContainsAny(text[:1], "-0123456789")
}

// digits tells whether a text is a whole number, however long: what no 64 bits
// hold is still one.
func digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
