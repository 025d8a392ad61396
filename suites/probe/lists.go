package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// several gives up to n known items of a list; nil if there are not two.
func (a *Asker) several(p *contract.Param, n int) []string {
	known := a.known(p)
	if len(known) < 2 {
		return nil
	}
	return known[:min(n, len(known))]
}

// unsorted gives names in an order that is not the alphabet's: a server that sorts some of
// what it joins shows it.
func unsorted(names []string) []string {
	out := slices.Clone(names)
	if slices.IsSorted(out) {
		slices.Reverse(out)
	}
	return out
}

// rowsList is the relation that says which rows an answer has, and the list whose
// items they answer; nil if there is none.
func (a *Asker) rowsList() (contract.Relation, *contract.Param) {
	for _, r := range a.op.Relations {
		if list, ok := a.op.Param(r.Parameter); ok && r.Kind == contract.Union && list.Kind == contract.List {
			return r, list
		}
	}
	return contract.Relation{}, nil
}

// naming gives a request in which that list has its known items, n at the most.
func (a *Asker) naming(args contract.Args, n int) contract.Args {
	_, list := a.rowsList()
	if list == nil || len(a.known(list)) == 0 {
		return args
	}
	return a.ruled(args.With(list.Name, list.Listing(a.known(list)[:min(n, len(a.known(list)))])), list.Name)
}

// rowsOf finds the relation that says which rows answer the items of a list.
func (a *Asker) rowsOf(p *contract.Param) (contract.Relation, bool) {
	for _, r := range a.op.Relations {
		if r.Kind == contract.Union && r.Parameter == p.Name {
			return r, true
		}
	}
	return contract.Relation{}, false
}
