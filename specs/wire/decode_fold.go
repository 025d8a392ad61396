package wire

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// numbered is one item of a list that was sent as pairs.
type numbered struct {
	index int
	value string
}

// Fold makes arguments of pairs by what the operation says about them.
//
// UserNames.1, UserNames.2 … become one list in the order of their numbers. A
// number that is missing closes up: the Go SDK leaves out empty items and keeps
// counting. What is no item of a list that counts from First stays an argument
// of its own: UserNames.0 where lists begin at 1, UserNames.x, UserNames. 1
// (000:59 prints the blank), UserNames alone, and an item sent twice.
//
// Everything is text in a pair, so numbers become such if they are written so;
// what is not stays a string, for the caller to refuse.
func Fold(op *contract.Operation, pairs []sign.Pair) contract.Args {
	args := make(contract.Args, 0, len(op.Params))
	place := map[string]int{} // of each list among args
	items := map[string][]numbered{}
	seen := map[string]bool{}
	for _, pair := range pairs {
		if p, index, ok := item(op, pair.Name); ok && !seen[pair.Name] {
			if _, begun := place[p.Name]; !begun {
				place[p.Name] = len(args)
				args = append(args, contract.Arg{Name: p.Name})
			}
			items[p.Name] = append(items[p.Name], numbered{index, pair.Value})
		} else {
			args = append(args, contract.Arg{Name: pair.Name, Value: coerce(op, pair)})
		}
		seen[pair.Name] = true
	}
	for name, at := range place {
		args[at].Value = list(items[name])
	}
	return args
}

// item finds the list and the number that a name such as UserNames.3 means.
func item(op *contract.Operation, name string) (*contract.Param, int, bool) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return nil, 0, false
	}
	p, ok := op.List(name[:dot+1])
	if !ok {
		return nil, 0, false
	}
	index, err := strconv.Atoi(name[dot+1:])
	if err != nil || index < p.First || strconv.Itoa(index) != name[dot+1:] {
		return nil, 0, false
	}
	return p, index, true
}

func list(items []numbered) contract.Value {
	slices.SortStableFunc(items, func(a, b numbered) int { return a.index - b.index })
	texts := make([]string, len(items))
	for i, it := range items {
		texts[i] = it.value
	}
	return contract.Texts(texts)
}

func coerce(op *contract.Operation, pair sign.Pair) contract.Value {
	p, ok := op.Param(pair.Name)
	if !ok || p.Kind != contract.Integer {
		return contract.Text(pair.Value)
	}
	if !digits(strings.TrimPrefix(pair.Value, "-")) {
		return contract.Text(pair.Value)
	}
	return contract.Whole(pair.Value)
}

// digits tells whether a text is a whole number, however long: what no 64 bits
// hold is still one.
func digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
