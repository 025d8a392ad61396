package answer

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// Spot is a place in an answer where a field is, or ought to be.
type Spot struct {
	Node  *body.Node // nil: the field is missing here
	Where string     // "SagStatistics/Statistics[1]/TotalBytes"
}

// Spots finds every place of a field in an answer's payload, readings of key
// and nesting followed. Where the holder of a field is missing or of another
// kind there is no place: that is the holder's fault.
func (a *Answer) Spots(path string) []Spot {
	spots := []Spot{{Node: a.Payload()}}
	op := a.Exchange.Request.Operation
	holder := &op.Response
	for _, name := range strings.Split(path, "/") {
		field := holder.Row().Member(name)
		if field == nil {
			return nil
		}
		var next []Spot
		for _, s := range spots {
			next = append(next, below(op, s, holder, field)...)
		}
		spots, holder = next, field
	}
	return spots
}

// below finds a field in one holder: in each item, if the holder is a list.
func below(op *contract.Operation, s Spot, holder, field *contract.Field) []Spot {
	switch {
	case s.Node == nil:
		return nil
	case s.Node.Kind == body.Object:
		node, name := memberNode(op, s.Node, field)
		return []Spot{{node, Join(s.Where, name)}}
	case s.Node.Kind == body.Array && holder.Items != nil:
		var out []Spot
		for i, item := range s.Node.Items {
			if item.Kind == body.Object {
				node, name := memberNode(op, item, field)
				out = append(out, Spot{node, Join(fmt.Sprintf("%s[%d]", s.Where, i), name)})
			}
		}
		return out
	case s.Node.Kind == body.Array && field.Items != nil:
		// The reading in which the list stands bare, without the object around it.
		if _, ok := nestingOf(op, holder); ok {
			return []Spot{{s.Node, s.Where}}
		}
	}
	return nil
}

// memberNode finds a member under its documented name or that of a reading.
func memberNode(op *contract.Operation, object *body.Node, field *contract.Field) (*body.Node, string) {
	if node, ok := object.Get(field.Name); ok {
		return node, field.Name
	}
	if set, ok := op.Reading("response/"+field.Path, contract.KeyAspect); ok {
		for _, reading := range set.Readings {
			if node, ok := object.Get(reading.Value); ok {
				return node, reading.Value
			}
		}
	}
	return nil, field.Name
}

func nestingOf(op *contract.Operation, f *contract.Field) (*contract.ReadingSet, bool) {
	return op.Reading("response/"+f.Path, contract.NestingAspect)
}

// Join adds a name to a path.
func Join(where, name string) string {
	if where == "" {
		return name
	}
	return where + "/" + name
}

// KindOf is the kind of a node in the words of the contract: a number without
// fraction, however it is written, is an integer.
func KindOf(n *body.Node) contract.Kind {
	switch n.Kind {
	case body.Number:
		if whole(n.Text) {
			return contract.Integer
		}
		return contract.Number
	case body.Object:
		return contract.Object
	case body.Array:
		return contract.List
	}
	return contract.Kind(n.Kind)
}
