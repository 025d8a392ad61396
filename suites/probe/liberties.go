package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/want"
)

// liberties asks as the vendors' clients do where that is otherwise than printed:
// it is answered, and in the format that was asked for.
func liberties(a *Asker) []Case {
	var out []Case
	for _, liberty := range a.op.Gateway.Accepts {
		for _, w := range a.ways() {
			if w.carrier.ID != a.printed().carrier.ID || w.suffix != "" && !liberty.ByFormat() {
				continue
			}
			out = append(out, a.liberty(liberty, w)...)
		}
	}
	return out
}

// liberty asks for one in a way of asking.
func (a *Asker) liberty(liberty contract.GatewayLiberty, w way) []Case {
	name, variant, origin, profile := a.requirement("%s", a.op.LibertyAsked(liberty)), "plain", liberty.Origin, contract.Gateway
	if p, ok := a.op.Freedom(liberty); ok {
		variant, origin, profile = "present", p.Origin, contract.Documents
	}
	r := a.taking(liberty, w)
	out := []Case{a.one(name, variant+w.suffix, origin, r, want.Accepted{}, "%s", liberty.Text).anchoredTo(a.besideLiberty(liberty, w))}
	if len(a.op.Formats) > 1 {
		out = append(out, a.one(name, "as-asked"+w.suffix, origin, r, want.Sound{Property: want.AsAsked}, "%s", liberty.Text))
	}
	for i := range out {
		if a.account.Unsigned && (liberty.Scheme != "" || liberty.Seconds != 0) {
			out[i].Skip = unsignedTarget
		}
		out[i].Profile, out[i].Level = profile, contract.Should // which values are good is the vendor's pages' word
	}
	return out
}

// taking is the plain request with a liberty.
func (a *Asker) taking(liberty contract.GatewayLiberty, w way) wire.Request {
	r := a.request(w, a.minimal())
	if liberty.Method != "" {
		r.Carrier = contract.Carrier{ID: liberty.ID, Method: liberty.Method, Place: liberty.Place}
	}
	r.Tamper.Charset, r.Tamper.Scheme, r.Tamper.Stale = liberty.Charset, sign.Scheme(liberty.Scheme), liberty.Seconds
	if liberty.Name != "" {
		r.Tamper.Name, r.Tamper.Value = liberty.Name, liberty.ValueIn(w.format)
	}
	if schemes := wire.ProtocolOf(a.op).Schemes(); liberty.Name != "" && len(schemes) > 1 {
		r.Tamper.Scheme = schemes[0]
	}
	return r
}

// besideLiberty is the request that must be accepted for a liberty to be judged:
// in the same format, signed as the liberty's is, or by the first carrier of its
// method and place, or of its method.
func (a *Asker) besideLiberty(liberty contract.GatewayLiberty, w way) wire.Request {
	if schemes := wire.ProtocolOf(a.op).Schemes(); liberty.Name != "" && len(schemes) > 1 {
		return a.signed(w, schemes[0], a.minimal())
	}
	beside, found := w, false
	for _, other := range a.ways() {
		if c := other.carrier; c.Method == liberty.Method && other.format == w.format && (!found || c.Place == liberty.Place) {
			beside, found = other, true
		}
	}
	return a.request(beside, a.minimal())
}
