package specs

import (
	"slices"

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
		if _, ok := o.Param(name.Text()); !ok {
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

func (r *reader) param(property document.Entry, required document.Node) contract.Param {
	n := property.Value
	p := contract.Param{
		Name: property.Key, Wire: property.Key, Kind: contract.Kind(n.Get("type").Text()),
		Required: slices.Contains(required.Texts(), property.Key),
		MaxItems: n.Get("maxItems").Whole(), Format: n.Get("format").Text(), Example: n.Get("example").Text(),
		Facts: r.facts(n), Fixture: fixture(n.Get("x-fixture")), Default: n.Get("default").Text(),
	}
	p.Limits = contract.Limits{
		Minimum: n.Get("minimum").Text(), Maximum: n.Get("maximum").Text(),
		MinLength: n.Get("minLength").Whole(), MaxLength: n.Get("maxLength").Whole(), Pattern: n.Get("pattern").Text(),
	}
	if word := n.Get("x-default"); word.There() {
		p.Default = word.Text()
	}
	switch p.Kind {
	case contract.String, contract.Integer:
	case contract.List:
		list := n.Get("x-list")
		r.need(n, "x-list")
		p.Wire, p.First = list.Get("wire").Text(), list.Get("first").Whole()
	default:
		r.failed(n.Fail("parameter %s: type %q is not string, integer or array", p.Name, p.Kind))
	}
	for _, value := range n.Get("enum").Texts() {
		if value == "" {
			p.Blank = true // the empty string among the values has a meaning of its own
			continue
		}
		p.Enum = append(p.Enum, value)
	}
	for _, item := range n.Get("x-placeholders").Items() {
		p.Placeholders = append(p.Placeholders, contract.Placeholder{Value: item.Get("value").Text(), Beside: item.Get("beside").Text(), Origin: r.origin(item)})
	}
	r.placed(&p, n, required)
	return p
}

// placed gives each keyword of a parameter its own YAML line, and reads the
// levels that differ from the usual ones.
func (r *reader) placed(p *contract.Param, n document.Node, required document.Node) {
	row := p.Facts[contract.Row]
	mark := func(keyword contract.Keyword, at document.Node) {
		if !at.There() {
			return
		}
		origin, ok := p.Facts[keyword]
		if !ok {
			origin.Sources = row.Sources
		}
		origin.Location = at.Location()
		p.Facts[keyword] = origin
	}
	for _, keyword := range []contract.Keyword{contract.TypeKeyword, contract.Enum, contract.MaxItems, contract.FormatWord, contract.Default,
		contract.Minimum, contract.Maximum, contract.MinLength, contract.MaxLength, contract.Pattern} {
		mark(keyword, n.Get(string(keyword)))
	}
	mark(contract.Default, n.Get("x-default"))
	mark(contract.Encoding, n.Get("x-list"))
	for _, name := range required.Items() {
		if name.Text() == p.Name {
			mark(contract.Required, name)
		}
	}
	p.LevelReason = n.Get("x-level-reason").Text()
	p.Levels = map[contract.Keyword]contract.Level{}
	for _, e := range n.Get("x-level").Entries() {
		level, err := contract.ParseLevel(e.Value.Text())
		if err != nil {
			r.failed(e.Value.Fail("%s", err))
		}
		p.Levels[contract.Keyword(e.Key)] = level
	}
}

// facts reads x-source: one citation for the whole row, or one a keyword.
func (r *reader) facts(n document.Node) map[contract.Keyword]contract.Origin {
	cited := n.Get("x-source")
	out := map[contract.Keyword]contract.Origin{}
	if !cited.There() {
		r.failed(n.Fail("a fact without x-source"))
		return out
	}
	if cited.Entries() == nil {
		sources, err := sourcesOf(cited)
		r.failed(err)
		out[contract.Row] = contract.Origin{Sources: sources, Location: n.Location()}
		return out
	}
	for _, e := range cited.Entries() {
		sources, err := sourcesOf(e.Value)
		r.failed(err)
		out[contract.Keyword(e.Key)] = contract.Origin{Sources: sources, Location: n.Location()}
	}
	if _, ok := out[contract.Row]; !ok {
		r.failed(cited.Fail("x-source by keyword lacks the key row"))
	}
	return out
}

func fixture(n document.Node) contract.Fixture {
	return contract.Fixture{
		Key: n.Get("key").Text(), Need: contract.Need(n.Get("need").Text()), Default: n.Get("default").Texts(),
		After: n.Get("after").Text(), Unknown: n.Get("unknown").Text(), Absent: n.Get("absent").Text(),
		Malformed: n.Get("malformed").Texts(), Invented: n.Get("invented").Text(),
	}
}
