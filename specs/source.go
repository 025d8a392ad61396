package specs

import (
	"errors"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// sourcesOf reads an x-source value: one citation or a list of them.
func sourcesOf(n document.Node) (contract.Sources, error) {
	var out contract.Sources
	var failures []error
	for _, text := range n.Texts() {
		source, err := contract.ParseSource(text)
		if err != nil {
			failures = append(failures, n.Fail("%s", err))
		}
		out = append(out, source)
	}
	return out, errors.Join(failures...)
}

// originOf reads the x-source of a mapping that has one for the whole fact.
func originOf(n document.Node) (contract.Origin, error) {
	cited := n.Get("x-source")
	if !cited.There() {
		return contract.Origin{Location: n.Location()}, n.Fail("a fact without x-source")
	}
	sources, err := sourcesOf(cited)
	return contract.Origin{Sources: sources, Location: n.Location()}, err
}
