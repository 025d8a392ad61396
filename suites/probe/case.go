// Package probe derives the cases from the contract: for every fact, the ways
// to ask a target about it, and what it may answer. Cases are values; this
// package sends nothing and judges nothing. Each family of cases, one a
// keyword, has a file of its own and a row in the table of families.
package probe

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// Case is one way to ask about one requirement.
type Case struct {
	// ID is the requirement and the variant, in words:
	// "smartag/DescribeUserFlowStatistics/UserNames/maxItems/over-limit". It
	// never changes its meaning.
	ID          string
	Requirement string
	Operation   *contract.Operation
	Family      string // the keyword of the table of families
	Level       contract.Level
	Profile     contract.Profile
	Text        string // what is demanded, one sentence in our words
	Origin      contract.Origin
	// Requests are what must be sent to decide the case. For most cases it is
	// one; a case about all answers of an operation looks at many.
	Requests []wire.Request
	// Anchor is the smallest sibling request that must be accepted for the case
	// to mean anything: a target that refuses everything passes no refusal.
	Anchor *wire.Request
	// Root is the plain request as printed, where Anchor is sent another way: if
	// it is accepted and the anchor is not, the target does not serve that way,
	// which is one requirement's question and not every case's.
	Root *wire.Request
	Want Want
	// Control asks the first request once more when the case fails: data that
	// changes between two equal requests of a living target proves nothing.
	Control bool
	// Measure, when the case fails, finds out where the limit is.
	Measure *Measure
	Order   Order
	// Skip is why the case cannot be asked of this target, "" if it can.
	Skip string
}

// Want is what a target may answer: one of the types below, never nil.
type Want interface{ want() }

// Accepted wants an answer that is no refusal.
type Accepted struct{}

// Refused wants a refusal of the request itself: any client error, not a
// failure of the server, of the signature or of the frequency.
type Refused struct{}

// Orderly wants either of the two: an answer or a refusal of the request.
type Orderly struct{ Codes []string } // if refused, with one of these codes; nil for any

// RowCode wants the code of an error row. Refusal says that the request must be
// refused; where another case says so already it is false, and an accepted
// request is not this case's business.
type RowCode struct {
	Row         contract.ErrorCode
	Alternative []string // further codes that the profile of the target allows
	Refusal     bool
}

// RowStatus wants the HTTP status of an error row.
type RowStatus struct{ Row contract.ErrorCode }

// RowMessage wants the documented message of an error row.
type RowMessage struct{ Row contract.ErrorCode }

// Present wants a field in every answer, and in every row of a list.
type Present struct{ Field *contract.Field }

// OfKind wants a field to be of a documented kind wherever it is present.
type OfKind struct{ Field *contract.Field }

// Formed wants a field to have its documented form wherever it is present.
type Formed struct{ Field *contract.Field }

// ListAlways wants an empty list to be written as one, not left out or null.
type ListAlways struct{ Field *contract.Field }

// PlainDigits wants a whole number written in digits: clients that keep the
// text of a number hand on an exponent as it stands.
type PlainDigits struct{ Field *contract.Field }

// NotNegative wants an amount not to be below zero.
type NotNegative struct{ Field *contract.Field }

// Sound wants a property of the envelope in every answer the case looks at.
type Sound struct{ Property Property }

// Property is what a Sound case looks at.
type Property string

// The properties of an envelope.
const (
	Wrapped         Property = "wrapped"           // the answer is inside the envelope member
	Rooted          Property = "rooted"            // the XML root has a documented name
	AsAsked         Property = "as-asked"          // the body is of the format that was asked for
	WellFormed      Property = "well-formed"       // one value of the format and nothing else
	UniqueNames     Property = "unique-names"      // no member stands twice
	MediaType       Property = "media-type"        // Content-Type names the format of the body
	RequestIDThere  Property = "request-id"        // a refusal has a RequestId
	RequestIDFilled Property = "request-id-filled" // no RequestId is empty
	RefusalIDFilled Property = "refusal-id-filled" // nor that of a refusal
	RequestIDUnique Property = "request-id-unique" // no RequestId comes twice
	RefusalAsAsked  Property = "refusal-as-asked"  // so is that of a refusal
	SuccessStatus   Property = "success-status"    // an answer that is no refusal has a status of success
	PlainStatus     Property = "plain-status"      // and it is 200
	RefusalStatus   Property = "refusal-status"    // a refusal has the status of its protocol
	RefusalShape    Property = "refusal-shape"     // a refusal has a Code and a Message, both strings
	NoPayload       Property = "no-payload"        // a refusal carries no result beside it
)

// Answered wants a row for at least one of the names that were asked for.
type Answered struct {
	Rows, Key string
	Names     []string
}

// Follows wants one reading of a set, and the same one, in all answers.
type Follows struct{ Set contract.ReadingSet }

// Current wants no reading that only a superseded document supports.
type Current struct{ Set contract.ReadingSet }

func (Accepted) want()    {}
func (Refused) want()     {}
func (Orderly) want()     {}
func (RowCode) want()     {}
func (RowStatus) want()   {}
func (RowMessage) want()  {}
func (Present) want()     {}
func (OfKind) want()      {}
func (Formed) want()      {}
func (NotNegative) want() {}
func (ListAlways) want()  {}
func (PlainDigits) want() {}
func (Sound) want()       {}
func (Answered) want()    {}
func (Follows) want()     {}
func (Current) want()     {}
