package sdk_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
)

// Every parameter of every operation is asked of every client, each value that
// its document counts, and where it counts none those that clients change.
func TestEveryParameterIsAsked(t *testing.T) {
	for _, op := range operations(t) {
		for i := range op.Params {
			p := &op.Params[i]
			given := givenOf(op, p.Name)
			if len(given) == 0 {
				t.Errorf("%s of %s %s is never asked", p.Name, op.Key(), op.Document)
			}
			for _, lacking := range unasked(p, given) {
				t.Errorf("%s of %s %s is never asked with %s", p.Name, op.Key(), op.Document, lacking)
			}
		}
	}
}

// givenOf are the values with which a parameter is asked.
func givenOf(op *contract.Operation, name string) []contract.Value {
	var out []contract.Value
	for _, send := range sdk.Sends(op) {
		if v, ok := send.Args.Get(name); ok {
			out = append(out, v)
		}
	}
	return out
}

// unasked says what a parameter should be asked with and is not.
func unasked(p *contract.Param, given []contract.Value) []string {
	var out []string
	wants := func(text string, has func(contract.Value) bool) {
		if !slices.ContainsFunc(given, has) {
			out = append(out, text)
		}
	}
	for _, value := range p.Enum {
		wants(value, func(v contract.Value) bool { return v.Text == value })
	}
	if p.Blank {
		wants("the empty string", func(v contract.Value) bool { return v.Kind == contract.String && v.Text == "" })
	}
	for _, held := range p.Placeholders {
		wants("the placeholder "+held.Value, func(v contract.Value) bool { return v.Text == held.Value })
	}
	switch {
	case p.Enum != nil || p.Format != "":
	case p.Kind == contract.Integer:
		wants("zero", func(v contract.Value) bool { return v.Text == "0" })
		for _, bits := range []int{31, 32, 52} {
			wants("more than "+strconv.Itoa(bits)+" bits", func(v contract.Value) bool {
				n, err := strconv.ParseInt(v.Text, 10, 64)
				return err == nil && n>>bits > 0
			})
		}
	case p.Kind == contract.List:
		wants("an item twice", func(v contract.Value) bool {
			return len(slices.Compact(slices.Sorted(slices.Values(v.Strings())))) < len(v.Items)
		})
		wants("items out of order", func(v contract.Value) bool { return !slices.IsSorted(v.Strings()) })
		for _, text := range []string{"", "a b", " a", "a ", "a+b", "用户", "مستخدم", "007"} {
			wants(strconv.Quote(text), func(v contract.Value) bool { return slices.Contains(v.Strings(), text) })
		}
	case p.Fixture.Need != contract.Any:
		for _, text := range []string{"a b", " a", "a ", "a+b", "用户", "مستخدم", "007"} {
			wants(strconv.Quote(text), func(v contract.Value) bool { return v.Text == text })
		}
	}
	return out
}
