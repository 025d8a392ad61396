package want

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

func requestIDFilled(a *answer.Answer, looked bool) (bool, []finding.Finding) {
	id, ok := a.RequestIDText()
	looked = looked && ok
	if bare := strings.TrimSpace(id); looked && bare != "" && bare != id {
		return true, []finding.Finding{requestID(finding.IDPadded, a, "")}
	}
	return looked, findingIf(looked && strings.TrimSpace(id) == "", requestID(finding.IDEmpty, a, ""))
}

func requestID(kind finding.Kind, a *answer.Answer, got string) finding.Finding {
	return finding.Finding{Kind: kind, Path: "RequestId", Place: a.Place(a.RequestID), Got: got}
}

// requestIDThere wants a RequestId that is a string in every refusal.
func requestIDThere(a *answer.Answer) (bool, []finding.Finding) {
	if !a.Refused() {
		return false, nil
	}
	if a.RequestID == nil {
		return true, []finding.Finding{requestID(finding.IDMissing, a, "")}
	}
	f := requestID(finding.IDOtherKind, a, "")
	f.GotKind = contract.Kind(a.RequestID.Kind)
	return true, findingIf(a.RequestID.Kind != body.String, f)
}

// uniqueRequestIDs looks at the ids of an operation's answers, which no answer
// to another operation has either; empty ones are another requirement's question.
func uniqueRequestIDs(e Evidence) look {
	seen := map[string]bool{}
	others := func(a *answer.Answer) bool { return a.Exchange.Request.Operation.Key() != e.Operation.Key() }
	for _, a := range e.Answers {
		if id, ok := a.RequestIDText(); ok && others(a) {
			seen[id] = true
		}
	}
	return func(a *answer.Answer) (bool, []finding.Finding) {
		id, ok := a.RequestIDText()
		if !ok || strings.TrimSpace(id) == "" || others(a) {
			return false, nil
		}
		repeated := seen[id]
		seen[id] = true
		return true, findingIf(repeated, requestID(finding.IDRepeated, a, id))
	}
}

// refusalStatus wants a status that the vendor's common pages give refusals.
func refusalStatus(a *answer.Answer) (bool, []finding.Finding) {
	usual := a.Exchange.Request.Operation.Gateway.Error.Status
	return a.Refused(), findingIf(a.Refused() && !usual.Has(a.Exchange.Status), status(finding.RefusalStatus, a, usual.String()))
}

// refusalShape wants a Code and a Message, both strings, none of them empty.
func refusalShape(a *answer.Answer) (bool, []finding.Finding) {
	if !a.Refused() {
		return false, nil
	}
	if a.ErrorMisplaced {
		return true, []finding.Finding{{Kind: finding.CodeMisplaced, Path: "Code", Place: a.Place(a.CodeNode)}}
	}
	var out []finding.Finding
	for _, part := range []struct {
		name string
		node *body.Node
	}{{"Code", a.CodeNode}, {"Message", a.MessageNode}} {
		f := finding.Finding{Path: part.name, Place: a.Place(part.node)}
		switch {
		case part.node == nil:
			f.Kind = finding.PartAbsent
		case part.node.Kind != body.String:
			f.Kind, f.GotKind = finding.PartOtherKind, contract.Kind(part.node.Kind)
		case strings.TrimSpace(part.node.Text) == "":
			f.Kind = finding.PartEmpty
		default:
			continue
		}
		out = appendFindings(out, f)
	}
	return true, out
}

// refusalRooted wants the XML root of a refusal to have the vendor's name.
func refusalRooted(a *answer.Answer) (bool, []finding.Finding) {
	if !a.Refused() || a.Root == "" {
		return false, nil
	}
	known := a.Root == a.Exchange.Request.Operation.Gateway.Error.Root
	return true, findingIf(!known, finding.Finding{Kind: finding.OtherRoot, Got: a.Root, Place: a.Place(a.Payload())})
}

// noPayload wants none of the operation's own fields beside a refusal.
func noPayload(a *answer.Answer) (bool, []finding.Finding) {
	if !a.Refused() {
		return false, nil
	}
	var out []finding.Finding
	for i := range a.Exchange.Request.Operation.Response.Members {
		f := &a.Exchange.Request.Operation.Response.Members[i]
		if node, ok := a.Payload().Get(f.Name); ok && f.Name != "RequestId" && node.Kind != body.Null {
			out = appendFindings(out, finding.Finding{Kind: finding.ResultBeside, Path: f.Name, Place: a.Place(node)})
		}
	}
	return true, out
}

// codeListed wants the code of a refusal to be one that the operation's page or the common
// one has, or one below it.
func codeListed(a *answer.Answer) (bool, []finding.Finding) {
	listed, told := a.Exchange.Request.Operation.Listed(a.Code)
	if !told || !a.Refused() || a.CodeNode == nil || a.CodeNode.Kind != body.String {
		return false, nil
	}
	return true, findingIf(!listed, finding.Finding{Kind: finding.CodeUnlisted, Path: "Code", Place: a.Place(a.CodeNode), Code: a.Code})
}
