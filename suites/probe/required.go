package probe

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// required leaves each required parameter out, by every carrier and in every
// format, and sends it empty.
func required(a *Asker) []Case {
	var out []Case
	for _, p := range a.op.Places() {
		if !p.Required || p.IsItem() {
			continue
		}
		with := a.around(p)
		requirement, origin := a.requirement("%s/required", p.Path), p.Origin(contract.Required)
		if p.Fixed() {
			a.unask(requirement, origin, "a path has all its parameters: without one it is another operation's")
			continue
		}
		lacks, _ := a.without(with, p)
		for _, w := range a.ways() {
			absent := a.one(requirement, "absent"+w.suffix, origin, a.request(w, lacks), want.Refused{},
				"%s is required: a request without it is refused.", p.Path).at(p.Level(contract.Required, contract.Must))
			if a.expressed(absent.Requests[0], p) {
				out = append(out, absent.anchoredTo(a.request(w, with)))
			}
		}
		for _, w := range a.carrierWays() {
			value, ok := emptyOf(p, w.carrier.Of(p))
			if !ok {
				continue
			}
			empty := a.one(requirement, "empty"+w.suffix, origin, a.request(w, a.put(with, p, value)), want.Refused{},
				"%s is required: a request in which it is empty is refused.", p.Path).at(a.emptyLevel(p))
			out = append(out, empty.anchoredTo(a.request(w, with)))
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
			c := a.one(a.requirement("%s/required", common.Name), "absent"+w.suffix, common.Origin, r, want.Refused{Common: true},
				"%s is required: a request without it is refused.", common.Name)
			out = append(out, a.anchored(c, w))
		}
	}
	return out
}

// expressed tells whether a request without a place still says that there is an object
// which lacks it: pairs cannot say so of one that has no other member.
func (a *Asker) expressed(r wire.Request, p *contract.Param) bool {
	cut := strings.LastIndexByte(p.Path, '/')
	if cut < 0 || r.Carrier.Of(p) == contract.InJSON {
		return true
	}
	holder, _ := a.op.Param(p.Path[:cut])
	object, _ := a.op.At(r.Args, holder.Innermost())
	return len(object.Members) > 0
}

// emptied gives the plain request with a parameter sent empty.
func (a *Asker) emptied(p *contract.Param) contract.Args {
	value, _ := emptyOf(p, contract.InQuery)
	return a.having(p, value)
}

// emptyOf is the empty value of a place; a list's of texts has one item, which is
// empty. It is not ok where a carrier cannot say that something is empty.
func emptyOf(p *contract.Param, place contract.Place) (v contract.Value, ok bool) {
	pairs := place == contract.InQuery || place == contract.InForm || place == contract.InHeader
	if p.Fixed() {
		return contract.Text(""), false
	}
	switch p.Kind {
	case contract.List:
		if p.Items == nil || p.Items.Kind == contract.String {
			return contract.Texts([]string{""}), true
		}
		return contract.Listed(), place == contract.InJSON
	case contract.Object:
		return contract.Made(), false
	case contract.String:
		return contract.Text(""), true
	}
	return contract.Text(""), pairs
}

// emptyLevel is must where an error row names the empty value, else it only
// follows from the parameter being required.
func (a *Asker) emptyLevel(p *contract.Param) contract.Level {
	if trigger, ok := a.refusing(p.Name, contract.Empty); ok {
		return trigger.Level
	}
	return p.Level(contract.EmptyValue, contract.Should)
}
