package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/want"
)

// signedAnswers looks at every documented field, and at the bodies, in the answers to what
// cases sign by a scheme: who serves it on a way of its own may write them otherwise.
func (a *Asker) signedAnswers(scheme sign.Scheme, cases []Case) []Case {
	var out []Case
	for _, format := range a.op.Formats {
		answers := a.signedIn(format.Format, scheme, cases)
		looks := a.bodies(format, answers)
		a.op.Response.Walk(func(f *contract.Field) { looks = append(looks, a.fieldCases(f, format.Format, answers)...) })
		for _, c := range looks {
			if sound, ok := c.Want.(want.Sound); ok && sound.Property == want.RefusalAsAsked && format.Format != a.op.Formats[0].Format {
				continue // what is to be refused is asked for as printed
			}
			c.ID += "-signed-by-" + string(scheme)
			out = append(out, c)
		}
	}
	return out
}

// signedIn gives what cases sign by a scheme and ask for in a format, each once.
func (a *Asker) signedIn(format contract.Format, scheme sign.Scheme, cases []Case) []wire.Request {
	var out []wire.Request
	seen := map[string]bool{}
	for _, c := range cases {
		for _, r := range c.Requests {
			key, alone := r.Key(), r.Tamper == (wire.Tamper{Scheme: scheme})
			if c.Order == AnyOrder && alone && (r.Format == format || r.Format == "") && !seen[key] {
				seen[key], out = true, append(out, r)
			}
		}
	}
	return out
}
