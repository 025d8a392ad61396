package run

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/target"
)

// Lack is what is not set up for a target to be asked; as an error it says in one
// line what came, and which key or variable to set.
type Lack struct {
	About     contract.SetUp
	Operation *contract.Operation // one whose plain requests were refused
	Code      string              // with which they were
	Exchanges []int
	came      string // in the place of what was to come
	remedy    string
}

// Error gives the line.
func (l *Lack) Error() string {
	return fmt.Sprintf("%s %s: %s", l.Operation.Key(), l.came, l.remedy)
}

// longestCode bounds what is repeated of a code, in bytes: the vendors' are shorter.
const longestCode = 80

func (o *opening) lack(about contract.SetUp, key string, s *Session) *Lack {
	x := o.refusals[0].answer
	l := &Lack{About: about, Operation: o.operation, Code: body.Cut([]byte(x.Code), longestCode)}
	l.came = "refuses its plain request with " + l.Code
	for _, place := range o.refusals {
		l.Exchanges = append(l.Exchanges, place.number)
	}
	product, variables := s.target.Products[o.operation.Product], wire.ProtocolOf(o.operation).Credentials()
	switch about {
	case contract.RightKey:
		l.remedy = rightKey(product, variables)
	case contract.Permission:
		l.remedy = fmt.Sprintf("allow %s for the key in %s, or set another one", o.operation.Name, variables)
	case contract.Payment:
		l.remedy = fmt.Sprintf("the account is in arrears; pay, or set the key of another one in %s", variables)
	case contract.Clock:
		l.remedy = "this machine's clock and the target's disagree; set the one that is wrong"
	case contract.Thing:
		l.remedy = o.thing(key, s.target)
	}
	return l
}

// rightKey says how to sign with a key that the target knows.
func rightKey(product target.Product, variables wire.Variables) string {
	switch {
	case product.Endpoint.Scheme == sign.None:
		return fmt.Sprintf("the target file says signing: none; leave that out, and set %s", variables)
	case product.Keyless:
		return fmt.Sprintf("no key is set; set %s", variables)
	}
	return fmt.Sprintf("the key that %s hold is not one that the target knows, or its secret is another; set the right one", variables)
}

// thing says what to name in the target file. Where the code does not say which
// thing is not there it is one of those that belong to the account.
func (o *opening) thing(key string, t *target.Target) string {
	keys, now := []string{key}, []string{}
	if key == "" {
		keys = nil
	}
	for _, arg := range o.plain[0].Args {
		p, ok := o.operation.Param(arg.Name)
		if !ok || p.Fixture.Key == "" || key == "" && p.Fixture.Need == contract.Any || key != "" && p.Fixture.Key != key {
			continue
		}
		if !slices.Contains(keys, p.Fixture.Key) {
			keys = append(keys, p.Fixture.Key)
		}
		now = append(now, body.Cut([]byte(strings.Join(append(arg.Value.Strings(), arg.Value.Text), " ")), longestCode))
	}
	where := "in the target file"
	if !o.account.Strict {
		where = "in a target file (plumb init writes one)"
	}
	return fmt.Sprintf("set %s of %s %s to what is there; asked was %s", strings.Join(keys, " or "), o.operation.Product, where, t.Redact(strings.Join(now, ", ")))
}

// misaddressed is a lack of the target itself: nothing of a product is served where
// it is asked. nil if that may have another reason.
func (o *opening) misaddressed(ctx context.Context, s *Session) *Lack {
	l := &Lack{Operation: o.operation, came: "gets no answer", remedy: s.target.WrongAddress(ctx, o.operation.Product)}
	for _, place := range o.strange {
		l.Exchanges = append(l.Exchanges, place.number)
	}
	if n := len(o.strange); n > 0 {
		l.came = "is answered by nobody of " + o.operation.Product + "'s, " + finding.Describe(o.strange[0].answer)
	}
	if l.remedy == "" && o.notThere() {
		l.remedy = "give the address at which it is served"
	}
	if l.remedy == "" {
		return nil
	}
	return l
}

// behind is a lack of the way to the target: a proxy stands between, and nothing of the
// target's own comes through it. nil where there is none.
func (o *opening) behind(s *Session) *Lack {
	proxy := s.target.Between(o.operation.Product)
	if proxy == "" {
		return nil
	}
	place := s.slots[o.plain[0].Key()]
	l := &Lack{Operation: o.operation, Exchanges: []int{place.number}}
	l.came = fmt.Sprintf("is answered by nobody of %s's through the proxy %s, %s", o.operation.Product, proxy, finding.Describe(place.answer))
	l.remedy = "name a proxy that lets it pass, with --proxy http://NAME:PASSWORD@HOST:PORT if it asks who you are, or say --no-proxy; if the proxy is right, the target is down"
	return l
}
