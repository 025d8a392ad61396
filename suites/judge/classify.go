package judge

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// classify tells result from refusal. The vendors' common pages give the two
// envelopes; whether they are right in every part is asked by cases of their
// own, so that this reads generously.
func (a *Answer) classify() {
	op := a.Exchange.Request.Operation
	refusal := a.Payload
	if member := op.Envelope.Member; member != "" {
		if inner, ok := a.Payload.Get(member); ok && inner.Kind == body.Object {
			a.Payload = inner
		} else {
			a.Unwrapped = true
		}
		refusal, _ = a.Payload.Get("Error")
	}
	a.RequestID, _ = a.Payload.Get("RequestId")
	code, hasCode := refusal.Get("Code")
	message, hasMessage := refusal.Get("Message")
	if hasCode {
		a.Code, a.CodeKind = code.Text, code.Kind
	}
	if hasMessage {
		a.Message, a.MessageKind = message.Text, message.Kind
	}
	a.Class = a.class(op, refusal != nil && hasCode, refusal != nil && hasMessage)
	if a.Class == Unreadable {
		a.Reason = fmt.Sprintf("status %d with neither a result nor an error code", a.Exchange.Status)
	}
}

func (a *Answer) class(op *contract.Operation, hasCode, hasMessage bool) Class {
	status := a.Exchange.Status
	tencent := op.Protocol == contract.TencentAPI3
	wrapped, _ := a.Payload.Get("Error")
	switch {
	case status >= 500:
		return Broken
	case status >= 300 && status < 400:
		return Unreadable
	case tencent && wrapped != nil, !tencent && hasCode && (status >= 400 || hasMessage):
		return refusalClass(op.Protocol, a.Code)
	case status >= 400:
		if hasMessage {
			return Refusal
		}
		return Unreadable
	}
	return Success
}

// refusalClass tells a refusal of the request itself from one of the common
// protocol and from a failure of the server, by the codes of wire-facts 1.6
// and 2.5.
func refusalClass(protocol contract.Protocol, code string) Class {
	failures := []string{"InternalError", "ServiceUnavailable"}
	common := []string{"Signature", "InvalidAccessKeyId", "InvalidTimeStamp", "InvalidSignatureMethod", "IncompleteSignature",
		"Throttling", "InvalidAction", "InvalidApi", "InvalidVersion", "InvalidProduct", "InvalidProtocol", "UnsupportedHTTPMethod",
		"Forbidden", "InvalidSecurityToken", "MissingAction", "MissingVersion", "MissingTimestamp", "MissingAccessKeyId", "MissingSignature"}
	if protocol == contract.TencentAPI3 {
		common = []string{"AuthFailure", "RequestLimitExceeded", "InvalidAction", "NoSuchVersion", "NoSuchProduct", "UnsupportedProtocol",
			"UnsupportedRegion", "RequestSizeLimitExceeded", "ActionOffline", "UnauthorizedOperation", "DryRunOperation"}
	}
	for _, prefix := range failures {
		if strings.HasPrefix(code, prefix) {
			return Broken
		}
	}
	for _, prefix := range common {
		if strings.HasPrefix(code, prefix) {
			return Elsewhere
		}
	}
	return Refusal
}

// Throttled tells whether an answer asks for fewer requests a second.
func (a *Answer) Throttled() bool {
	if a.Class == Elsewhere {
		return strings.HasPrefix(a.Code, "Throttling") || strings.HasPrefix(a.Code, "RequestLimitExceeded")
	}
	return a.Exchange.Failure == wire.Answered && a.Exchange.Status == 429
}

func orHTML(err error) error {
	if err != nil {
		return err
	}
	return errors.New("the body is an HTML page")
}

// unreadable says why a body is not of the format that was asked for.
func unreadable(x *wire.Exchange, asked contract.Format, err error) string {
	switch {
	case len(x.Body) == 0:
		return "the body is empty"
	case body.LooksLikeHTML(x.Body):
		return "the body is an HTML page"
	}
	return fmt.Sprintf("the body is not %s: %s", strings.ToUpper(string(asked)), err)
}
