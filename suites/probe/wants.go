package probe

import "github.com/plumbline/plumbline/specs/contract"

// The wants of cases that compare several answers.

// Same wants the answers to Requests[0] and Requests[1] to be equal, field by
// field; request ids may differ. Fields limits the comparison to these paths,
// nil compares all. Rows, if there are any, are matched by Key.
type Same struct {
	Fields    []string
	Rows, Key string
}

// Holds wants a relation between an answer and its own request, in every answer.
type Holds struct{ Relation contract.Relation }

// Adds wants a field of the first answer to be the sum of it in the others.
type Adds struct{ Fields []string }

// Unites wants the rows of the first answer to be those of the others together.
type Unites struct{ Rows, Key string }

// Encoded wants a list that is written in an unusual way to be understood, each
// name answered, or the request refused.
type Encoded struct {
	Rows, Key string
	Names     []string
	// Set is the reading set that tells whether commas separate names, nil
	// where the documents do not raise the question.
	Set *contract.ReadingSet
}

// Denied wants a refusal of whatever kind, with a code that is or begins with
// one of Codes; the last request is the one that is judged.
type Denied struct{ Codes []string }

// Ranked wants a request with several faults to be refused by a code of one of
// them; which one it is, is recorded.
type Ranked struct{ Codes []string }

// Served wants every one of many requests at once to be answered.
type Served struct{ PerSecond int }

func (Same) want()    {}
func (Holds) want()   {}
func (Adds) want()    {}
func (Unites) want()  {}
func (Encoded) want() {}
func (Denied) want()  {}
func (Ranked) want()  {}
func (Served) want()  {}

// Measure says how the true limit of a list is found when it is not where the
// document puts it: by asking for its first n items.
type Measure struct {
	Parameter string
	Items     []string
	Accepted  int // a number that was accepted
	Refused   int // a number that was, or may be, refused
}

// Order says how the requests of a case are sent.
type Order string

// The orders.
const (
	AnyOrder  Order = ""
	InTurn    Order = "in turn" // one after the other
	AllAtOnce Order = "at once" // within a second, without repeating what is throttled
)
