package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// gateway asks what the vendors' common pages say of the common protocol: a
// request that is wrong about it is refused, whatever the operation.
func gateway(a *Asker) []Case {
	var out []Case
	for _, refusal := range a.op.Gateway {
		for _, w := range a.carrierWays() {
			r := a.request(w, a.minimal())
			requests := []wire.Request{forged(r, refusal)}
			c := a.one(a.requirement("gateway/%s", refusal.When), "plain"+w.suffix, refusal.Origin, requests[0], want.Denied{Codes: refusal.Codes}, "%s", refusal.Text)
			if refusal.When == contract.Replayed {
				once := r
				once.Tamper.Nonce, once.Again = "replay"+w.suffix, 1
				again := once
				again.Again = 2
				c.Requests, c.Order = []wire.Request{once, again}, InTurn
			}
			if a.account.Unsigned && signatureFault(refusal.When) {
				c.Skip = "the profile says that this target checks no signatures"
			}
			c.Profile = contract.Gateway
			out = append(out, a.anchored(c.at(contract.Should), w))
		}
	}
	return out
}

func signatureFault(f contract.GatewayFault) bool {
	return f != contract.UnknownAction && f != contract.UnknownVersion
}

// forged makes a request wrong about the common protocol.
func forged(r wire.Request, refusal contract.GatewayRefusal) wire.Request {
	switch refusal.When {
	case contract.UnsignedRequest:
		r.Tamper.Signature = wire.Unsigned
	case contract.WrongKey:
		r.Tamper.Signature = wire.WrongKey
	case contract.UnknownKey:
		r.Tamper.Signature = wire.UnknownKey
	case contract.WrongMethod:
		r.Tamper.Signature = wire.WrongMethod
	case contract.StaleRequest:
		r.Tamper.Stale = refusal.Seconds
	case contract.UnknownAction:
		r.Tamper.Action = "PlumblineHasNoSuchAction"
	case contract.UnknownVersion:
		r.Tamper.Version = "2001-01-01"
	}
	return r
}
