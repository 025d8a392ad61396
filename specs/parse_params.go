package specs

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
)

// params reads the request schema: each property is a parameter.
func (r *reader) params(o *contract.Operation, request node) {
	if !request.there() {
		r.failed(node{file: o.Location.File, line: o.Location.Line}.fail("components/schemas/Request is missing: the parameters are not described"))
		return
	}
	required := request.get("required")
	for _, property := range request.get("properties").entries() {
		if property.value.get("x-common").truth() {
			o.Common = append(o.Common, r.common(property, required))
			continue
		}
		o.Params = append(o.Params, r.param(property, required))
	}
	for _, name := range required.items() {
		if _, ok := o.Param(name.text()); !ok {
			r.failed(name.fail("%s is required but no property", name.text()))
		}
	}
}

func (r *reader) common(property entry, required node) contract.CommonParam {
	facts := r.facts(property.value)
	p := contract.CommonParam{Name: property.key, Required: slices.Contains(required.texts(), property.key), Origin: facts[contract.Row]}
	if values := property.value.get("enum").texts(); len(values) == 1 {
		p.Value = values[0]
	}
	if origin, ok := facts[contract.Enum]; ok {
		p.Sources = append(slices.Clone(p.Sources), origin.Sources...)
	}
	return p
}

func (r *reader) param(property entry, required node) contract.Param {
	n := property.value
	p := contract.Param{
		Name: property.key, Wire: property.key, Kind: contract.Kind(n.get("type").text()),
		Required: slices.Contains(required.texts(), property.key),
		MaxItems: n.get("maxItems").whole(), Format: n.get("format").text(), Example: n.get("example").text(),
		Facts: r.facts(n), Fixture: fixture(n.get("x-fixture")), Default: n.get("default").text(),
	}
	if word := n.get("x-default"); word.there() {
		p.Default = word.text()
	}
	switch p.Kind {
	case contract.String, contract.Integer:
	case contract.List:
		list := n.get("x-list")
		r.need(n, "x-list")
		p.Wire, p.First = list.get("wire").text(), list.get("first").whole()
	default:
		r.failed(n.fail("parameter %s: type %q is not string, integer or array", p.Name, p.Kind))
	}
	for _, value := range n.get("enum").texts() {
		if value == "" {
			p.Blank = true // the empty string among the values has a meaning of its own
			continue
		}
		p.Enum = append(p.Enum, value)
	}
	for _, item := range n.get("x-placeholders").items() {
		p.Placeholders = append(p.Placeholders, contract.Placeholder{Value: item.get("value").text(), Beside: item.get("beside").text(), Origin: r.origin(item)})
	}
	r.placed(&p, n, required)
	return p
}

// placed gives each keyword of a parameter its own YAML line, and reads the
// levels that differ from the usual ones.
func (r *reader) placed(p *contract.Param, n node, required node) {
	row := p.Facts[contract.Row]
	mark := func(keyword contract.Keyword, at node) {
		if !at.there() {
			return
		}
		origin, ok := p.Facts[keyword]
		if !ok {
			origin.Sources = row.Sources
		}
		origin.Location = at.location()
		p.Facts[keyword] = origin
	}
	mark(contract.TypeKeyword, n.get("type"))
	mark(contract.Enum, n.get("enum"))
	mark(contract.MaxItems, n.get("maxItems"))
	mark(contract.FormatWord, n.get("format"))
	mark(contract.Default, n.get("default"))
	mark(contract.Default, n.get("x-default"))
	mark(contract.Encoding, n.get("x-list"))
	for _, name := range required.items() {
		if name.text() == p.Name {
			mark(contract.Required, name)
		}
	}
	p.Levels = map[contract.Keyword]contract.Level{}
	for _, e := range n.get("x-level").entries() {
		level, err := contract.ParseLevel(e.value.text())
		if err != nil {
			r.failed(e.value.fail("%s", err))
		}
		p.Levels[contract.Keyword(e.key)] = level
	}
}

// facts reads x-source: one citation for the whole row, or one a keyword.
func (r *reader) facts(n node) map[contract.Keyword]contract.Origin {
	cited := n.get("x-source")
	out := map[contract.Keyword]contract.Origin{}
	if !cited.there() {
		r.failed(n.fail("a fact without x-source"))
		return out
	}
	if cited.entries() == nil {
		sources, err := cited.sources()
		r.failed(err)
		out[contract.Row] = contract.Origin{Sources: sources, Location: n.location()}
		return out
	}
	for _, e := range cited.entries() {
		sources, err := e.value.sources()
		r.failed(err)
		out[contract.Keyword(e.key)] = contract.Origin{Sources: sources, Location: n.location()}
	}
	if _, ok := out[contract.Row]; !ok {
		r.failed(cited.fail("x-source by keyword lacks the key row"))
	}
	return out
}

func fixture(n node) contract.Fixture {
	return contract.Fixture{
		Key: n.get("key").text(), Need: contract.Need(n.get("need").text()), Default: n.get("default").texts(),
		Unknown: n.get("unknown").text(), Absent: n.get("absent").text(),
		Malformed: n.get("malformed").texts(), Invented: n.get("invented").text(),
	}
}
