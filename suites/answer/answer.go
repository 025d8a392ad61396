// Package answer reads what came back: which kind of answer it is, its envelope,
// its fields and rows, and where in the body each of them stands. It asks
// nothing and judges nothing.
package answer

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// Class says what kind of answer came.
type Class string

// The classes.
const (
	Silent      Class = "silent"     // no answer, or not a whole one
	Unreadable  Class = "unreadable" // an answer that is not of the protocol
	Success     Class = "success"    // the operation's result
	Refusal     Class = "refusal"    // the request itself is refused
	Elsewhere   Class = "elsewhere"  // refused for its signature, its frequency, its action or version
	Broken      Class = "broken"     // the server says that it failed
	NotLookedAt Class = "left"       // not looked at: the target does not serve this way of asking
)

// Answer is an exchange as read: what kind of answer it is, and its parts.
type Answer struct {
	Exchange              *wire.Exchange
	Class                 Class
	Trouble               Trouble         // why it is Silent or Unreadable
	Format                contract.Format // of the body; "" when it could not be read
	Faults                []body.Fault    // what is wrong with a body that could still be read
	Root                  string          // name of the XML root
	Code                  string
	Message               string
	CodeNode, MessageNode *body.Node // the two as sent, nil if absent; without what they hold
	// Unwrapped is true if the envelope is not around the answer, Around is what
	// is there instead or beside it, and ErrorMisplaced is true if the code does
	// not stand where the vendor puts it.
	Unwrapped      bool
	Around         string
	ErrorMisplaced bool
	RequestID      *body.Node // nil if absent
	payload        *body.Node
	source         payloadSource // where the payload is when it is not kept here
	values         int64         // of one from a cache: how many the body has, about
}

// Read reads an exchange's answer by the rules of its protocol.
func Read(x *wire.Exchange) *Answer {
	a := &Answer{Exchange: x}
	switch {
	case x.Failure != wire.Answered:
		a.Class, a.Trouble = Silent, Trouble{Kind: NoAnswer, Detail: x.Detail}
		return a
	case x.Cut:
		a.Class, a.Trouble = Unreadable, Trouble{Kind: TooLong}
		return a
	}
	a.read()
	if a.Class == Unreadable {
		if x.Status >= 500 {
			a.Class = Broken
		}
		return a
	}
	a.classify()
	return a
}

// read reads the body in the format that was asked for, or else in the other
// one: a server that answers in the wrong format is wrong about that and may
// be right about all else.
func (a *Answer) read() {
	op, asked := a.Exchange.Request.Operation, a.Exchange.AskedFormat()
	node, err := a.readAs(asked)
	if err != nil && op.HasFormat(contract.XML) {
		other := contract.XML
		if asked == contract.XML {
			other = contract.JSON
		}
		if n, e := a.readAs(other); e == nil {
			node, err = n, nil
		}
	}
	switch {
	case err != nil:
		a.Class, a.Trouble = Unreadable, unreadable(a.Exchange, asked, err)
	case node.Kind != body.Object:
		a.Format = ""
		a.Class, a.Trouble = Unreadable, Trouble{Kind: NoObject, Detail: string(node.Kind)}
	default:
		a.payload = node
	}
}

func (a *Answer) readAs(format contract.Format) (*body.Node, error) {
	if format == contract.XML {
		root, faults, err := body.XML(a.Exchange.Body)
		if err != nil || body.LooksLikeHTML(a.Exchange.Body) {
			if err == nil {
				err = errPage
			}
			return nil, err
		}
		a.Format, a.Faults, a.Root = format, faults, root.Name
		return fold(root, a.Exchange.Request.Operation), nil
	}
	node, faults, err := body.JSON(a.Exchange.Body)
	if err != nil {
		return nil, err
	}
	a.Format, a.Faults, a.Root = format, faults, ""
	return node, nil
}

// RequestIDText is the request id, and whether there is one that is a string.
func (a *Answer) RequestIDText() (string, bool) {
	if a.RequestID == nil || a.RequestID.Kind != body.String {
		return "", false
	}
	return a.RequestID.Text, true
}

// Unreached tells whether there is no answer because the target could not be
// asked, which says nothing about the implementation.
func (a *Answer) Unreached() bool {
	return a.Exchange.Failure == wire.Unreachable || a.Exchange.Failure == wire.NotSent
}

// Refused tells whether the answer is a refusal, of whatever sort.
func (a *Answer) Refused() bool { return a.Class == Refusal || a.Class == Elsewhere }

// Readable tells whether the answer could be read and the server did not fail.
func (a *Answer) Readable() bool { return a.Class == Success || a.Refused() }
