package sdk

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
)

// world gives the values of the emulator's account, by their keys.
func world() map[string][]string {
	w := emulator.World()
	return map[string][]string{
		"region": {w.Region}, "instance": {w.Instance}, "users": w.Users, "devices": w.Devices,
		"begin": {strconv.FormatInt(w.Begin, 10)}, "end": {strconv.FormatInt(w.End, 10)},
	}
}

// list finds the list parameter of an operation.
func list(op *contract.Operation) (*contract.Param, bool) {
	i := slices.IndexFunc(op.Params, func(p contract.Param) bool { return p.Kind == contract.List })
	if i < 0 {
		return nil, false
	}
	return &op.Params[i], true
}

// names gives n items for a list, known ones first.
func names(p *contract.Param, n int) []string {
	out := slices.Clone(world()[p.Fixture.Key])
	for i := 1; len(out) < n; i++ {
		out = append(out, fmt.Sprintf("plumbline%03d", i))
	}
	return out[:n]
}

// value gives a value of a parameter that the emulator accepts; ok is false
// where neither the account nor the document has one.
func value(p *contract.Param) (contract.Value, bool) {
	switch known := world()[p.Fixture.Key]; {
	case p.Kind == contract.List:
		return contract.Texts(names(p, 2)), true
	case len(known) > 0:
		return contract.Value{Kind: p.Kind, Text: known[0]}, true
	case len(p.Enum) > 0:
		return contract.Value{Kind: p.Kind, Text: p.Enum[0]}, true
	case p.Example != "" && p.Fixture.Key == "":
		return contract.Value{Kind: p.Kind, Text: p.Example}, true
	}
	return contract.Value{}, false
}

// minimal gives the required parameters, and those about which the documents
// disagree whether they are.
func minimal(op *contract.Operation) contract.Args {
	var out contract.Args
	for i := range op.Params {
		p := &op.Params[i]
		if _, disputed := op.Reading(p.Name, contract.NeedAspect); p.Required || disputed {
			if v, ok := value(p); ok {
				out = append(out, contract.Arg{Name: p.Name, Value: v})
			}
		}
	}
	return out
}

// full gives every parameter that has a value, the list with some items, and
// the placeholders that stand beside it.
func full(op *contract.Operation, items []string) contract.Args {
	var out contract.Args
	for i := range op.Params {
		p := &op.Params[i]
		if v, ok := value(p); ok {
			out = append(out, contract.Arg{Name: p.Name, Value: v})
		}
	}
	l, ok := list(op)
	if !ok {
		return out
	}
	out = out.With(l.Name, contract.Texts(items))
	for i := range op.Params {
		for _, held := range op.Params[i].Placeholders {
			if held.Beside == l.Name {
				out = out.With(op.Params[i].Name, contract.Value{Kind: op.Params[i].Kind, Text: held.Value})
				break
			}
		}
	}
	return out
}
