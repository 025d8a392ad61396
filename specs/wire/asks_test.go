package wire_test

import (
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// question is a request for two names.
func question() wire.Request {
	return wire.Request{Operation: rpc(), Carrier: carrier("GET", contract.InQuery), Format: contract.JSON,
		Args: contract.Args{{Name: "Id", Value: contract.Text("a")}, {Name: "Names", Value: contract.Texts([]string{"b", "c"})}}}
}

func TestEqualMessagesAskTheSame(t *testing.T) {
	for name, other := range map[string]func(*wire.Request){
		"a list written as pairs": func(r *wire.Request) {
			r.Args = contract.Args{{Name: "Id", Value: contract.Text("a")}, {Name: "Names.1", Value: contract.Text("b")}, {Name: "Names.2", Value: contract.Text("c")}}
		},
		"a carrier of another name": func(r *wire.Request) { r.Carrier.ID = "moon" },
		"a number for its digits":   func(r *wire.Request) { r.Args[0].Value.Kind = contract.Integer },
		"another revision": func(r *wire.Request) {
			r.Operation.Revision, r.Operation.Params[0].MaxItems, r.Operation.Params[0].Kind = "newer", 7, contract.Integer
		},
	} {
		r := question()
		other(&r)
		if r.Digest() != question().Digest() {
			t.Errorf("%s: the message is the same, its digest is not", name)
		}
	}
	one, two := question(), question()
	one.Tamper.Nonce, two.Tamper.Nonce = "replay", "replay-by-post"
	if one.Digest() != two.Digest() || one.Digest() == question().Digest() {
		t.Error("a nonce that is shared counts, what it is does not")
	}
}

func TestDifferentMessagesAskDifferently(t *testing.T) {
	body := "{}"
	seen := map[string]string{question().Digest(): "the request itself"}
	for name, other := range map[string]func(*wire.Request){
		"another value":       func(r *wire.Request) { r.Args = r.Args.With("Id", contract.Text("x")) },
		"another order":       func(r *wire.Request) { r.Args[0], r.Args[1] = r.Args[1], r.Args[0] },
		"a list from zero":    func(r *wire.Request) { r.Operation.Params[1].First = 0 },
		"another product":     func(r *wire.Request) { r.Operation.Product = "moon" },
		"another operation":   func(r *wire.Request) { r.Operation.Name = "Moon" },
		"another action":      func(r *wire.Request) { r.Tamper.Action = "NoSuch" },
		"another version":     func(r *wire.Request) { r.Tamper.Version = "2001-01-01" },
		"another format":      func(r *wire.Request) { r.Format = contract.XML },
		"no format":           func(r *wire.Request) { r.Format = "" },
		"by post":             func(r *wire.Request) { r.Carrier = carrier("POST", contract.InForm) },
		"mixed":               func(r *wire.Request) { r.Carrier = carrier("POST", contract.InMixed) },
		"a body of one's own": func(r *wire.Request) { r.Carrier, r.Body = carrier("POST", contract.InForm), &body },
		"unsigned":            func(r *wire.Request) { r.Tamper.Signature = wire.Unsigned },
		"a wrong key":         func(r *wire.Request) { r.Tamper.Signature = wire.WrongKey },
		"stale":               func(r *wire.Request) { r.Tamper.Stale = 3600 },
		"once more":           func(r *wire.Request) { r.Again = 1 },
	} {
		r := question()
		other(&r)
		asks := r.Digest()
		if twin := seen[asks]; asks == "" || twin != "" {
			t.Errorf("%s has the digest %q of %s", name, asks, twin)
		}
		seen[asks] = name
	}
}

// The other protocol writes another message of the same arguments.
func TestProtocolsAskDifferently(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range []contract.Carrier{carrier("GET", contract.InQuery), carrier("POST", contract.InForm), carrier("POST", contract.InJSON)} {
		r := wire.Request{Operation: api3(), Carrier: c, Args: question().Args}
		seen[r.Digest()] = true
	}
	if len(seen) != 3 || seen[""] {
		t.Errorf("three carriers have the digests %v", seen)
	}
}
