package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// required leaves each required parameter out, by every carrier and in every
// format, and sends it empty.
func required(a *Asker) []Case {
	var out []Case
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if !p.Required {
			continue
		}
		requirement, origin := a.requirement("%s/required", p.Name), p.Origin(contract.Required)
		for _, w := range a.ways() {
			absent := a.one(requirement, "absent"+w.suffix, origin, a.request(w, a.minimal().Without(p.Name)), want.Refused{},
				"%s is required: a request without it is refused.", p.Name).at(p.Level(contract.Required, contract.Must))
			out = append(out, a.anchored(absent, w))
		}
		for _, w := range a.carrierWays() {
			if p.Kind == contract.Integer && w.carrier.Place != contract.InQuery && w.carrier.Place != contract.InForm {
				continue
			}
			empty := a.one(requirement, "empty"+w.suffix, origin, a.request(w, a.emptied(p)), want.Refused{},
				"%s is required: a request in which it is empty is refused.", p.Name).at(a.emptyLevel(p))
			out = append(out, a.anchored(empty, w))
		}
	}
	return append(out, a.requiredCommon()...)
}

// requiredCommon leaves out what the document's own table requires of the common
// parameters (003:27-28).
func (a *Asker) requiredCommon() []Case {
	var out []Case
	for _, common := range a.op.Common {
		if !common.Required || !common.Sources.Stated() {
			continue // what only the common pages require is the gateway's
		}
		for _, w := range a.carrierWays() {
			r := a.request(w, a.minimal())
			r.Tamper.Without = common.Name
			c := a.one(a.requirement("%s/required", common.Name), "absent"+w.suffix, common.Origin, r, want.Refused{},
				"%s is required: a request without it is refused.", common.Name)
			out = append(out, a.anchored(c, w))
		}
	}
	return out
}

// emptied gives the plain request with a parameter sent empty.
func (a *Asker) emptied(p *contract.Param) contract.Args {
	return a.minimal().With(p.Name, emptyOf(p))
}

// emptyOf is the empty value of a parameter; a list's has one item, which is empty.
func emptyOf(p *contract.Param) contract.Value {
	if p.Kind == contract.List {
		return contract.Texts([]string{""})
	}
	return contract.Text("")
}

// emptyLevel is must where an error row names the empty value, else it only
// follows from the parameter being required.
func (a *Asker) emptyLevel(p *contract.Param) contract.Level {
	if trigger, ok := a.refusing(p.Name, contract.Empty); ok {
		return trigger.Level
	}
	return p.Level(contract.EmptyValue, contract.Should)
}
