package sdk

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
)

// Differences holds a client's types of an operation against its document, in the
// words and with the weights of a spec diff. client names the new side. It errs
// as revision.Compare does.
func Differences(document *revision.Document, client string, t Types) ([]revision.Change, error) {
	theirs := document.As(revision.Account{File: client, Request: members(t.Request), Answer: members(t.Response)})
	changes, err := revision.Compare(document, theirs)
	if err != nil {
		return nil, err
	}
	for i := range changes {
		changes[i].Say(saying(changes[i].Kind))
		changes[i].Weight = weighing(changes[i].Kind, changes[i].Weight)
		changes[i].New.Sources = nil // it is not the document that says so
	}
	return changes, nil
}

// members turns a client's members into those of a document.
func members(list []Member) []revision.Member {
	if list == nil {
		return nil
	}
	out := make([]revision.Member, len(list))
	for i, m := range list {
		out[i] = *member(&m)
	}
	return out
}

func member(m *Member) *revision.Member {
	out := &revision.Member{Name: m.Name, Types: types(m), Required: m.Required, Values: m.Values, Fields: members(m.Fields)}
	if m.Items != nil {
		out.Items = member(m.Items)
	}
	return out
}

// types gives the types of JSON that a member can have.
func types(m *Member) []string {
	switch {
	case m.Kind == "any":
		return nil
	case m.Kind == "list":
		return []string{string(contract.List)}
	case m.Kind == "number" && m.Type == "number": // JavaScript has one type for all numbers
		return []string{string(contract.Integer), string(contract.Number)}
	}
	return []string{m.Kind}
}

// weighing is what a difference weighs where the new side is a client: those who
// call are its users. A client that counts on less, or knows more, breaks nobody;
// one that reads a documented answer of one type only breaks on the other.
func weighing(kind string, usual revision.Weight) revision.Weight {
	switch kind {
	case "response/required/lost", "request/required/lost", "request/added", "response/added", "response/added-required":
		return revision.Loosens
	case "response/type/narrowed", "response/enum/introduced", "response/enum/value/removed":
		return revision.BreaksCallers
	}
	return usual
}

// saying is the sentence of a difference between a document and a client.
func saying(kind string) string {
	says := map[string]string{
		"request/added":             "the client sends {at}, which the documents do not know",
		"request/added-required":    "the client demands {at}, which the documents do not know",
		"request/removed":           "the client cannot send {at}",
		"request/removed-required":  "the client cannot send {at}, which is required",
		"request/renamed":           "the client sends {new} where the documents say {old}",
		"request/required/gained":   "the client demands {at}, which is optional",
		"request/required/lost":     "the client does not demand {at}, which is required",
		"response/added":            "the client reads {at}, which the documents do not know",
		"response/added-required":   "the client counts on {at}, which the documents do not know",
		"response/removed":          "the client does not read {at}",
		"response/removed-required": "the client does not read {at}, which is always there",
		"response/renamed":          "the client reads {new} where the documents print {old}",
		"response/required/gained":  "the client counts on {at}, which may be missing",
		"response/required/lost":    "the client does not count on {at}, which is always there",
	}
	if text, ok := says[kind]; ok {
		return text
	}
	for _, side := range []string{"request", "response"} {
		switch kind {
		case side + "/enum/value/added":
			return "the client knows a value of {at} that the documents do not: {new}"
		case side + "/enum/value/removed":
			return "the client lacks a value of {at}: {old}"
		case side + "/enum/introduced":
			return "the client knows {at} only as one of {new}"
		}
	}
	return "{at} is {new} to the client, {old} in the documents"
}

// Named is a client as a side of a diff is named: "go-alibaba-typed-json
// (alibaba-cloud-sdk-go 1.63.107)".
func Named(column string, d Description) string {
	return fmt.Sprintf("%s (%s %s)", column, d.Client, d.Version)
}
