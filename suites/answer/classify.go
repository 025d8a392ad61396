package answer

import (
	"net/http"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// classify tells result from refusal. The vendors' common pages give the two
// envelopes; whether they are right in every part is asked by cases of their
// own, so that this reads generously and notes what stands in the wrong place.
func (a *Answer) classify() {
	op := a.Exchange.Request.Operation
	top := a.payload
	a.unwrap(op)
	a.RequestID, _ = a.payload.Get("RequestId")
	refusal := a.findError(op, top)
	code, hasCode := refusal.Get("Code")
	message, hasMessage := refusal.Get("Message")
	if hasCode {
		a.Code, a.CodeNode = code.Text, alone(code)
	}
	if hasMessage {
		a.Message, a.MessageNode = message.Text, alone(message)
	}
	a.Class = a.class(op, hasCode, hasMessage)
	if a.Class == Unreadable {
		a.Trouble = Trouble{Kind: Redirect}
	}
}

// alone is a value without what it holds, which a target makes as long as it
// likes.
func alone(n *body.Node) *body.Node { return &body.Node{Kind: n.Kind, Text: n.Text, Offset: n.Offset} }

// unwrap takes the envelope off; one that is missing, misnamed or too many is
// noted.
func (a *Answer) unwrap(op *contract.Operation) {
	member := op.Envelope.Member
	if inner, ok := a.payload.Get(member); ok && member != "" && inner.Kind == body.Object {
		a.payload = inner
		return
	}
	a.Unwrapped = member != ""
	if documented(op, a.payload) || len(a.payload.Members) != 1 || a.payload.Members[0].Value.Kind != body.Object {
		return
	}
	if only := a.payload.Members[0]; member != "" || documented(op, only.Value) || only.Name != op.Gateway.Error.ElementName() && refuses(only.Value) {
		a.Around, a.payload = only.Name, only.Value
	}
}

// refuses tells whether an object is a refusal by what it holds.
func refuses(n *body.Node) bool {
	_, code := n.Get("Code")
	_, message := n.Get("Message")
	return code && message
}

// documented tells whether an object has a field of the operation's answer
// beside the request id.
func documented(op *contract.Operation, n *body.Node) bool {
	for _, m := range op.Response.Members {
		if _, ok := n.Get(m.Name); ok && m.Name != "RequestId" {
			return true
		}
	}
	return false
}

// findError finds the object that holds Code and Message: where the vendor puts
// it, and if it is not there, around.
func (a *Answer) findError(op *contract.Operation, top *body.Node) *body.Node {
	form := &op.Gateway.Error
	inner, _ := a.payload.Get(form.ElementName())
	innermost, _ := inner.Get(form.ElementName())
	outer, _ := top.Get(form.ElementName())
	places := []*body.Node{a.payload, inner, innermost, outer, top}
	if form.Member != "" {
		places = []*body.Node{inner, a.payload, innermost, outer, top}
	}
	for i, place := range places {
		if _, ok := place.Get("Code"); !ok {
			continue
		}
		a.ErrorMisplaced = i > 0
		return place
	}
	return places[0]
}

// class tells what kind of answer it is. A result is one whatever its status
// says, which a case of its own looks at.
func (a *Answer) class(op *contract.Operation, hasCode, hasMessage bool) Class {
	status := a.Exchange.Status
	result := documented(op, a.payload)
	wrapped, _ := a.payload.Get(op.Gateway.Error.ElementName())
	switch {
	case status >= 300 && status < 400 && !result:
		return Unreadable
	case hasCode && (status >= 400 || hasMessage || wrapped != nil) && !(result && status < 400 && wrapped == nil):
		return refusalClass(&op.Gateway.Codes, a.Code, status)
	case result:
		return Success
	case status >= 500:
		return Broken
	case status >= 400:
		return Refusal // an object at a client error's status; its shape is another case's question
	case wrapped != nil:
		return Refusal
	}
	return Success
}

// refusalClass tells a refusal of the request itself from one of the common
// protocol and from a failure of the server, by the codes that the vendor's
// common pages give these.
func refusalClass(codes *contract.GatewayCodes, code string, status int) Class {
	switch {
	case codes.Throttled.Begin(code):
		return Elsewhere // whatever its status
	case status >= 500, codes.Failure.Begin(code):
		return Broken
	case codes.Common.Begin(code):
		return Elsewhere
	}
	return Refusal
}

// Throttled tells whether an answer asks for fewer requests a second: by its
// code, or by status 429 where there is none, or none that the vendor has.
func (a *Answer) Throttled() bool {
	x := a.Exchange
	return a.gateway().Codes.Throttled.Begin(a.Code) || x.Failure == wire.Answered && x.Status == http.StatusTooManyRequests && !a.knownCode()
}

// knownCode tells whether the vendor or the operation's document has the code.
func (a *Answer) knownCode() bool {
	_, own := a.Exchange.Request.Operation.RowFor(a.Code)
	return own || a.gateway().Known(a.Code)
}

func (a *Answer) gateway() *contract.GatewayFacts { return &a.Exchange.Request.Operation.Gateway }
