package contract

import (
	"slices"
	"strings"
)

// Protocol is how an operation is carried. The contract knows no more of it than
// its name; what else belongs to one says wire.Protocol.
type Protocol interface {
	// Name is how spec files call it: "alibaba-rpc".
	Name() string
}

// Format is a format of answers.
type Format string

// The formats that the documents print.
const (
	JSON Format = "json"
	XML  Format = "xml"
)

// Place says where a carrier puts the operation's own parameters.
type Place string

// The places.
const (
	InQuery Place = "query" // name=value pairs in the URL
	InForm  Place = "form"  // name=value pairs in an urlencoded body
	InJSON  Place = "json"  // one JSON object as the body
	InMixed Place = "mixed" // common parameters in the URL, the operation's own in an urlencoded body
	InBoth  Place = "both"  // common parameters and every second of the operation's own in the URL, the others in an urlencoded body
)

// The places that only single parameters have, whatever the carrier; InQuery may be
// one too.
const (
	InPath   Place = "path"   // a segment of the address
	InHeader Place = "header" // a header of its name
)

// Carrier is one way to send the operation's parameters.
type Carrier struct {
	ID     string // "get", "post", "mixed"
	Method string // "GET", "POST" …
	Place  Place
	Level  Level // how strongly serving it is founded; the first carrier is the printed one
	Origin
}

// Operation is everything the documents say about one operation in one revision.
type Operation struct {
	Provider string // "alibaba"
	Product  string // "smartag"
	Name     string // "DescribeUserFlowStatistics"
	Version  string // "2018-03-13"
	Revision string // the day or number of the document's revision, in our own words
	Document string // "000"
	// Superseded is true for a document that a later one replaces.
	Superseded bool
	Protocol   Protocol `json:"-"` // written out it is the vendor's Gateway
	Host       string   // host of the real service as documented, "" where none is
	// Path is the template of the operation's address, "/instances/{InstanceId}", where
	// the protocol knows operations by method and path; "" elsewhere.
	Path    string `json:",omitempty"`
	Summary string // our own words

	Carriers  []Carrier // the printed one first
	Formats   []FormatFact
	Envelope  EnvelopeFact
	Params    []Param
	Common    []CommonParam
	Response  Field
	Errors    []ErrorCode
	Readings  []ReadingSet
	Rules     []Rule // between parameters
	Relations []Relation
	Examples  []Example
	Notes     []Note
	Uncited   []Uncited
	Questions []Question // of a draft: what it leaves open
	Rate      *Rate
	Effect    EffectFact
	Gateway   GatewayFacts // of the provider
	Origin
}

// FormatFact is a format the operation answers in, and what says so.
type FormatFact struct {
	Format Format
	Origin
}

// EnvelopeFact is the member that wraps every answer ("Response" at Tencent),
// empty where answers are not wrapped, and the name of the XML root as printed.
type EnvelopeFact struct {
	Member  string
	XMLRoot string
	Origin
}

// CommonParam is a row of a document's parameter table that is carried with the
// request itself rather than among the operation's own parameters (003:27-29).
type CommonParam struct {
	Name     string
	Required bool
	Value    string // the one value the document gives, "" if it gives none
	Origin
}

// Rate is the promised frequency: PerSecond requests are served each second.
type Rate struct {
	PerSecond int
	Origin
}

// Note is a contradiction or oddity of the document that is no reading; ID in
// words, Text in ours. A note that can be put to a target says how: Ask.
type Note struct {
	ID   string
	Text string
	Ask  *Ask
	Origin
}

// Ask is a request about which the documents contradict themselves so far that
// any orderly answer is right.
type Ask struct {
	Action string // another value of Action, "" for the operation's own
	Args   Args   // nil for the plain request
}

// Uncited is a stretch of a document that no fact cites, with the reason.
type Uncited struct {
	Reason string
	Origin
}

// Question is what a draft leaves open about a place of its file.
type Question struct{ At, Text string }

// Key is the name of the operation in ids: "smartag/DescribeUserFlowStatistics".
func (o *Operation) Key() string { return o.Product + "/" + o.Name }

// Param finds a parameter by name, or a place below one by its path.
func (o *Operation) Param(path string) (*Param, bool) {
	name, rest, _ := strings.Cut(path, "/")
	i := slices.IndexFunc(o.Params, func(p Param) bool { return p.Name == name })
	if i < 0 {
		return nil, false
	}
	return o.Params[i].Find(rest)
}

// List finds the list parameter whose items are called by a name and a number.
func (o *Operation) List(prefix string) (*Param, bool) {
	i := slices.IndexFunc(o.Params, func(p Param) bool { return p.Kind == List && p.Prefix() == prefix })
	if i < 0 {
		return nil, false
	}
	return &o.Params[i], true
}

// RowMatches tells whether a received code is a row's: the code itself, or one below
// it where codes have codes below them.
func (o *Operation) RowMatches(row *ErrorCode, code string) bool {
	return code == row.Code || o.Gateway.Codes.Hierarchical && under(code, row.Code)
}

// RowFor finds the first row that a received code is of.
func (o *Operation) RowFor(code string) (*ErrorCode, bool) {
	i := slices.IndexFunc(o.Errors, func(row ErrorCode) bool { return o.RowMatches(&row, code) })
	if i < 0 {
		return nil, false
	}
	return &o.Errors[i], true
}

// Error finds an error row by code.
func (o *Operation) Error(code string) (*ErrorCode, bool) {
	i := slices.IndexFunc(o.Errors, func(e ErrorCode) bool { return e.Code == code })
	if i < 0 {
		return nil, false
	}
	return &o.Errors[i], true
}

// Reading finds the reading set that speaks of a place ("response/…" or a
// parameter name) in one aspect.
func (o *Operation) Reading(at string, aspect Aspect) (*ReadingSet, bool) {
	i := slices.IndexFunc(o.Readings, func(r ReadingSet) bool { return r.At == at && r.Aspect == aspect })
	if i < 0 {
		return nil, false
	}
	return &o.Readings[i], true
}

// Typed tells whether values have kinds on the wire: not so where every carrier
// puts them into pairs of texts.
func (o *Operation) Typed() bool {
	return slices.ContainsFunc(o.Carriers, func(c Carrier) bool { return c.Place == InJSON })
}

// HasFormat tells whether the operation answers in a format.
func (o *Operation) HasFormat(format Format) bool {
	return slices.ContainsFunc(o.Formats, func(f FormatFact) bool { return f.Format == format })
}
