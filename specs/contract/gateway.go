package contract

// GatewayFault names what is wrong about the common protocol of a request.
type GatewayFault string

// The faults that the vendors' common pages name.
const (
	UnsignedRequest GatewayFault = "unsigned"
	WrongKey        GatewayFault = "wrong-key"
	UnknownKey      GatewayFault = "unknown-key"
	WrongMethod     GatewayFault = "wrong-method"
	StaleRequest    GatewayFault = "stale"
	AheadRequest    GatewayFault = "ahead"
	Replayed        GatewayFault = "replayed"
	UnknownAction   GatewayFault = "unknown-action"
	UnknownVersion  GatewayFault = "unknown-version"
	NoVersion       GatewayFault = "no-version"
	UnknownParam    GatewayFault = "unknown-parameter"
)

// GatewayRefusal says how a gateway refuses such a request: with a code that is,
// or begins with, one of Codes.
type GatewayRefusal struct {
	When    GatewayFault
	Codes   []string
	Seconds int // how old a stale request is, or how far ahead
	Text    string
	Origin
}
