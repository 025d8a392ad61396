package answer

import (
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// fold turns an XML element into the shape its JSON twin has: repeated elements
// become the list that the contract says they are, leaves become strings. What
// the contract does not know becomes a string or an object.
func fold(e *body.Element, op *contract.Operation) *body.Node {
	return foldObject(e, &op.Response)
}

func foldObject(e *body.Element, f *contract.Field) *body.Node {
	out := &body.Node{Kind: body.Object, Offset: e.Offset}
	lists := map[string]*body.Node{}
	for _, child := range e.Children {
		member := f.Member(child.Name)
		switch {
		case member != nil && member.Items != nil:
			list, ok := lists[child.Name]
			if !ok {
				list = &body.Node{Kind: body.Array, Offset: child.Offset}
				lists[child.Name] = list
				out.Members = append(out.Members, body.Member{Name: child.Name, Value: list, Offset: child.Offset})
			}
			list.Items = append(list.Items, foldValue(child, member.Items))
		default:
			out.Members = append(out.Members, body.Member{Name: child.Name, Value: foldValue(child, member), Offset: child.Offset})
		}
	}
	return out
}

// foldValue folds an element that is no list. An element without children is a
// string, unless the contract has an object there and the element is empty:
// that is how XML writes an object without members.
func foldValue(e *body.Element, f *contract.Field) *body.Node {
	if len(e.Children) > 0 || f != nil && len(f.Members) > 0 && strings.TrimSpace(e.Text) == "" {
		return foldObject(e, f)
	}
	return &body.Node{Kind: body.String, Text: e.Text, Offset: e.Offset}
}
