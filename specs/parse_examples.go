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
		case p.Kind == contract.List:
			args = append(args, contract.Arg{Name: e.Key, Value: contract.Texts(e.Value.Texts())})
		default:
			args = append(args, contract.Arg{Name: e.Key, Value: contract.Value{Kind: p.Kind, Text: e.Value.Text()}})
		}
	}
	return args
}

func isCommon(o *contract.Operation, name string) bool {
	return slices.ContainsFunc(o.Common, func(c contract.CommonParam) bool { return c.Name == name })
}
