package probe

import "github.com/plumbline/plumbline/specs/contract"

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
				args := a.minimal().With(p.Name, contract.Value{Kind: p.Kind, Text: placeholder.Value}).With(beside.Name, a.sample(beside))
				c := a.one(a.requirement("%s/placeholder", p.Name), word(placeholder.Value)+"-beside-"+beside.Name+w.suffix, placeholder.Origin,
					a.request(w, args), Accepted{},
					"%s can be %q beside %s: the request is accepted.", p.Name, placeholder.Value, beside.Name)
				if p.Kind == contract.String && placeholder.Value == "" && w.carrier.Place != contract.InJSON {
					// SDKs drop an empty string from a form, so that only JSON shows it.
					c = c.at(contract.Should)
				}
				out = append(out, a.anchored(c, w))
			}
		}
	}
	return out
}
