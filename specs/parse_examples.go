package specs

import (
	"encoding/json"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// examples reads the printed requests (x-requests) and answers
// (components/examples).
func (r *reader) examples(o *contract.Operation, top document.Node) {
	for _, item := range top.Get("x-requests").Items() {
		r.need(item, "id", "args", "complete")
		o.Examples = append(o.Examples, contract.Example{
			ID: item.Get("id").Text(), Role: contract.RequestExample, Summary: item.Get("summary").Text(),
			Complete: item.Get("complete").True(), Args: arguments(o, item.Get("args")), Origin: r.origin(item),
		})
	}
	for _, e := range top.At("components", "examples").Entries() {
		example := contract.Example{
			ID: e.Key, Role: contract.ResponseExample, Summary: e.Value.Get("summary").Text(), Complete: true,
			Format: contract.JSON, Origin: r.origin(e.Value),
		}
		value := e.Value.Get("value")
		if text := value.Text(); text != "" {
			example.Format, example.Payload = contract.XML, text
		} else {
			example.Payload = r.payload(value)
		}
		o.Examples = append(o.Examples, example)
	}
}

// payload writes a YAML value as JSON.
func (r *reader) payload(n document.Node) string {
	if !n.There() {
		return ""
	}
	var value any
	r.failed(n.Decode(&value))
	text, err := json.Marshal(value)
	r.failed(err)
	return string(text)
}

// arguments reads a printed request's parameters; those carried as common
// parameters are left out, and a name that no parameter has is a string.
func arguments(o *contract.Operation, n document.Node) contract.Args {
	var args contract.Args
	for _, e := range n.Entries() {
		p, ok := o.Param(e.Key)
		switch {
		case isCommon(o, e.Key):
		case !ok:
			args = append(args, contract.Arg{Name: e.Key, Value: contract.Text(e.Value.Text())})
		default:
			args = append(args, contract.Arg{Name: e.Key, Value: valueOf(e.Value, p)})
		}
	}
	return args
}

// valueOf reads a printed value of a place; of a member that no object has it makes a
// string.
func valueOf(n document.Node, s *contract.Schema) contract.Value {
	switch {
	case s == nil || s.Kind == "":
		return contract.Text(n.Text())
	case n.Null():
		return contract.Value{Kind: contract.Null}
	case s.Kind == contract.List:
		list := contract.Value{Kind: contract.List}
		for _, item := range n.Items() {
			list.Items = append(list.Items, valueOf(item, s.Items))
		}
		return list
	case s.Kind == contract.Object:
		var members []contract.Arg
		for _, e := range n.Entries() {
			members = append(members, contract.Arg{Name: e.Key, Value: valueOf(e.Value, s.Member(e.Key))})
		}
		return contract.Made(members...)
	}
	return contract.Value{Kind: s.Kind, Text: n.Text()}
}

func isCommon(o *contract.Operation, name string) bool {
	return slices.ContainsFunc(o.Common, func(c contract.CommonParam) bool { return c.Name == name })
}
