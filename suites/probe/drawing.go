package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
)

// NewAsker makes an asker for who draws requests instead of deriving cases.
func NewAsker(o *contract.Operation, account Account) *Asker {
	return &Asker{op: o, account: account}
}

// Way is a carrier and a format.
type Way struct {
	Carrier contract.Carrier
	format  contract.Format
}

// Ways gives every carrier with every format, the printed one first.
func (a *Asker) Ways() []Way {
	var out []Way
	for _, w := range a.ways() {
		out = append(out, Way{w.carrier, w.format})
	}
	return out
}

// Request makes a request by a way.
func (a *Asker) Request(w Way, args contract.Args) wire.Request {
	return a.request(way{carrier: w.Carrier, format: w.format}, args)
}

// Minimal gives the smallest arguments that must be accepted.
func (a *Asker) Minimal() contract.Args { return a.minimal() }

// Known gives the values that name something.
func (a *Asker) Known(p *contract.Param) []string { return a.known(p) }

// Items gives n items of a list, known ones first.
func (a *Asker) Items(p *contract.Param, n int) []string { return a.items(p, n) }

// OverLimit gives one item more than the limit of a list; nil where it cannot be asked.
func (a *Asker) OverLimit(p *contract.Param) []string { return a.over(p) }

// Sample gives a value that must be accepted.
func (a *Asker) Sample(p *contract.Param) contract.Value { return a.sample(p) }

// Ruled makes arguments keep every rule between parameters; those that are to stay do.
func (a *Asker) Ruled(args contract.Args, keep ...string) contract.Args {
	return a.ruled(args, keep...)
}

// Put sets a parameter, and the placeholder it needs beside it.
func (a *Asker) Put(args contract.Args, p *contract.Param, v contract.Value) contract.Args {
	if of, placeholder, ok := a.op.SpeaksFor(p.Name); ok {
		args = args.With(of.Name, contract.Value{Kind: of.Kind, Text: placeholder})
	}
	return args.With(p.Name, v)
}

// Draws makes the case of an operation's drawn requests.
func Draws(o *contract.Operation, n int, seed uint64) Case {
	return Case{
		ID: o.Key() + "/drawn/requests", Requirement: o.Key() + "/drawn", Operation: o, Family: "drawn",
		Level: contract.Must, Profile: contract.Documents, Origin: o.Origin, Want: want.Drawn{N: n, Seed: seed}, Order: AllAtOnce,
		Text: "Requests drawn from the documents are accepted if nothing is wrong with them, and refused if one thing is.",
	}
}
