package impact

import "github.com/plumbline/plumbline/specs/contract"

// Between compares the cases of two sides, whose operations are paired by their
// keys. A case is altered if it has the same id and asks another question; see
// probe.Case.Question.
func Between(old, new []*contract.Operation) Cases {
	var out Cases
	for _, p := range pairs(old, new) {
		sides := deriveAll([]*contract.Operation{p.old, p.new})
		out = out.with(between(sides[0], sides[1]))
	}
	return out
}
