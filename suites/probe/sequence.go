package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// sequence asks A, B, B again and A again: what was asked before, be it answered or
// refused, moves neither answer nor refusal. What a server keeps from one request
// for the next shows in no other family. Once it asks A, B and A, since some forget
// at the second B.
func sequence(a *Asker) []Case {
	w := a.printed()
	relation, _ := a.rowsList()
	question := slices.Clone(a.naming(a.telling(), 3))
	slices.Reverse(question) // so that no other case has asked it before
	var out []Case
	comparable := a.questions() != nil
	ask := func(variant, text string, origin contract.Origin, requests ...wire.Request) {
		origin = joined(origin, relation.Origin) // what the rows say is what would be moved
		c := a.one(a.requirement("sequence"), variant, origin, wire.Request{}, want.Unmoved{Rows: relation.Rows, Key: relation.Key}, "%s does not change the next answer.", text)
		// Each is sent anew, since what other cases asked before is not in between.
		c.Requests, c.Order, c.Control = nil, InTurn, true
		for i, asked := range requests {
			asked.Again = 4*len(out) + 101 + i
			c.Requests = append(c.Requests, asked)
		}
		out = append(out, a.anchored(c.at(contract.Must), w))
	}
	again := a.request(w, question)
	for _, d := range a.dimensions(w) {
		for _, c := range d.classes {
			other := a.request(w, question.Merged(c.args))
			if c.word != "" && comparable && other.Key() != again.Key() {
				ask("after-"+c.word, "A request with "+c.word+" in between", d.parameters[0].Origin(contract.Row), again, other, other, again)
			}
		}
	}
	for i, format := range a.op.Formats {
		if other := a.request(w, question); i > 0 && comparable {
			other.Format = format.Format
			ask("after-"+string(format.Format), "A request for "+string(format.Format)+" in between", format.Origin, again, other, other, again)
		}
	}
	for _, l := range a.otherLists(question) {
		ask("after-others-of-"+l.p.Name, "A request for others in "+l.p.Name, l.p.Origin(contract.Row), a.request(w, l.these), a.request(w, l.those), a.request(w, l.these))
	}
	once := false
	for i := range a.op.Params {
		p := &a.op.Params[i]
		for _, v := range a.violations(p, question) {
			refused := a.request(w, v.args)
			ask("after-refusal-of-"+p.Name+"-"+string(v.keyword)+"-"+v.variant, "A refused request in between", p.Origin(v.keyword), again, refused, refused, again)
			if !once {
				ask("after-one-refusal", "A single refused request in between", p.Origin(v.keyword), again, refused, again)
			}
			once = true
		}
	}
	a.afterUnknown(question, ask, w, again)
	if !comparable {
		return out
	}
	for _, l := range a.leftOut(question) {
		ask("without-"+l.name, l.text, l.origin, l.requests...)
		c := &out[len(out)-1]
		c.Want, c.Level, c.Profile = want.Unmoved{Rows: relation.Rows, Key: relation.Key, InTurns: true}, l.level, l.profile
	}
	return out
}

// left is a question without something that may be left out, asked twice: after one of its
// values and after another.
type left struct {
	name, text string
	origin     contract.Origin
	level      contract.Level
	profile    contract.Profile
	requests   []wire.Request
}

// leftOut leaves out a thing of the account that may be left out, and the format: who keeps
// the last that was sent answers it. What stands for none by a relation is asked there.
func (a *Asker) leftOut(question contract.Args) []left {
	var out []left
	w := a.printed()
	for i := range a.op.Params {
		p := &a.op.Params[i]
		if _, told := a.refusing(p.Name, contract.Unknown); p.Required || !told || a.unknown(p) == "" {
			continue
		}
		without := a.request(w, question.Without(p.Name))
		out = append(out, left{p.Name, "What " + p.Name + " was before", p.Origin(contract.Row), contract.Must, contract.Documents,
			[]wire.Request{a.request(w, a.naming(a.having(p, a.sample(p)), 3)), without, a.request(w, question.With(p.Name, valueOf(p, a.unknown(p)))), without}})
	}
	i := slices.IndexFunc(a.op.Gateway.Refusals, func(r contract.GatewayRefusal) bool { return r.When == contract.UnknownFormat })
	if schemes := wire.ProtocolOf(a.op).Schemes(); i >= 0 && len(a.op.Formats) > 1 && len(schemes) > 0 {
		asked := func(format contract.Format, without string) wire.Request {
			r := a.signed(a.wayOf(w.carrier.ID, format), schemes[0], question)
			r.Tamper.Without = without
			return r
		}
		refusal := a.op.Gateway.Refusals[i]
		first, second := a.op.Formats[0].Format, a.op.Formats[1].Format
		out = append(out, left{refusal.Name, "What " + refusal.Name + " was before", refusal.Origin, contract.Should, contract.Gateway,
			[]wire.Request{asked(second, ""), asked(first, refusal.Name), asked(first, ""), asked(first, refusal.Name)}})
	}
	return out
}

// afterUnknown asks in between about what is not there.
func (a *Asker) afterUnknown(question contract.Args, ask func(variant, text string, origin contract.Origin, requests ...wire.Request), w way, again wire.Request) {
	for _, row := range a.op.Errors {
		for _, trigger := range row.Triggers {
			if p, ok := a.op.Param(trigger.Parameter); ok && trigger.When == contract.Unknown && a.unknown(p) != "" {
				refused := a.request(w, question.With(p.Name, valueOf(p, a.unknown(p))))
				ask("after-refusal-of-"+p.Name+"-unknown", "A refused request in between", row.Origin, again, refused, refused, again)
				ask("after-one-refusal-of-"+p.Name+"-unknown", "A single refused request in between", row.Origin, again, refused, again)
			}
		}
	}
}

// otherList is a list of things, and one of others in its stead.
type otherList struct {
	p            *contract.Param
	these, those contract.Args
}

// otherLists gives for each list of which enough is known, where answers can be compared,
// a question with some of its items and one with others: a server that adds to a list
// what is asked shows it.
func (a *Asker) otherLists(question contract.Args) []otherList {
	if a.questions() == nil {
		return nil
	}
	var out []otherList
	for i := range a.op.Params {
		p := &a.op.Params[i]
		known := a.known(p)
		if p.Kind != contract.List || len(known) < 2 || !a.lists(p) {
			continue
		}
		known = known[:min(len(known), 4)]
		half := (len(known) + 1) / 2
		base := question.Merged(a.plainWith(p, p.Listing(known[:half])))
		out = append(out, otherList{p, base, base.With(p.Name, p.Listing(known[half:]))})
	}
	return out
}

// lists tells whether a list names things of the account, so that each makes a difference.
func (a *Asker) lists(p *contract.Param) bool {
	return p.Fixture.Key != "" && p.Fixture.Need == contract.Known
}
