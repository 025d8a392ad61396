package probe

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// gateway asks what the vendors' common pages say of the common protocol: a
// request that is wrong about it is refused, whatever the operation.
func gateway(a *Asker) []Case {
	var out []Case
	for _, refusal := range a.op.Gateway.Refusals {
		for _, w := range a.gatewayWays(refusal.When) {
			inJSON := w.carrier.Place == contract.InJSON
			if refusal.When == contract.UnknownParam && !inJSON {
				continue // elsewhere the common parameters stand beside the operation's own
			}
			if refusal.When == contract.Unreadable && !inJSON {
				continue // pairs can be read whatever they are
			}
			if refusal.When == contract.Altered && len(a.minimal()) == 0 {
				continue // nothing is there that could have been added
			}
			if printedOnly(refusal.When) && w.suffix != "" {
				continue
			}
			r := a.request(w, a.minimal())
			if schemes := wire.ProtocolOf(a.op).Schemes(); len(schemes) > 1 && partOfSignature(refusal.When) {
				r.Tamper.Scheme = schemes[0] // which the name is a part of
			}
			c := a.one(a.requirement("gateway/%s", refusal.ID()), "plain"+w.suffix, refusal.Origin, forged(r, refusal), want.Denied{Codes: refusal.Codes}, "%s", refusal.Text)
			asked := []Case{c}
			if refusal.When == contract.Replayed {
				asked = a.replays(c, r, w)
			}
			for _, c := range asked {
				if a.account.Unsigned && signatureFault(refusal.When) {
					c.Skip = unsignedTarget
				}
				c.Profile = contract.Gateway
				out = append(out, c.at(cmp.Or(refusal.Level, contract.Should)).anchoredTo(r))
			}
		}
	}
	return append(out, a.gatewayRefusals(out)...)
}

// replays asks twice with one nonce: the same way, and after the printed way, since
// some keep nonces for each method apart.
func (a *Asker) replays(c Case, r wire.Request, w way) []Case {
	out := []Case{c.replayed(r, r, w.suffix)}
	if w.suffix == "" { // not only the nonce of the request before is remembered
		later := c.replayed(r, r, "-later")
		between := r
		between.Again = 3
		later.Requests = slices.Insert(later.Requests, 1, between)
		out = append(out, later.named("after-another"))
	}
	if w.suffix != "" {
		other := c.replayed(a.request(a.printed(), a.minimal()), r, "-other"+w.suffix)
		out = append(out, other.named("after-"+a.printed().carrier.ID+w.suffix))
	}
	return out
}

// replayed asks a request with the nonce of another one before it.
func (c Case) replayed(once, again wire.Request, nonce string) Case {
	once.Tamper.Nonce, once.Again = "replay"+nonce, 1
	again.Tamper.Nonce, again.Again = "replay"+nonce, 2
	c.Requests, c.Order = []wire.Request{once, again}, InTurn
	return c
}

// gatewayRefusals looks at how the gateway refuses: as the operation does.
func (a *Asker) gatewayRefusals(refused []Case) []Case {
	var requests []wire.Request
	for _, c := range refused {
		for _, r := range c.Requests {
			nobodys := a.account.Unsigned && r.Tamper.Action != "" // unsigned, nothing says of which protocol it is
			if c.Order == AnyOrder && c.Skip == "" && !nobodys {
				requests = append(requests, r)
			}
		}
	}
	if len(requests) == 0 {
		return nil
	}
	var out []Case
	for _, look := range []struct {
		variant  string
		property want.Property
		text     string
	}{
		{"code-and-message", want.RefusalShape, "The gateway's refusals have a Code and a Message, both strings."},
		{"status", want.RefusalStatus, "The gateway's refusals have the status that the vendor gives refusals."},
		{"request-id", want.RequestIDThere, "The gateway's refusals have a RequestId."},
	} {
		c := a.one(a.requirement("gateway/refusals"), look.variant, a.op.Gateway.Refusals[0].Origin, wire.Request{}, want.Sound{Property: look.property}, "%s", look.text).at(contract.Should)
		c.Requests, c.Profile = requests, contract.Gateway
		out = append(out, c)
	}
	return out
}

// printedOnly tells the refusals that no carrier shows otherwise than another.
func printedOnly(f contract.GatewayFault) bool {
	return f == contract.OtherCase || f == contract.OtherHTTPMethod
}

// gatewayWays gives every carrier; an action that is nobody's is asked in every
// format too, since no operation says how it is refused.
func (a *Asker) gatewayWays(f contract.GatewayFault) []way {
	if f == contract.UnknownAction {
		return a.ways()
	}
	return a.carrierWays()
}

// unsignedTarget is why what is about signatures is not asked.
const unsignedTarget = "the target file says that this target checks no signatures"

func signatureFault(f contract.GatewayFault) bool {
	return !slices.Contains([]contract.GatewayFault{contract.UnknownAction, contract.UnknownVersion, contract.NoVersion, contract.UnknownParam, contract.UnknownFormat,
		contract.OtherCase, contract.OtherHTTPMethod, contract.Unreadable}, f)
}

// partOfSignature tells the refusals of a request that has one part of its usual
// signature otherwise, or none.
func partOfSignature(f contract.GatewayFault) bool {
	return slices.Contains([]contract.GatewayFault{contract.Incomplete, contract.UnknownFormat, contract.OtherSignature, contract.WrongTime}, f)
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
	case contract.HalfSigned:
		r.Tamper.Signature = wire.HalfSigned
	case contract.WrongMethod:
		r.Tamper.Signature = wire.WrongMethod
	case contract.Altered:
		r.Tamper.Signature = wire.Altered
	case contract.StaleRequest:
		r.Tamper.Stale = refusal.Seconds
	case contract.Incomplete, contract.NoVersion:
		r.Tamper.Without = refusal.Name
	case contract.UnknownFormat, contract.OtherSignature, contract.WrongTime:
		r.Tamper.Name, r.Tamper.Value = refusal.Name, refusal.Value
	case contract.AheadRequest:
		r.Tamper.Stale = -refusal.Seconds
	case contract.UnknownParam:
		r.Args = r.Args.With("PlumblineHasNoSuchParameter", contract.Text("1"))
	case contract.UnknownAction:
		r.Tamper.Action = "PlumblineHasNoSuchAction"
	case contract.OtherCase:
		r.Tamper.Action = strings.ToLower(r.Operation.Name)
	case contract.OtherHTTPMethod:
		r.Carrier.ID, r.Carrier.Method = strings.ToLower(refusal.Value), refusal.Value
	case contract.Unreadable:
		body := r.Args.JSON()
		body = strings.ReplaceAll(refusal.Value, "{body}", strings.TrimSuffix(body, "}"))
		r.Body = &body
	case contract.UnknownVersion:
		r.Tamper.Version = "2001-01-01"
	}
	return r
}
