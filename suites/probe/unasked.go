package probe

import (
	"fmt"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// Unasked is a fact that a document states and no case asks about: a pass says
// nothing of it.
type Unasked struct {
	Requirement string // "mna/GetFlowStatistic/GatewayType/default"
	Why         string // one clause in our words
	Origin      contract.Origin
}

// unask notes a fact that no case asks about, once for each reason.
func (a *Asker) unask(requirement string, origin contract.Origin, why string, args ...any) {
	u := Unasked{requirement, fmt.Sprintf(why, args...), origin}
	if !slices.ContainsFunc(a.unasked, func(other Unasked) bool { return other.Requirement == u.Requirement && other.Why == u.Why }) {
		a.unasked = append(a.unasked, u)
	}
}

// leftOver notes the facts that belong to no family: those of keywords for which
// the table of keywords has none.
func (a *Asker) leftOver() {
	why := func(name string, site contract.Site) string {
		rows := contract.Keywords()
		return rows[slices.IndexFunc(rows, func(k contract.KeywordRow) bool { return k.Name == name && k.Site == site })].Asked.Hole
	}
	for _, c := range a.lawless {
		if !slices.ContainsFunc(a.made, func(made Case) bool { return made.Requirement == c.Requirement }) {
			a.unask(c.Requirement, c.Origin, "a request that asks it would break a rule between parameters, or have too few items or one twice")
		}
	}
	for _, p := range a.op.Common {
		if !p.Required && !slices.ContainsFunc(a.op.Gateway.Accepts, func(l contract.GatewayLiberty) bool { return l.Name == p.Name }) {
			a.unask(a.requirement("common/%s", p.Name), p.Origin, "what an optional common parameter does is not asked")
		}
	}
	a.op.Response.Walk(func(f *contract.Field) {
		if f.Unit != "" {
			a.unask(a.requirement("response/%s/unit", f.Path), f.Origin(contract.Row), "%s", why("x-unit", contract.InAnswer))
		}
	})
}

// tooFew says why a limit cannot be asked.
func (a *Asker) tooFew(p *contract.Param, needed int) string {
	if needed > mostItems {
		return fmt.Sprintf("%d items are more than a case sends", needed)
	}
	return fmt.Sprintf("%d items are needed, and %d are known: x-fixture can say how to invent more", needed, len(a.items(p, needed)))
}

// unrelated says why a relation makes no case.
func (a *Asker) unrelated(r contract.Relation, p *contract.Param) string {
	switch r.Kind {
	case contract.Pages:
		return fmt.Sprintf("no page is small enough, or large enough: %s cannot be 1 and 3, 2 and 6, or 10 and 20", r.Parameter)
	case contract.OrderFree, contract.Union, contract.SumOfItems:
		if _, _, speaks := a.op.SpeaksFor(r.Parameter); r.Kind == contract.SumOfItems && !speaks {
			return "no parameter asks for one item of " + r.Parameter
		}
		if p != nil && p.Kind != contract.List {
			return r.Parameter + " has no enumerated values, or is always sent"
		}
		return fmt.Sprintf("two items of %s are needed, and %d are known", r.Parameter, len(a.known(p)))
	case contract.FileHolds:
		return r.Of + ", which the file is held against, is not among the operations"
	case contract.OwnName:
		return fmt.Sprintf("no known item of %s has a letter that is often changed on its way", r.Parameter)
	}
	return "the plain request has no period of two hours or more"
}

// untriggered says why a trigger makes no case.
func (a *Asker) untriggered(p *contract.Param, when contract.When) string {
	switch when {
	case contract.Unknown:
		return "no value of " + p.Name + " is known to name nothing: x-fixture can give one as absent"
	case contract.Malformed:
		return "no malformed value of " + p.Name + " is given: x-fixture can, as malformed"
	case contract.Outside:
		return p.Name + " has no enumerated values and no limits to be outside of"
	}
	if p.MaxItems == 0 {
		return p.Name + " has no stated limit"
	}
	return a.tooFew(p, p.MaxItems+1)
}
