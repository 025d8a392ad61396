package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// optional leaves each optional parameter out of the full request and puts it
// into the plain one. A parameter whose requiredness the documents dispute may
// also be refused when absent, by the code of its row.
func optional(a *Asker) []Case {
	var out []Case
	printed := a.printed()
	for _, p := range a.op.Places() {
		if p.Required || p.IsItem() {
			continue
		}
		requirement, origin := a.requirement("%s/optional", p.Path), p.Origin(contract.Optional)
		if set, disputed := a.op.Reading(p.Name, contract.NeedAspect); disputed {
			out = append(out, a.disputedNeed(p, set)...)
			continue
		}
		if _, _, speaks := a.op.SpeaksFor(p.Path); !speaks {
			with := a.full(a.op.Root(p).Name)
			without, ok := a.without(with, p)
			absent := a.one(requirement, "absent", origin, a.request(printed, without), want.Accepted{},
				"%s is optional: a request without it is accepted.", p.Path)
			if ok && a.expressed(absent.Requests[0], p) {
				out = append(out, absent.anchoredTo(a.request(printed, with)))
			}
		} else {
			absent := a.one(requirement, "absent", origin, a.request(printed, a.minimal()), want.Accepted{},
				"%s is optional: a request without it is accepted.", p.Path)
			out = append(out, absent.anchoredTo(a.request(printed, a.plainWith(p, a.sample(p)))))
		}
		for _, w := range a.carrierWays() {
			present := a.one(requirement, "present"+w.suffix, origin, a.request(w, a.plainWith(p, a.sample(p))), want.Accepted{},
				"%s is a parameter: a request with it is accepted.", p.Path)
			out = append(out, a.anchored(present, w))
		}
	}
	return out
}

func (a *Asker) disputedNeed(p *contract.Param, set *contract.ReadingSet) []Case {
	var out []Case
	for _, w := range a.ways() {
		c := a.one(a.requirement("%s/optional", p.Path), "absent"+w.suffix, set.Origin,
			a.request(w, a.minimal().Without(p.Name)), want.Orderly{Codes: a.codes(p.Name, contract.Absent)},
			"%s is optional by the table and required by an error row: without it the request is accepted, or refused by that row.", p.Path)
		out = append(out, a.anchored(c, w))
	}
	return out
}

// codes are the codes that the rows with a trigger, or the account in their
// place, answer it with, and those of the gateway.
func (a *Asker) codes(parameter string, when contract.When) []string {
	var out []string
	for _, row := range a.op.Errors {
		for _, t := range row.Triggers {
			if t.Parameter == parameter && t.When == when {
				out = append(append(out, row.Code), a.account.Accept[row.Code]...)
			}
		}
	}
	if len(out) > 0 {
		out = append(out, a.atTheGateway(parameter, when)...)
	}
	return out
}

// atTheGateway are the codes by which the gateway refuses a parameter before the
// service sees it.
func (a *Asker) atTheGateway(parameter string, when contract.When) []string {
	switch when {
	case contract.Outside:
		return a.op.Gateway.Codes.Values
	case contract.Absent, contract.Empty: // an empty text is none to a gateway
		return []string{a.op.Gateway.Code(contract.AbsentParameter, parameter)}
	}
	return nil
}
