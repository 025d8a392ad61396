package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// order puts each parameter first and last: the members of an object and the pairs
// of a query have no order, so that the answer stays the same.
func order(a *Asker) []Case {
	bases := []base{{args: a.naming(a.secondValues(a.telling()), 3)}}
	for _, b := range a.bases() {
		if b.speaks {
			bases = append(bases, base{word: "-" + b.word, args: b.args})
		}
	}
	var out []Case
	for _, b := range bases {
		for _, m := range a.moves(b.args) {
			out = append(out, a.movedCases(b, m)...)
		}
	}
	return out
}

// secondValues takes the second value of each parameter that must be sent and is
// enumerated: who loses one takes the first for it.
func (a *Asker) secondValues(args contract.Args) contract.Args {
	for i := range a.op.Params {
		if p := &a.op.Params[i]; p.Required && len(p.Enum) > 1 {
			args = args.With(p.Name, contract.Value{Kind: p.Kind, Text: p.Enum[1]})
		}
	}
	return args
}

// move is a request in which one parameter stands at another place.
type move struct {
	parameter *contract.Param
	place     string
	args      contract.Args
}

// moves puts each parameter of a request first and last, where it did not stand.
func (a *Asker) moves(args contract.Args) []move {
	var out []move
	for i, arg := range args {
		p, ok := a.op.Param(arg.Name)
		if !ok || !a.printed().carrier.Beside(a.op, p) {
			continue
		}
		rest := slices.Delete(slices.Clone(args), i, i+1)
		if i > 0 {
			out = append(out, move{p, "first", append(contract.Args{arg}, rest...)})
		}
		if i < len(args)-1 {
			out = append(out, move{p, "last", append(rest, arg)})
		}
	}
	return out
}

// movedCases wants a request accepted, and answered alike, after a move.
func (a *Asker) movedCases(b base, m move) []Case {
	w := a.printed()
	relation, _ := a.rowsList()
	p, variant := m.parameter, m.parameter.Name+"-"+m.place+b.word
	moved := a.request(w, m.args)
	accepted := a.one(a.requirement("order"), variant, p.Origin(contract.Row), moved, want.Accepted{}, "%s may stand %s: the request is accepted.", p.Name, m.place)
	out := []Case{a.anchored(accepted.at(contract.Must), w)}
	if a.questions() == nil {
		return out
	}
	same := a.one(a.requirement("order"), variant+"-answered", p.Origin(contract.Row), moved, want.Same{Rows: relation.Rows, Key: relation.Key}, "%s may stand %s: the answer is the same.", p.Name, m.place)
	same.Requests, same.Control = append(same.Requests, a.request(w, b.args)), true
	return append(out, a.anchored(same.at(contract.Must), w))
}
