package sdk

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// list finds the list of texts among the parameters of an operation.
func list(op *contract.Operation) (*contract.Param, bool) {
	i := slices.IndexFunc(op.Params, func(p contract.Param) bool { return p.Kind == contract.List && ofTexts(&p) })
	if i < 0 {
		return nil, false
	}
	return &op.Params[i], true
}

// ofTexts tells whether the items of a list are texts.
func ofTexts(p *contract.Param) bool { return p.Items == nil || p.Items.Kind == contract.String }

// names gives n items for a list: those that the document knows, then invented ones,
// of any form where it does not say how.
func names(p *contract.Param, n int) []string {
	out := p.Different(p.Fixture.Default, n)
	for i := len(out); i < n; i++ {
		out = append(out, fmt.Sprintf("%s-%d", p.Name, i))
	}
	return out
}

// value gives a value of a parameter that a right server accepts, from the
// contract; ok is false where the document has none.
func value(p *contract.Param) (contract.Value, bool) {
	switch {
	case p.Kind == contract.Object, p.Kind == contract.List && !ofTexts(p):
		return contract.Value{}, false // drivers are given texts, numbers and lists of texts
	case p.Kind == contract.List:
		return contract.Texts(names(p, 2)), true
	case len(p.Fixture.Default) > 0:
		return contract.Value{Kind: p.Kind, Text: p.Fixture.Default[0]}, true
	case len(p.Enum) > 0:
		return contract.Value{Kind: p.Kind, Text: p.Enum[0]}, true
	case p.Example != "":
		return contract.Value{Kind: p.Kind, Text: p.Example}, true
	}
	return contract.Value{}, false
}

// full gives every parameter, but of those that speak in the stead of another one
// only the one called speaker, and the placeholder that then stands beside it.
func full(op *contract.Operation, speaker string) contract.Args {
	var out contract.Args
	for i := range op.Params {
		p := &op.Params[i]
		_, _, speaks := op.SpeaksFor(p.Name)
		if v, ok := value(p); ok && (p.Name == speaker || !speaks) {
			out = append(out, contract.Arg{Name: p.Name, Value: v})
		}
	}
	if of, placeholder, ok := op.SpeaksFor(speaker); ok {
		out = out.With(of.Name, contract.Value{Kind: of.Kind, Text: placeholder})
	}
	return out
}

// speakers are the parameters that can stand in the stead of another one.
func speakers(op *contract.Operation) []string {
	var out []string
	for _, p := range op.Params {
		for _, placeholder := range p.Placeholders {
			if !placeholder.Alone(&p) && !slices.Contains(out, placeholder.Beside) {
				out = append(out, placeholder.Beside)
			}
		}
	}
	return out
}
