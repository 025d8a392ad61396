package judge

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
)

func requestIDFilled(a *answer.Answer, looked bool) finding {
	id, ok := a.RequestIDText()
	looked = looked && ok
	return finding{looked: looked, problem: when(looked && strings.TrimSpace(id) == "", "RequestId is empty")}
}

// requestIDThere wants a RequestId that is a string in every refusal.
func requestIDThere(a *answer.Answer) finding {
	if a.RequestID == nil {
		return refused(a, true, "the refusal has no RequestId")
	}
	return refused(a, a.RequestID.Kind != body.String, "the RequestId of the refusal is "+article(contract.Kind(a.RequestID.Kind)))
}

// uniqueRequestIDs remembers the ids of one sweep; empty ones are another
// requirement's question.
func uniqueRequestIDs() look {
	seen := map[string]bool{}
	return func(a *answer.Answer) finding {
		id, ok := a.RequestIDText()
		if !ok || strings.TrimSpace(id) == "" {
			return finding{}
		}
		repeated := seen[id]
		seen[id] = true
		return finding{looked: true, problem: when(repeated, fmt.Sprintf("RequestId %q was in an earlier answer too", id))}
	}
}

// refusalStatus wants what the vendors' common pages say: a client error at
// Alibaba, 200 at Tencent.
func refusalStatus(a *answer.Answer) finding {
	status := a.Exchange.Status
	if a.Exchange.Request.Operation.Protocol.Name() == "tencent-api3" {
		return refused(a, status != 200, fmt.Sprintf("the status of a refusal is %d, not 200", status))
	}
	return refused(a, status < 400 || status > 499, fmt.Sprintf("the status of a refusal is %d, not a client error", status))
}

func refusalShape(a *answer.Answer) finding {
	var problem string
	switch {
	case a.ErrorMisplaced != "":
		problem = a.ErrorMisplaced
	case a.CodeKind == "":
		problem = "the refusal has no Code"
	case a.CodeKind != body.String:
		problem = "Code is " + article(contract.Kind(a.CodeKind)) + ", not a string"
	case a.Code == "":
		problem = "Code is empty"
	case a.MessageKind == "":
		problem = "the refusal has no Message"
	case a.MessageKind != body.String:
		problem = "Message is " + article(contract.Kind(a.MessageKind)) + ", not a string"
	}
	return refused(a, problem != "", problem)
}

// noPayload wants none of the operation's own fields beside a refusal.
func noPayload(a *answer.Answer) finding {
	for i := range a.Exchange.Request.Operation.Response.Members {
		f := &a.Exchange.Request.Operation.Response.Members[i]
		if f.Name == "RequestId" {
			continue
		}
		if node, ok := a.Payload().Get(f.Name); ok && node.Kind != body.Null {
			return refused(a, true, "the refusal carries "+f.Name+" too")
		}
	}
	return refused(a, false, "")
}
