package contract

import "strings"

// GatewayFault names what is wrong about a request to a gateway.
type GatewayFault string

// The faults that the vendors' common pages name, and that cases ask about.
const (
	UnsignedRequest GatewayFault = "unsigned"
	Incomplete      GatewayFault = "incomplete" // one of the common parameters is left out
	WrongKey        GatewayFault = "wrong-key"
	UnknownKey      GatewayFault = "unknown-key"
	HalfSigned      GatewayFault = "half-signed"  // the second half of the signature is another one
	WrongMethod     GatewayFault = "wrong-method" // signed for another HTTP method
	Altered         GatewayFault = "altered"      // something was added after it was signed
	StaleRequest    GatewayFault = "stale"
	AheadRequest    GatewayFault = "ahead"
	Replayed        GatewayFault = "replayed"
	UnknownAction   GatewayFault = "unknown-action"
	UnknownVersion  GatewayFault = "unknown-version"
	NoVersion       GatewayFault = "no-version"
	UnknownParam    GatewayFault = "unknown-parameter" // no parameter of the operation
	UnknownFormat   GatewayFault = "unknown-format"    // of the answer
	OtherSignature  GatewayFault = "signature-method"  // one that the protocol does not have
	OtherCase       GatewayFault = "action-in-small-letters"
	OtherHTTPMethod GatewayFault = "http-method" // neither GET nor POST
	Unreadable      GatewayFault = "unreadable"  // a body that is not what it says it is
	WrongTime       GatewayFault = "time-stamp"  // of another form than time stamps have
)

// Further ones that an emulator has to answer.
const (
	TooLarge          GatewayFault = "too-large"
	WrongSignature    GatewayFault = "signature" // of another form than signatures have
	TooOften          GatewayFault = "too-often"
	Failed            GatewayFault = "failure" // the server's own
	AbsentParameter   GatewayFault = "absent"
	EmptyParameter    GatewayFault = "empty"
	TooManyItems      GatewayFault = "over-limit"
	WrongKind         GatewayFault = "wrong-kind"
	InvalidParameters GatewayFault = "invalid" // any other value
)

// AnsweredFaults tells of each fault that a gateway may have words for whose
// words it takes where it has none: "" if it must have its own.
func AnsweredFaults() map[GatewayFault]GatewayFault {
	return map[GatewayFault]GatewayFault{
		OtherHTTPMethod: "", TooLarge: "", Unreadable: "", UnknownAction: "", UnknownVersion: "",
		UnsignedRequest: "", WrongSignature: "", WrongTime: "", StaleRequest: "", UnknownKey: "", WrongKey: "",
		TooOften: "", Failed: "", AbsentParameter: "", InvalidParameters: "",
		OtherSignature: WrongSignature, Replayed: WrongSignature,
		UnknownFormat: InvalidParameters, EmptyParameter: InvalidParameters, TooManyItems: InvalidParameters,
		WrongKind: InvalidParameters, UnknownParam: InvalidParameters,
	}
}

// Distinguishes tells whether the gateway has words of its own for a fault. What it has
// none for it does not tell apart from others, or does not look at.
func (g *GatewayFacts) Distinguishes(fault GatewayFault) bool {
	_, ok := g.Answers[fault]
	return ok
}

// Code is the gateway's code for a fault about a parameter.
func (g *GatewayFacts) Code(fault GatewayFault, parameter string) string {
	return strings.ReplaceAll(g.Answer(fault).Code, "{name}", parameter)
}

// Answer gives the words for a fault.
func (g *GatewayFacts) Answer(fault GatewayFault) GatewayAnswer {
	if a, ok := g.Answers[fault]; ok {
		return a
	}
	return g.Answers[AnsweredFaults()[fault]]
}
