// Package wire turns a request of the contract into an HTTP request, rightly
// signed however wrong its contents are meant to be, and reads received ones
// back. What differs between protocols stands behind Protocol; none of it knows
// of cases.
package wire

import (
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Request says what to send, in the words of the contract. It is a value: two
// equal requests ask the same question and need sending only once.
type Request struct {
	Operation *contract.Operation
	Carrier   contract.Carrier
	Format    contract.Format // of the answer; "" leaves the target its default
	Args      contract.Args
	Body      *string // sent as the body instead of Args, where the carrier has one
	Tamper    Tamper
	// Opens is the path of a field whose address is opened when the answer has come, ""
	// for none: what it leads to is the File of the exchange.
	Opens string
	// Again numbers requests that are equal in everything else and still must
	// each be sent.
	Again int

	key string // remembered by Keyed
}

// Tamper is what is wrong, or otherwise, on purpose about the common protocol; the
// zero value is a right request, signed as the target is usually asked.
type Tamper struct {
	// Scheme signs the request by another scheme of its protocol; unsigned targets
	// are asked unsigned all the same.
	Scheme    sign.Scheme `json:",omitempty"`
	Action    string      // instead of the operation's name
	Version   string      // instead of the operation's version
	Signature Forgery
	// Without is the common parameter that is left out, "" for none.
	Without string
	// Name is the common parameter that has another Value, "" for none.
	Name  string `json:",omitempty"`
	Value string `json:",omitempty"`
	// Charset is named by the content type of the body.
	Charset string `json:",omitempty"`
	// Stale moves the time stamp this many seconds into the past, or ahead if it
	// is below zero.
	Stale int
	// Nonce is a nonce that several requests share; "" for one of its own.
	Nonce string
	// Plus writes a blank of a query or a form as a plus sign.
	Plus bool `json:",omitempty"`
}

// Forgery is what is wrong on purpose about the signature.
type Forgery string

// The forgeries.
const (
	Genuine     Forgery = ""
	Unsigned    Forgery = "unsigned"
	WrongKey    Forgery = "wrong-key"    // signed with another secret
	UnknownKey  Forgery = "unknown-key"  // a key id that nobody has
	HalfSigned  Forgery = "half-signed"  // the second half of the signature is another one
	WrongMethod Forgery = "wrong-method" // the signature of the other HTTP method
	Altered     Forgery = "altered"      // the signature of the request without its last argument
)

// Keyed gives the request with its key remembered: a request that many cases
// look at is named thousands of times.
func (r Request) Keyed() Request {
	r.key = r.Key()
	return r
}

// HasKey tells whether the key is remembered.
func (r Request) HasKey() bool { return r.key != "" }

// Altered gives a changed copy, whose key is its own.
func (r Request) Altered(change func(*Request)) Request {
	r.key = ""
	change(&r)
	return r
}

// pairs writes the arguments as name=value pairs: a declared list under its wire
// name, as UserNames.1, UserNames.2 … from its first index, an object as its members,
// as Filters.0.Name, anything else as it stands.
func (r Request) pairs(args contract.Args) []sign.Pair {
	var out []sign.Pair
	for _, arg := range args {
		p, _ := r.Operation.Param(arg.Name)
		out = spread(out, arg.Name, arg.Value, p)
	}
	return out
}

// spread writes one value, which is that of p if the operation has it.
func spread(out []sign.Pair, name string, v contract.Value, p *contract.Param) []sign.Pair {
	switch v.Kind {
	case contract.Object:
		for _, member := range v.Members {
			out = spread(out, name+"."+member.Name, member.Value, p.Member(member.Name))
		}
	case contract.List:
		prefix, first, item := name+".", 0, (*contract.Param)(nil)
		if p != nil && p.Kind == contract.List {
			prefix, first, item = strings.TrimSuffix(name, p.Name)+p.Prefix(), p.First, p.Items
		}
		for i, value := range v.Items {
			out = spread(out, prefix+strconv.Itoa(first+i), value, item)
		}
	default:
		out = append(out, sign.Pair{Name: name, Value: v.Text})
	}
	return out
}
