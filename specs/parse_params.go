package specs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// params reads the request schema: each property is a parameter.
func (r *reader) params(o *contract.Operation, request document.Node) {
	if !request.There() {
		r.failed(&document.Error{Location: o.Location, Text: "components/schemas/Request is missing: the parameters are not described"})
		return
	}
	required := request.Get("required")
	for _, property := range request.Get("properties").Entries() {
		if property.Value.Get("x-common").True() {
			o.Common = append(o.Common, r.common(property, required))
			continue
		}
		o.Params = append(o.Params, r.param(property, required))
	}
	for _, name := range required.Items() {
		_, ok := o.Param(name.Text())
		if !ok && !slices.ContainsFunc(o.Common, func(c contract.CommonParam) bool { return c.Name == name.Text() }) {
			r.failed(name.Fail("%s is required but no property", name.Text()))
		}
	}
}

func (r *reader) common(property document.Entry, required document.Node) contract.CommonParam {
	facts := r.facts(property.Value)
	p := contract.CommonParam{Name: property.Key, Required: slices.Contains(required.Texts(), property.Key), Origin: facts[contract.Row]}
	if values := property.Value.Get("enum").Texts(); len(values) == 1 {
		p.Value = values[0]
	}
	if origin, ok := facts[contract.Enum]; ok {
		p.Sources = append(slices.Clone(p.Sources), origin.Sources...)
	}
	return p
}

// paramKinds are the kinds of what a request has.
func paramKinds() []string {
	return []string{string(contract.String), string(contract.Integer), string(contract.Number), string(contract.Boolean), string(contract.List), string(contract.Object)}
}

// param reads what a parameter has beside its schema.
func (r *reader) param(property document.Entry, required document.Node) contract.Param {
	n := property.Value
	p := r.schema(n, spot{name: property.Key, path: property.Key, required: required, asked: true})
	p.Walk(func(below *contract.Param) {
		if !slices.Contains(paramKinds(), string(below.Kind)) {
			r.failed(&document.Error{Location: below.Origin(contract.TypeKeyword).Location, Text: fmt.Sprintf("parameter %s: type %q is none of %s", below.Path, below.Kind, strings.Join(paramKinds(), ", "))})
		}
	})
	p.LevelReason = n.Get("x-level-reason").Text()
	if word := n.Get("x-default"); word.There() {
		p.Default = word.Text()
	}
	for _, item := range n.Get("x-placeholders").Items() {
		p.Placeholders = append(p.Placeholders, contract.Placeholder{Value: item.Get("value").Text(), Beside: item.Get("beside").Text(), Origin: r.origin(item)})
	}
	if list := n.Get("x-list"); list.There() {
		p.Wire, p.First = list.Get("wire").Text(), list.Get("first").Int()
	}
	return p
}

func fixture(n document.Node) contract.Fixture {
	return contract.Fixture{
		Key: n.Get("key").Text(), Need: contract.Need(n.Get("need").Text()), Default: n.Get("default").Texts(),
		After: n.Get("after").Text(), Unknown: n.Get("unknown").Text(), Absent: n.Get("absent").Text(),
		Malformed: n.Get("malformed").Texts(), Invented: n.Get("invented").Text(),
	}
}
