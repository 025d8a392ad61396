package impact

import (
	"runtime"
	"slices"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
)

// pair is an operation on both sides, nil on one that lacks it.
type pair struct{ old, new *contract.Operation }

// key names the operation.
func (p pair) key() string {
	if p.old != nil {
		return p.old.Key()
	}
	return p.new.Key()
}

// pairs gives every operation of both sides, those of the old one first.
func pairs(old, new []*contract.Operation) []pair {
	var out []pair
	at := map[string]int{}
	for _, o := range old {
		at[o.Key()] = len(out)
		out = append(out, pair{old: o})
	}
	for _, o := range new {
		if i, ok := at[o.Key()]; ok {
			out[i].new = o
		} else {
			out = append(out, pair{new: o})
		}
	}
	return out
}

// questions are what the cases of an operation ask, by id.
type questions struct {
	ids []string // in the order of the cases
	of  map[string]string
}

// derive gives the questions of an operation, none of no operation. Nothing is
// known of an account: the documents' examples stand in.
func derive(o *contract.Operation) questions {
	out := questions{}
	if o == nil {
		return out
	}
	cases := probe.Cases([]*contract.Operation{o}, nil)
	for _, c := range cases {
		out.ids = append(out.ids, c.ID)
	}
	out.of = probe.Questions(cases)
	return out
}

// deriveAll derives several at once, which takes a while each.
func deriveAll(operations []*contract.Operation) []questions {
	out := make([]questions, len(operations))
	var all atonce.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	for i, o := range operations {
		all.Go(func() error { out[i] = derive(o); return nil })
	}
	_ = all.Wait()
	return out
}

// between compares the questions of two sides of one operation.
func between(old, new questions) Cases {
	var out Cases
	for _, id := range new.ids {
		switch question, there := old.of[id]; {
		case !there:
			out.Added = append(out.Added, id)
		case question != new.of[id]:
			out.Altered = append(out.Altered, id)
		}
	}
	for _, id := range old.ids {
		if _, there := new.of[id]; !there {
			out.Removed = append(out.Removed, id)
		}
	}
	return out
}

// with gives both.
func (c Cases) with(other Cases) Cases {
	return Cases{append(c.Added, other.Added...), append(c.Removed, other.Removed...), append(c.Altered, other.Altered...)}
}

// only gives those that keep wants.
func (c Cases) only(keep func(id string) bool) Cases {
	filtered := func(ids []string) []string {
		var out []string
		for _, id := range ids {
			if keep(id) {
				out = append(out, id)
			}
		}
		return out
	}
	return Cases{filtered(c.Added), filtered(c.Removed), filtered(c.Altered)}
}

// All gives the ids, those that are added first.
func (c Cases) All() []string { return slices.Concat(c.Added, c.Removed, c.Altered) }
