package probe

import (
	"cmp"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/want"
)

// signings asks by each signature that the protocol has: what is signed by one is
// answered, and refused, like what is signed by another. Servers read such requests
// on ways of their own. No operation's document speaks of signatures, so that a
// target may know one only.
func signings(a *Asker) []Case {
	out, schemes := a.signedSigns(), wire.ProtocolOf(a.op).Schemes()
	if len(schemes) == 1 {
		schemes = nil // there is nothing to choose
	}
	for _, scheme := range schemes {
		for _, w := range a.ways() {
			out = append(out, a.one(a.signedBy(scheme), "accepted"+w.suffix, a.op.Gateway.Refusals[0].Origin, a.signed(w, scheme, a.minimal()), want.Accepted{},
				"A request that is signed by %s is answered.", scheme).at(contract.May))
		}
	}
	for i, other := range schemes {
		out = append(out, a.signedOtherwise(other)...)
		if i > 0 {
			out = append(out, a.signedAlike(other, schemes[0])...)
			out = append(out, a.signedWrongly(other)...)
			out = append(out, a.signedAnswers(other, out)...)
		}
	}
	for i := range out {
		out[i].Profile = contract.Gateway
		if a.account.Unsigned {
			out[i].Skip = unsignedTarget
		}
	}
	return out
}

// signedOtherwise asks by each further carrier what is signed by a scheme: a target may know
// one signature only, but one that it knows holds for each of its carriers.
func (a *Asker) signedOtherwise(scheme sign.Scheme) []Case {
	var out []Case
	for _, w := range a.carrierWays()[1:] {
		c := a.one(a.signedBy(scheme), "known"+w.suffix, a.op.Gateway.Refusals[0].Origin, a.signed(w, scheme, a.minimal()), want.Accepted{},
			"What is signed by %s is answered by %s too.", scheme, w.carrier.ID)
		out = append(out, c.at(contract.Should).anchoredTo(a.signed(a.printed(), scheme, a.minimal())))
	}
	return out
}

func (a *Asker) signedBy(scheme sign.Scheme) string {
	return a.requirement("gateway/signed-by-%s", scheme)
}

// signed is a request that is signed by a scheme.
func (a *Asker) signed(w way, scheme sign.Scheme, args contract.Args) wire.Request {
	r := a.request(w, args)
	r.Tamper.Scheme = scheme
	return r
}

// signedAlike holds what is signed by one scheme against what is signed by another: answers
// are the same, and what breaks a sentence of the document is refused as it says.
func (a *Asker) signedAlike(scheme, usual sign.Scheme) []Case {
	by := func(scheme sign.Scheme, args contract.Args) wire.Request { return a.signed(a.printed(), scheme, args) }
	plain := by(scheme, a.minimal())
	var out []Case
	for _, q := range a.questions() {
		c := a.one(a.requirement("twins/signed-by-%s-equals-%s", scheme, usual), q.variant, joined(a.op.Response.Origin(contract.Row), q.rows.Origin), by(scheme, q.args),
			want.Same{Rows: q.rows.Rows, Key: q.rows.Key}, "What is signed by %s is answered like what is signed by %s.", scheme, usual)
		c.Requests, c.Control = append(c.Requests, by(usual, q.args)), true
		out = append(out, c.anchoredTo(plain))
	}
	for i := range a.op.Params { // a limit is the same however a request is signed
		if p := &a.op.Params[i]; p.MaxItems > 0 && len(a.items(p, p.MaxItems)) == p.MaxItems {
			c := a.one(a.signedBy(scheme), "at-the-limit-of-"+p.Name, p.Origin(contract.MaxItems), by(scheme, a.having(p, p.Listing(a.items(p, p.MaxItems)))),
				want.Accepted{}, "%s takes up to %d items, however a request is signed: %[2]d are accepted.", p.Name, p.MaxItems)
			out = append(out, c.at(contract.Should).anchoredTo(by(scheme, a.having(p, p.Listing(a.fewest(p))))))
		}
	}
	asked := map[string]bool{}
	for _, wrong := range a.wrongs() {
		r := by(scheme, wrong.args)
		if !asked[r.Key()] {
			c := a.one(a.signedBy(scheme), wrong.variant, a.op.Gateway.Refusals[0].Origin, r, want.Likewise{}, "What is signed by %s is refused like what is signed by %s.", scheme, usual)
			c.Requests = append(c.Requests, by(usual, wrong.args))
			out = append(out, c.at(contract.Should).anchoredTo(plain))
		}
		asked[r.Key()] = true
		for _, stated := range wrong.stated {
			stated.ID += "-signed-by-" + string(scheme)
			stated.Requests = []wire.Request{r}
			out = append(out, stated.anchoredTo(plain))
		}
	}
	return out
}

// wrong is a request that is to be refused, and the cases that say how.
type wrong struct {
	triggering
	stated []Case
}

// wrongs are plain requests that are wrong in one thing: about each keyword of a
// parameter, and about each error row that a request triggers.
func (a *Asker) wrongs() []wrong {
	var out []wrong
	for i := range a.op.Params {
		p := &a.op.Params[i]
		for _, v := range a.violations(p, a.minimal()) {
			c := a.one(a.requirement("%s/%s", p.Path, v.keyword), v.variant, p.Origin(v.keyword), wire.Request{}, want.Refused{}, "%s: refused, however it is signed.", v.text)
			out = append(out, wrong{triggering{variant: p.Name + "-" + string(v.keyword) + "-" + v.variant, args: v.args}, []Case{c.at(v.level)}})
		}
	}
	for _, row := range a.op.Errors {
		for _, trigger := range row.Triggers {
			p, ok := a.op.Param(trigger.Parameter)
			if !ok || !p.Required && trigger.When == contract.Absent { // whoever leaves out what is optional may be answered
				continue
			}
			for _, t := range a.triggered(p, trigger) {
				t.alone = false
				stated := slices.DeleteFunc(a.rowCases(row, trigger, t, a.printed()), func(c Case) bool { return c.Level == contract.May })
				out = append(out, wrong{t, stated})
			}
		}
	}
	return out
}

// signedWrongly asks by another signature too what is refused whatever the signature:
// a request that is old or was altered, and a nonce that was used.
func (a *Asker) signedWrongly(scheme sign.Scheme) []Case {
	var out []Case
	plain := a.signed(a.printed(), scheme, a.minimal())
	for _, refusal := range a.op.Gateway.Refusals {
		if !slices.Contains([]contract.GatewayFault{contract.StaleRequest, contract.Replayed, contract.Altered}, refusal.When) ||
			refusal.When == contract.Altered && len(a.minimal()) == 0 {
			continue
		}
		if refusal.When == contract.Altered { // a body stands apart from what else is signed
			for _, w := range a.carrierWays() {
				if w.carrier.Method != a.printed().carrier.Method {
					plain = a.signed(w, scheme, a.minimal())
					break
				}
			}
		}
		c := a.one(a.requirement("gateway/%s", refusal.ID()), "signed-by-"+string(scheme), refusal.Origin, forged(plain, refusal), want.Denied{Codes: refusal.Codes}, "%s Also one that is signed by %s.", refusal.Text, scheme)
		if refusal.When == contract.Replayed {
			c = c.replayed(plain, plain, string(scheme))
		}
		out = append(out, c.at(contract.Should).anchoredTo(plain))
	}
	return out
}

// signs are letters that software writes in several ways before it signs them.
const signs = "plumb line*~'\u00e9"

// signedSigns asks with such letters in a value, by each signature, and with a blank
// that is written as a plus sign, as some of the vendors' clients write it. Whether the
// value is known is another question: nothing is wrong about the signature.
func (a *Asker) signedSigns() []Case {
	i := slices.IndexFunc(a.op.Params, func(p contract.Param) bool {
		return p.Kind == contract.List && p.Fixture.Invented != "" && len(a.known(&p)) > 0
	})
	if i < 0 {
		return nil
	}
	p := &a.op.Params[i]
	args := a.plainWith(p, p.Listing([]string{a.known(p)[0], signs}))
	var wrong contract.Codes
	for _, refusal := range a.op.Gateway.Refusals {
		if refusal.When == contract.WrongKey {
			wrong = append(wrong, refusal.Codes...)
		}
	}
	var out []Case
	schemes := wire.ProtocolOf(a.op).Schemes()
	for n, scheme := range schemes {
		if len(schemes) == 1 {
			scheme = "" // the one that the carrier has
		}
		for _, w := range a.carrierWays() {
			if n > 0 && w.suffix != "" {
				continue // the printed way tells
			}
			plain := a.signed(w, scheme, args)
			written := []wire.Request{plain}
			if w.carrier.Place != contract.InJSON && n == 0 { // clients of the other signature write no plus sign
				written = append(written, plain.Altered(func(r *wire.Request) { r.Tamper.Plus = true }))
			}
			for i, r := range written {
				c := a.one(a.requirement("gateway/signed-signs"), []string{"signs-", "plus-"}[i]+cmp.Or(string(scheme), "plain")+w.suffix, a.op.Gateway.Refusals[0].Origin, r, want.NotFor{Codes: wrong},
					"Whatever letters a value has, and however a blank is written, what is signed rightly is not refused for its signature.")
				out = append(out, c.at(contract.Should).anchoredTo(a.signed(w, scheme, a.plainWith(p, a.sample(p)))))
			}
		}
	}
	return out
}
