// Package probe derives the cases from the contract: for every fact, the ways
// to ask a target about it, and what it may answer. Cases are values; this
// package sends nothing and judges nothing. Each family of cases, one a
// keyword, has a file of its own and a row in the table of families.
package probe

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/want"
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
	// Serves is true if the case asks whether a way of asking is served: others that
	// take the way are skipped where it is not.
	Serves bool
	Want   want.Want // never nil
	// Control asks all requests, the anchor's too, again, in order, when the case fails:
	// what does not disagree again, on data that stands still, proves nothing.
	Control bool
	// Measure, when the case fails, finds out where the limit is.
	Measure *Measure
	Order   Order
	// Skip is why the case cannot be asked of this target, "" if it can.
	Skip string
	// Outside is true if that is no lack: the target is not said to serve the operation.
	Outside bool
	// unruly is true if a request of the case is to break a rule between parameters.
	unruly bool
	// Code is the documented code that the case provokes, "" for most.
	Code string
}

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

// Sweeps tells whether the case looks at all answers of an operation, whichever
// other cases asked for, and needs none in particular.
func (c Case) Sweeps() bool { return c.Want.Scope() == want.Run }

// keyed gives the case with the keys of its requests remembered.
func (c Case) keyed() Case {
	if slices.ContainsFunc(c.Requests, func(r wire.Request) bool { return !r.HasKey() }) {
		requests := make([]wire.Request, len(c.Requests))
		for i, r := range c.Requests {
			requests[i] = r.Keyed()
		}
		c.Requests = requests
	}
	if c.Anchor != nil {
		anchor := c.Anchor.Keyed()
		c.Anchor = &anchor
	}
	if c.Root != nil {
		root := c.Root.Keyed()
		c.Root = &root
	}
	return c
}
