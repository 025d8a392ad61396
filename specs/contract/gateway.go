package contract

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// GatewayFacts are what a vendor's common pages say of the gateway in front of
// its operations: read from the file gateway.yaml of the vendor's folder.
// RequestId, Code and Message are called so by every gateway that can be asked.
type GatewayFacts struct {
	// UpperIDs is true where request ids are written in capitals.
	UpperIDs bool
	Media    map[Format]string // the content type of answers in each format
	Error    ErrorForm
	Codes    GatewayCodes
	Refusals []GatewayRefusal
	Accepts  []GatewayLiberty
	SetUp    []SetUpRefusal `json:"-"` // nothing that is asked about
	// Answers are the words that the emulator refuses with.
	Answers map[GatewayFault]GatewayAnswer
}

// ErrorForm is what a refusal looks like.
type ErrorForm struct {
	Status  Statuses
	Wrapper string // the member around every refusal, "" for none
	Member  string // the member that holds Code and Message, "" where they stand in the answer itself
	// Root is the name of the XML root, and Declaration the XML declaration, ""
	// for the usual one.
	Root, Declaration string
	Members           []ErrorMember // in the order they are written
}

// ElementName is the name that the whole error has somewhere: the member that holds
// it, or the XML root.
func (f *ErrorForm) ElementName() string {
	if f.Member != "" {
		return f.Member
	}
	return f.Root
}

// ErrorMember is a member of a refusal. Value has {request-id}, {host}, {code},
// {message} and {product} in it.
type ErrorMember struct {
	Name, Value string
	Format      Format // the one format that has it, "" for each
	Optional    bool   // not every refusal has it
}

// Statuses are the HTTP statuses from From up to To.
type Statuses struct{ From, To int }

// Has tells whether a status is one of them.
func (s Statuses) Has(status int) bool { return s.From <= status && status <= s.To }

// Other gives a status that an answer may come with and that is none of them:
// 200, or 400 where that is one.
func (s Statuses) Other() int {
	if s.Has(http.StatusOK) {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

func (s Statuses) String() string {
	switch s {
	case Statuses{s.From, s.From}:
		return fmt.Sprint(s.From)
	case Statuses{400, 499}:
		return "a client error"
	}
	return fmt.Sprintf("%d to %d", s.From, s.To)
}

// Codes are codes and beginnings of codes.
type Codes []string

// Begin tells whether a code is one of them, or begins with one.
func (c Codes) Begin(code string) bool {
	return slices.ContainsFunc(c, func(beginning string) bool { return strings.HasPrefix(code, beginning) })
}

// GatewayCodes sort the codes of refusals.
type GatewayCodes struct {
	// Hierarchical is true where a code may come as one below it, with a dot
	// between: InvalidParameterValue.Type for InvalidParameterValue.
	Hierarchical bool
	Failure      Codes // the server failed
	Throttled    Codes // too many requests
	Common       Codes // the gateway refused, before the operation saw anything
	Values       Codes // common codes for a value that is none of its parameter's, beside those of the operation's rows
	Others       Codes // those further common codes with which, where they are listed, every code there is is known
}

// Listed tells whether a code is one of an operation's rows or a common one, or below one of
// these; told is false where the common ones are not all known.
func (o *Operation) Listed(code string) (listed, told bool) {
	codes := o.Gateway.Codes
	known := slices.Concat(codes.Failure, codes.Throttled, codes.Common, codes.Values, codes.Others)
	for _, row := range o.Errors {
		known = append(known, row.Code)
	}
	return slices.ContainsFunc(known, func(k string) bool { return under(code, k) }), len(codes.Others) > 0
}

// Refuses tells whether a code is one that the gateway refuses a fault with.
func (g *GatewayFacts) Refuses(fault GatewayFault, code string) bool {
	return slices.ContainsFunc(g.Refusals, func(r GatewayRefusal) bool { return r.When == fault && r.Codes.Begin(code) })
}

// Known tells whether a code is one of the vendor's that this says anything of: one that
// it sorts, refuses with, or has words for.
func (g *GatewayFacts) Known(code string) bool {
	for _, codes := range []Codes{g.Codes.Failure, g.Codes.Throttled, g.Codes.Common} {
		if codes.Begin(code) {
			return true
		}
	}
	for _, a := range g.Answers {
		if before, _, _ := strings.Cut(a.Code, "{name}"); before != "" && strings.HasPrefix(code, before) {
			return true
		}
	}
	return slices.ContainsFunc(g.Refusals, func(r GatewayRefusal) bool { return r.Codes.Begin(code) })
}

// GatewayRefusal says how a gateway refuses such a request: with a code that is,
// or begins with, one of Codes.
type GatewayRefusal struct {
	When    GatewayFault
	Codes   Codes
	Name    string // of the common parameter that is left out, or has another value; what is the matter with a body
	Level   Level  // "" for should: an exception has its reason beside it
	Value   string // that it has instead, "" where it is left out; the HTTP method; a body, with the right one but for its last brace as {body}
	Seconds int    // how old a stale request is, or how far ahead
	Text    string
	Origin
}

// GatewayLiberty is a request that is written otherwise than the operation's document
// prints it, as the vendor's own clients do, and that the gateway takes all the same.
type GatewayLiberty struct {
	ID     string
	Name   string // of the common parameter that is written otherwise or added, "" for none
	Value  string // of it; "{format}" is the name of the format of the answer, in small letters
	Method string // HTTP method of a request that has its parameters in Place; "" as printed
	Place  Place
	// Charset is named by the content type, "" for none.
	Charset string
	// Scheme is the signature that the liberty is one of, "" for the usual one.
	Scheme string
	// Seconds are how old the request is, 0 for a new one.
	Seconds int
	Text    string
	Origin
}

// ByFormat tells whether the liberty is another one in each format of answers.
func (l GatewayLiberty) ByFormat() bool { return strings.Contains(l.Value, "{format}") }

// Freedom gives the common parameter that a liberty adds where the document of the
// operation itself states that it is optional (003:29): then taking it is a question
// about the document, and not only about the vendor's common pages.
func (o *Operation) Freedom(l GatewayLiberty) (*CommonParam, bool) {
	i := slices.IndexFunc(o.Common, func(p CommonParam) bool { return p.Name == l.Name && !p.Required && p.Sources.Stated() })
	if i < 0 {
		return nil, false
	}
	return &o.Common[i], true
}

// LibertyAsked gives the requirement, below the operation, that a liberty is asked for.
func (o *Operation) LibertyAsked(l GatewayLiberty) string {
	if p, ok := o.Freedom(l); ok {
		return p.Name + "/" + string(Optional)
	}
	return "gateway/" + l.ID
}

// ValueIn gives the value that is written where answers are asked for in a format.
func (l GatewayLiberty) ValueIn(format Format) string {
	return strings.ReplaceAll(l.Value, "{format}", strings.ToLower(string(format)))
}

// ID tells a refusal apart from the gateway's others: "incomplete-Timestamp".
func (r GatewayRefusal) ID() string {
	if r.When == Incomplete || r.When == Unreadable {
		return string(r.When) + "-" + r.Name
	}
	return string(r.When)
}

// GatewayAnswer is how a refusal is worded. Code and Message have {name},
// {product}, {detail}, {signed}, {sent} and {limit} in them.
type GatewayAnswer struct {
	Code    string
	Status  int // 0 for the usual one, Error.Status.From
	Message string
	Row     string // where the operation has a row whose code begins so, that row is answered instead
	Other   string // a code for too many items that is as good
}
