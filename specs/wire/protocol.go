package wire

import (
	"net/http"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Protocol is everything that differs from one protocol to another about how a
// request is written, read and signed. Each has a package of its own below this
// folder, and specs.Protocols is the table of them; whoever asks for an
// operation's takes it from the operation, and asks nobody which one it is.
//
// What a protocol's answers look like, and with which codes its gateway refuses,
// is data: contract.GatewayFacts.
type Protocol interface {
	contract.Protocol
	// Encode writes the HTTP request that a draft is of. It fails only where
	// Draft.Build does.
	Encode(*Draft) (*http.Request, error)
	// Decode reads a request off the wire, whatever is wrong with it. body is
	// what was read from the request.
	Decode(request *http.Request, body []byte) Received
	// Marked tells whether a request, as Decode read it, holds something that
	// clients of no other protocol send: an emulator of several goes by it.
	Marked(*Received) bool
	// Verify judges the signature of a request that Decode read.
	Verify(request *http.Request, body []byte, r *Received, lookup sign.Lookup, now time.Time) sign.Verdict
	// Routed tells whether operations are known by the method and the path of a request,
	// which a spec file then says in its paths. Otherwise a request spells out an action.
	Routed() bool
	// ListsFrom is the number of a list's first item, where it is sent as pairs and
	// the document does not say.
	ListsFrom() int
	// Schemes are the signatures that a target file may ask for, the usual one
	// first.
	Schemes() []sign.Scheme
	// Credentials names the environment variables of a key, those that the
	// vendor's own tools read.
	Credentials() Variables
}

// Variables are the names of the environment variables that hold a key. Other
// variables of the vendor's tools begin with Prefix.
type Variables struct{ Prefix, ID, Secret, Token string }

// String names the two that a key needs.
func (v Variables) String() string { return v.ID + " and " + v.Secret }

// Read gives the key that the variables hold; ok is false unless both its id
// and its secret are there.
func (v Variables) Read(getenv func(string) string) (key sign.Credentials, ok bool) {
	key = sign.Credentials{ID: getenv(v.ID), Secret: getenv(v.Secret), Token: getenv(v.Token)}
	return key, key.ID != "" && key.Secret != ""
}

// ProtocolOf gives the protocol of an operation. It panics for an operation that was
// made without one, which the loader never does.
func ProtocolOf(op *contract.Operation) Protocol {
	protocol, ok := op.Protocol.(Protocol)
	if !ok {
		panic("operation " + op.Key() + " was made without a protocol")
	}
	return protocol
}
