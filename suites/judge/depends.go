package judge

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/want"
)

// Neighbour is a case that asks what another one asks, in other company, and how
// it ended.
type Neighbour struct {
	Case    probe.Case
	Outcome finding.Outcome
}

// Neighbours gives those of the cases of its requirement that ask what a case asks: the same
// demand about the same value, with other parameters beside it, sent another way,
// or with the item at another place of the list. Of a case that asks whether
// several things are allowed together they are all that ask so.
func Neighbours(c probe.Case, ofRequirement []probe.Case) []probe.Case {
	if !byOneRequest(c) {
		return nil
	}
	var out []probe.Case
	for _, other := range ofRequirement {
		if other.Requirement == c.Requirement && other.ID != c.ID && byOneRequest(other) && alike(c, other) {
			out = append(out, other)
		}
	}
	return out
}

// byOneRequest tells whether a case is decided by one request, held against the
// one it differs from. Whether a way is served at all depends on nothing else.
func byOneRequest(c probe.Case) bool {
	return len(c.Requests) == 1 && c.Anchor != nil && c.Order == probe.AnyOrder && !c.Serves && c.Skip == "" && c.Requests[0].Body == nil
}

func alike(c, other probe.Case) bool {
	if want.TypeOf(c.Want) != want.TypeOf(other.Want) || c.Requests[0].Tamper != other.Requests[0].Tamper {
		return false
	}
	return combines(c) || !combines(other) && slices.Equal(subject(c), subject(other))
}

// combines tells whether a case is about parameters that stand together.
func combines(c probe.Case) bool {
	_, accepted := c.Want.(want.Accepted)
	return accepted && len(subject(c)) > 1
}

// subject is what a case is about: in what its request differs from its anchor. Of
// a list that is how many items it has beyond the anchor's.
func subject(c probe.Case) []string {
	var out []string
	r := c.Requests[0]
	for _, arg := range r.Args {
		before, there := c.Anchor.Args.Get(arg.Name)
		switch {
		case arg.Value.Kind == contract.List && before.Kind == contract.List:
			if more := extraItems(arg.Value, before); len(more) > 0 {
				out = append(out, fmt.Sprintf("%s has %d more", arg.Name, len(more)))
			}
		case !there || !same(before, arg.Value):
			out = append(out, arg.Name+" is "+arg.Value.String())
		}
	}
	for _, arg := range c.Anchor.Args {
		if _, sent := r.Args.Get(arg.Name); !sent {
			out = append(out, arg.Name+" is absent")
		}
	}
	slices.Sort(out)
	return out
}

func same(a, b contract.Value) bool { return a.Kind == b.Kind && a.String() == b.String() }

// extraItems gives the places of the items that another list does not have.
func extraItems(list, other contract.Value) []int {
	var out []int
	known := other.Strings()
	for i, item := range list.Strings() {
		if at := slices.Index(known, item); at >= 0 {
			known = slices.Delete(known, at, at+1)
		} else {
			out = append(out, i)
		}
	}
	return out
}

// most is how many things a failure is said to depend on.
const most = 3

// Depends says on what a failure depends, by the neighbours that ended otherwise:
// the fewest things about its request that none has that passes, and that each
// has that fails, unless it is about things that stand together: those fail for
// many a reason. There is nothing to say where none passes, where what the case
// is about is all, or where one thing explains as much as another.
func Depends(c probe.Case, neighbours []Neighbour) []finding.Finding {
	if !slices.ContainsFunc(neighbours, func(n Neighbour) bool { return n.Outcome == finding.Pass }) {
		return nil
	}
	things := about(c)
	var passing, failing []uint
	for _, n := range neighbours {
		has, its := uint(0), about(n.Case)
		for i, thing := range things {
			if slices.Contains(its, thing) {
				has |= 1 << i
			}
		}
		switch n.Outcome {
		case finding.Pass:
			passing = append(passing, has)
		case finding.Fail:
			failing = append(failing, has)
		}
	}
	best, support := sufficient(len(things), passing, failing)
	if combines(c) && support == 0 || !combines(c) && support < len(failing) {
		return nil // nothing else shows it, or it fails otherwise too
	}
	var out []finding.Finding
	for i, thing := range things {
		if best&(1<<i) != 0 {
			out = append(out, thing)
		}
	}
	return out
}

// sufficient gives the smallest set of things that no passing one has whole, and
// how many failing ones have: of several the set that most have, the first of
// those. Of several that none has none is known to be it: then the set is empty.
func sufficient(n int, passing, failing []uint) (best uint, support int) {
	within := func(list []uint, set uint) (count int) {
		for _, has := range list {
			if has&set == set {
				count++
			}
		}
		return count
	}
	for size := 1; size <= most; size++ {
		sets := 0
		for _, set := range choices(n, size) {
			if within(passing, set) > 0 {
				continue
			}
			if count := within(failing, set); sets == 0 || count > support {
				best, support = set, count
			}
			sets++
		}
		switch {
		case sets > 1 && support == 0:
			return 0, 0
		case sets > 0:
			return best, support
		}
	}
	return 0, 0
}

// choices gives the sets of so many of n things, those of the first ones first.
func choices(n, size int) []uint {
	if size == 0 {
		return []uint{0}
	}
	var out []uint
	for _, set := range choices(n, size-1) {
		for i := bits.Len(set); i < n; i++ {
			out = append(out, set|1<<i)
		}
	}
	return out
}

// about lists what a failure may depend on, the way of asking first: what the case
// is about is none of it, unless it is about several things together.
func about(c probe.Case) []finding.Finding {
	r := c.Requests[0]
	out := []finding.Finding{{Kind: finding.OnlyBy, Got: finding.HowSent(wire.Request{Carrier: r.Carrier})}}
	if len(c.Operation.Formats) > 1 {
		out = append(out, finding.Finding{Kind: finding.OnlyIn, Got: string(r.Format)})
	}
	var values []finding.Finding
	for _, arg := range r.Args {
		before, there := c.Anchor.Args.Get(arg.Name)
		if places := extraItems(arg.Value, before); arg.Value.Kind == contract.List && there && len(places) < len(arg.Value.Items) && len(places) > 0 {
			out = append(out, finding.Finding{Kind: finding.OnlyAt, Beside: arg.Name, Got: positions(places, len(arg.Value.Items))})
		}
		if !(there && same(before, arg.Value)) && !combines(c) {
			continue
		}
		if p, known := c.Operation.Param(arg.Name); known && !p.Required {
			out = append(out, finding.Finding{Kind: finding.OnlyBeside, Beside: arg.Name})
		}
		if arg.Value.Kind != contract.List {
			values = append(values, finding.Finding{Kind: finding.OnlyWith, Beside: arg.Name, Got: arg.Value.String()})
		} else {
			values = append(values, finding.Finding{Kind: finding.OnlyLong, Beside: arg.Name, Count: len(arg.Value.Items)})
		}
	}
	return append(out, values...)
}

// positions says where the items at some places of a list stand.
func positions(places []int, length int) string {
	switch {
	case places[len(places)-1] < len(places):
		return "first"
	case places[0] == length-len(places):
		return "last"
	}
	return "in the middle"
}
