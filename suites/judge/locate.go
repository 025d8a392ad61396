package judge

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// spot is a place in an answer where a field is, or ought to be.
type spot struct {
	node  *body.Node // nil: the field is missing here
	where string     // "SagStatistics/Statistics[1]/TotalBytes"
}

// locate finds every place of a field in an answer's payload, readings of key
// and nesting followed. Where the holder of a field is missing or of another
// kind there is no place: that is the holder's fault.
func locate(op *contract.Operation, payload *body.Node, path string) []spot {
	spots := []spot{{node: payload}}
	holder := &op.Response
	for _, name := range strings.Split(path, "/") {
		field := memberOf(rowOf(holder), name)
		if field == nil {
			return nil
		}
		var next []spot
		for _, s := range spots {
			next = append(next, below(op, s, holder, field)...)
		}
		spots, holder = next, field
	}
	return spots
}

// rowOf gives the field that has the members: the item of a list, or the field
// itself.
func rowOf(f *contract.Field) *contract.Field {
	for f.Items != nil {
		f = f.Items
	}
	return f
}

// below finds a field in one holder: in each item, if the holder is a list.
func below(op *contract.Operation, s spot, holder, field *contract.Field) []spot {
	switch {
	case s.node == nil:
		return nil
	case s.node.Kind == body.Object:
		node, name := memberNode(op, s.node, field)
		return []spot{{node, join(s.where, name)}}
	case s.node.Kind == body.Array && holder.Items != nil:
		var out []spot
		for i, item := range s.node.Items {
			if item.Kind == body.Object {
				node, name := memberNode(op, item, field)
				out = append(out, spot{node, join(fmt.Sprintf("%s[%d]", s.where, i), name)})
			}
		}
		return out
	case s.node.Kind == body.Array && field.Items != nil:
		// The reading in which the list stands bare, without the object around it.
		if _, ok := nestingOf(op, holder); ok {
			return []spot{{s.node, s.where}}
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

func join(where, name string) string {
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
