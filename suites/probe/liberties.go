package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// liberties asks as the vendors' clients do where that is otherwise than printed:
// it is answered, and in the format that was asked for.
func liberties(a *Asker) []Case {
	var out []Case
	for _, liberty := range a.op.Gateway.Accepts {
		for _, w := range a.ways() {
			if w.carrier.ID != a.printed().carrier.ID {
				continue
			}
			name, r := a.requirement("gateway/%s", liberty.ID), a.taking(liberty, w)
			accepted := a.one(name, "plain"+w.suffix, liberty.Origin, r, want.Accepted{}, "%s", liberty.Text).anchoredTo(a.besideLiberty(liberty, w))
			inFormat := a.one(name, "as-asked"+w.suffix, liberty.Origin, r, want.Sound{Property: want.AsAsked}, "%s", liberty.Text)
			out = append(out, accepted, inFormat)
		}
	}
	for i := range out {
		out[i].Profile, out[i].Level = contract.Gateway, contract.Should
	}
	return out
}

// taking is the plain request with a liberty.
func (a *Asker) taking(liberty contract.GatewayLiberty, w way) wire.Request {
	r := a.request(w, a.minimal())
	if liberty.Method != "" {
		r.Carrier = contract.Carrier{ID: liberty.ID, Method: liberty.Method, Place: liberty.Place}
	}
	if liberty.Name != "" {
		r.Tamper.Name, r.Tamper.Value = liberty.Name, liberty.In(w.format)
		r.Tamper.Scheme = wire.Of(a.op).Schemes()[0]
	}
	return r
}

// besideLiberty is the request that must be accepted for a liberty to be judged:
// in the same format, signed as the liberty's is, or by the first carrier of its
// method.
func (a *Asker) besideLiberty(liberty contract.GatewayLiberty, w way) wire.Request {
	if liberty.Name != "" {
		return a.signed(w, wire.Of(a.op).Schemes()[0], a.minimal())
	}
	for _, other := range a.ways() {
		if other.carrier.Method == liberty.Method && other.format == w.format {
			return a.request(other, a.minimal())
		}
	}
	return a.request(w, a.minimal())
}
