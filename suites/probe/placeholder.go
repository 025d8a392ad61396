package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/want"
)

// placeholders sends each documented value that stands for none, beside the
// parameter that speaks instead.
func placeholders(a *Asker) []Case {
	var out []Case
	for i := range a.op.Params {
		p := &a.op.Params[i]
		for _, placeholder := range p.Placeholders {
			beside, ok := a.op.Param(placeholder.Beside)
			if !ok {
				continue
			}
			for _, w := range a.carrierWays() {
				args, variant, where := a.having(p, contract.Value{Kind: p.Kind, Text: placeholder.Value}), "-alone", "where none is meant"
				if !placeholder.Alone(p) {
					args, variant, where = args.With(beside.Name, a.sample(beside)), "-beside-"+beside.Name, "beside "+beside.Name
				}
				c := a.one(a.requirement("%s/placeholder", p.Name), valueInID(placeholder.Value)+variant+w.suffix, placeholder.Origin,
					a.request(w, args), want.Accepted{},
					"%s can be %q %s: the request is accepted.", p.Name, placeholder.Value, where)
				if p.Kind == contract.String && placeholder.Value == "" && w.carrier.Of(p) != contract.InJSON {
					// SDKs drop an empty string from a form, so that only JSON shows it.
					c = c.at(contract.Should)
				}
				out = append(out, a.anchored(c, w))
			}
		}
		out = append(out, a.knownBeside(p)...)
	}
	return out
}

// knownBeside sends a value that names something where a placeholder can stand:
// it can, it need not.
func (a *Asker) knownBeside(p *contract.Param) []Case {
	var out []Case
	for i := range a.op.Params {
		beside := &a.op.Params[i]
		if of, _, ok := a.op.SpeaksFor(beside.Name); !ok || of.Name != p.Name || beside.Kind != contract.List {
			continue
		}
		args := a.having(beside, a.sample(beside))
		c := a.one(a.requirement("%s/placeholder", p.Name), "known-beside-"+beside.Name, p.Origin(contract.Row), a.request(a.printed(), args), want.Accepted{},
			"%s need not be a placeholder beside %s: the request is accepted.", p.Name, beside.Name)
		out = append(out, a.anchored(c.at(contract.May), a.printed()))
	}
	return out
}
