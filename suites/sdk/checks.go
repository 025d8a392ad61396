package sdk

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/record"
)

// Check names one thing that is asked of a request.
type Check string

// The checks, in the order in which they are told.
const (
	SentOnce       Check = "sent"      // a request went out, and one only
	OperationCheck Check = "operation" // it names the operation, where the protocol has it
	VersionCheck   Check = "version"   // it names the version
	SignatureCheck Check = "signature" // its signature, made again, is the same
	WrittenCheck   Check = "written"   // it can be read without guessing
	RequiredCheck  Check = "required"  // what the document requires is there
	ListCheck      Check = "list"      // lists are written as the protocol has them, from the first number on
	KindCheck      Check = "kind"      // numbers are numbers, strings are strings
	LimitCheck     Check = "limit"     // no list is longer than the document allows
	ValueCheck     Check = "value"     // what arrives is what the client was given
	UnknownCheck   Check = "unknown"   // nothing is there that the documents do not know
	ToldCheck      Check = "told"      // a refusal reaches the user
	RefusedCheck   Check = "refused"   // the recorder serves it: its nonce is new, its method and names are known
	SecretCheck    Check = "secret"    // the secret key stays where it is
	ApartCheck     Check = "apart"     // of calls made at once each gets its own answer
	AskedCheck     Check = "asked"     // every parameter, and each value that is counted, can be said
)

// allChecks are all of them, in that order.
func allChecks() []Check {
	return []Check{
		SentOnce, OperationCheck, VersionCheck, SignatureCheck, WrittenCheck, RequiredCheck, ListCheck, KindCheck, LimitCheck, ValueCheck,
		UnknownCheck, ToldCheck, RefusedCheck, SecretCheck, ApartCheck, AskedCheck,
	}
}

// Finding is one thing wrong about what a client sent.
type Finding struct {
	Check  Check          `json:"check"`
	Level  contract.Level `json:"level"`
	Detail string         `json:"detail"`
	// Signed is what should have been signed, of a signature that does not match.
	Signed string `json:"signed,omitempty"`

	about string // what it is about, without the values that differ from one request to the next
	// Accepted is what a baseline says of it.
	Accepted *record.Accepted `json:"accepted,omitempty"`
}
