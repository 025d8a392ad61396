package answer

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// Occurrence is a place in an answer where a field is, or ought to be.
type Occurrence struct {
	Node  *body.Node // nil: the field is missing here
	Where string     // "SagStatistics/Statistics[1]/TotalBytes"
	Place Place      // of its name and value; if it is missing, of what ought to hold it
}

// Occurrences finds every place of a field in an answer's payload, readings of key
// and nesting followed. Where the holder of a field is missing or of another
// kind there is no place: that is the holder's fault.
func (a *Answer) Occurrences(path string) []Occurrence {
	root := a.Payload()
	spots := []Occurrence{{Node: root, Place: a.Place(root)}}
	holder := &a.Exchange.Request.Operation.Response
	for _, name := range strings.Split(path, "/") {
		field := holder.Innermost().Member(name)
		if field == nil {
			return nil
		}
		var next []Occurrence
		for _, s := range spots {
			next = append(next, a.below(s, holder, field)...)
		}
		spots, holder = next, field
	}
	return spots
}

// below finds a field in one holder: in each item, if the holder is a list.
func (a *Answer) below(s Occurrence, holder, field *contract.Field) []Occurrence {
	switch {
	case s.Node == nil:
		return nil
	case s.Node.Kind == body.Object:
		return []Occurrence{a.member(s, field)}
	case s.Node.Kind == body.Array && holder.Items != nil:
		var out []Occurrence
		for i, item := range s.Node.Items {
			if item.Kind == body.Object {
				out = append(out, a.member(Occurrence{item, fmt.Sprintf("%s[%d]", s.Where, i), a.Place(item)}, field))
			}
		}
		return out
	case s.Node.Kind == body.Array && field.Items != nil:
		// The reading in which the list stands bare, without the object around it.
		if _, ok := a.Exchange.Request.Operation.Reading("response/"+holder.Path, contract.NestingAspect); ok {
			return []Occurrence{s}
		}
	}
	return nil
}

// member finds a member under its documented name or that of a reading.
func (a *Answer) member(holder Occurrence, field *contract.Field) Occurrence {
	names := []string{field.Name}
	if set, ok := a.Exchange.Request.Operation.Reading("response/"+field.Path, contract.KeyAspect); ok {
		for _, reading := range set.Readings {
			names = append(names, reading.Value)
		}
	}
	for _, name := range names {
		for _, m := range holder.Node.Members {
			if m.Name == name {
				return Occurrence{m.Value, Join(holder.Where, name), a.place(m.Offset, m.Value.Offset)}
			}
		}
	}
	return Occurrence{nil, Join(holder.Where, field.Name), holder.Place}
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
		if isWhole(n.Text) {
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
