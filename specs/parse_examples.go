package specs

import (
	"encoding/json"
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// examples reads the printed requests (x-requests) and answers
// (components/examples).
func (r *reader) examples(o *contract.Operation, top node) {
	for _, item := range top.get("x-requests").items() {
		r.need(item, "id", "args", "complete")
		o.Examples = append(o.Examples, contract.Example{
			ID: item.get("id").text(), Role: contract.RequestExample, Summary: item.get("summary").text(),
			Complete: item.get("complete").truth(), Args: arguments(o, item.get("args")), Origin: r.origin(item),
		})
	}
	for _, e := range top.at("components", "examples").entries() {
		example := contract.Example{
			ID: e.key, Role: contract.ResponseExample, Summary: e.value.get("summary").text(), Complete: true,
			Format: contract.JSON, Origin: r.origin(e.value),
		}
		value := e.value.get("value")
		if text := value.text(); text != "" {
			example.Format, example.Payload = contract.XML, text
		} else {
			example.Payload = r.payload(value)
		}
		o.Examples = append(o.Examples, example)
	}
}

// payload writes a YAML value as JSON.
func (r *reader) payload(n node) string {
	if !n.there() {
		return ""
	}
	var value any
	r.failed(n.yaml.Decode(&value))
	text, err := json.Marshal(value)
	r.failed(err)
	return string(text)
}

// arguments reads a printed request's parameters; those carried as common
// parameters are left out, and a name that no parameter has is a string.
func arguments(o *contract.Operation, n node) contract.Args {
	var args contract.Args
	for _, e := range n.entries() {
		p, ok := o.Param(e.key)
		switch {
		case isCommon(o, e.key):
		case !ok:
			args = append(args, contract.Arg{Name: e.key, Value: contract.Text(e.value.text())})
		case p.Kind == contract.List:
			args = append(args, contract.Arg{Name: e.key, Value: contract.Texts(e.value.texts())})
		default:
			args = append(args, contract.Arg{Name: e.key, Value: contract.Value{Kind: p.Kind, Text: e.value.text()}})
		}
	}
	return args
}

func isCommon(o *contract.Operation, name string) bool {
	return slices.ContainsFunc(o.Common, func(c contract.CommonParam) bool { return c.Name == name })
}
