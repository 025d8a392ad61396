package wire

import (
	"bytes"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// JSON reads a body that is one object: its members become Args, but for those
// that isCommon names, whose texts it gives. An empty body is an object without
// members.
func (r *Received) JSON(content []byte, isCommon func(name string) bool) map[string]string {
	found := map[string]string{}
	if len(bytes.TrimSpace(content)) == 0 {
		return found
	}
	node, faults, err := body.JSON(content)
	if err != nil {
		r.Note(BrokenJSON, "%s", err)
		return found
	}
	for _, fault := range faults {
		switch fault.Flaw {
		case body.DuplicateName:
			r.Note(DuplicateName, "%s", fault)
		default:
			r.Note(BrokenJSON, "%s", fault)
		}
	}
	if node.Kind != body.Object {
		r.Note(BrokenJSON, "the body is not an object but of kind %s", node.Kind)
		return found
	}
	for _, member := range node.Members {
		arg := contract.Arg{Name: member.Name, Value: valueOf(member.Value)}
		if isCommon(member.Name) {
			found[member.Name] = member.Value.Text
			r.common = append(r.common, arg)
			continue
		}
		r.Args = append(r.Args, arg)
	}
	return found
}

// valueOf keeps the kind and the literal of a JSON value.
func valueOf(node *body.Node) contract.Value {
	switch node.Kind {
	case body.String:
		return contract.Text(node.Text)
	case body.Number:
		kind := contract.Integer
		if strings.ContainsAny(node.Text, ".eE") {
			kind = contract.Number
		}
		return contract.Value{Kind: kind, Text: node.Text}
	case body.Boolean:
		return contract.Value{Kind: contract.Boolean, Text: node.Text}
	case body.Array:
		items := make([]contract.Value, len(node.Items))
		for i, item := range node.Items {
			items[i] = valueOf(item)
		}
		return contract.Value{Kind: contract.List, Items: items}
	case body.Object:
		members := make(contract.Args, len(node.Members))
		for i, member := range node.Members {
			members[i] = contract.Arg{Name: member.Name, Value: valueOf(member.Value)}
		}
		return contract.Value{Kind: contract.Object, Members: members}
	}
	return contract.Value{Kind: contract.Null, Text: "null"}
}
