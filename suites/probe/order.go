package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// order puts each parameter first and last: the members of an object and the pairs
// of a query have no order, so that the answer stays the same.
func order(a *Asker) []Case {
	w := a.printed()
	bases := []base{{args: a.telling()}}
	for _, b := range a.bases() {
		if b.speaks {
			bases = append(bases, base{word: "-" + b.word, args: b.args})
		}
	}
	relation, _ := a.rowsRelation()
	if list, ok := a.op.Param(relation.Parameter); ok {
		bases[0].args = bases[0].args.With(list.Name, contract.Texts(a.known(list)[:min(len(a.known(list)), 3)]))
	}
	var out []Case
	for _, b := range bases {
		for i, arg := range b.args {
			p, ok := a.op.Param(arg.Name)
			if !ok {
				continue
			}
			rest := slices.Delete(slices.Clone(b.args), i, i+1)
			for _, put := range []struct {
				place string
				args  contract.Args
			}{{"first", append(contract.Args{arg}, rest...)}, {"last", append(rest, arg)}} {
				variant := p.Name + "-" + put.place + b.word
				moved, ordinary := a.request(w, put.args), a.request(w, b.args)
				if moved.Key() == ordinary.Key() {
					continue
				}
				accepted := a.one(a.requirement("order"), variant, p.Origin(contract.Row), moved, want.Accepted{}, "%s may stand %s: the request is accepted.", p.Name, put.place)
				out = append(out, a.anchored(accepted.at(contract.Should), w))
				if a.questions() == nil {
					continue
				}
				same := a.one(a.requirement("order"), variant+"-answered", p.Origin(contract.Row), moved, want.Same{Rows: relation.Rows, Key: relation.Key}, "%s may stand %s: the answer is the same.", p.Name, put.place)
				same.Requests, same.Control = append(same.Requests, ordinary), true
				out = append(out, a.anchored(same.at(contract.Should), w))
			}
		}
	}
	return out
}
