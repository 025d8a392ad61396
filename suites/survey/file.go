package survey

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// File writes what was found as a target file; what could not be found out stands
// in it as comments. ok is false if no operation answers: then there is no file.
func File(name string, products []Product, operations []*contract.Operation) (text string, ok bool) {
	var out strings.Builder
	fmt.Fprintf(&out, "# Written by plumb init. Look it through: what is not here is not asked.\nname: %s\n", contract.Quote(name))
	var serves []string
	for _, p := range products {
		serves = append(serves, p.Serves...)
	}
	if len(serves) == 0 {
		return "", false
	}
	if all := current(products, operations); len(serves) < len(all) {
		fmt.Fprintf(&out, "operations: %s\n", list(serves))
	}
	for _, p := range products {
		for _, sentence := range p.Unsure {
			fmt.Fprintf(&out, "# %s: %s\n", p.Name, body.Cut([]byte(sentence), 300))
		}
		if len(p.Serves) == 0 {
			continue
		}
		fmt.Fprintf(&out, "%s:\n  url: %s\n", p.Name, contract.Quote(p.URL))
		if p.Unsigned {
			fmt.Fprintf(&out, "  signing: %s # a wrong signature is accepted\n", sign.None)
		}
		for _, key := range slices.Sorted(maps.Keys(p.Values)) {
			value := list(p.Values[key])
			if len(p.Values[key]) == 1 {
				value = contract.Quote(p.Values[key][0])
			}
			fmt.Fprintf(&out, "  %s: %s\n", key, value)
		}
	}
	return out.String(), true
}

// current gives the operations of the products that no later document replaces.
func current(products []Product, operations []*contract.Operation) []string {
	var out []string
	for _, op := range operations {
		asked := slices.ContainsFunc(products, func(p Product) bool { return p.Name == op.Product })
		if asked && !op.Superseded {
			out = append(out, op.Key())
		}
	}
	return out
}

// quoted writes a text as YAML and JSON both read it.
func list(texts []string) string {
	var out []string
	for _, text := range texts {
		out = append(out, contract.Quote(text))
	}
	return "[" + strings.Join(out, ", ") + "]"
}
