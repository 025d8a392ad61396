package probe

import "github.com/plumbline/plumbline/specs/contract"

// rows asks for one name and for many, in every format, and wants a row for
// each. That a user who exists is answered only follows from the documents: a
// user without traffic may be left out, so it is enough that one is answered.
func rows(a *Asker) []Case {
	var out []Case
	for _, relation := range a.op.Relations {
		p, ok := a.op.Param(relation.Parameter)
		if !ok || relation.Kind != contract.Union {
			continue
		}
		known := a.known(p)
		if p.MaxItems > 0 && len(known) > p.MaxItems {
			known = known[:p.MaxItems]
		}
		for _, w := range a.ways() {
			for _, list := range []struct {
				variant string
				names   []string
			}{{"one", known[:1]}, {"many", known[:min(3, len(known))]}} {
				c := a.one(a.requirement("response/%s/rows", relation.Rows), list.variant+w.suffix, relation.Origin,
					a.request(w, a.with(p, contract.Texts(list.names))), Answered{relation.Rows, relation.Key, list.names},
					"Each of %d names that exist is answered with a row.", len(list.names)).at(contract.Should)
				out = append(out, a.anchored(c, w))
			}
			none := a.one(a.requirement("response/%s/rows", relation.Rows), "none"+w.suffix, relation.Origin,
				a.request(w, a.with(p, contract.Texts(invented(p, 1)))), Orderly{},
				"A name that does not exist is answered in an orderly way.").at(contract.May)
			out = append(out, a.anchored(none, w))
		}
	}
	return out
}
