package specs

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// spot is where a schema stands.
type spot struct {
	name, path string
	required   document.Node // the names that whoever holds it requires
	always     bool          // it is no member that could be missing
	// asked is true on the request's side. There what stands below a parameter need not
	// say where it is stated: it is where the parameter is, whose facts around holds. Nor
	// need it have an example: the parameter's may show it.
	asked  bool
	around map[contract.Keyword]contract.Origin
	shown  document.Node
}

// schema reads a schema and everything below it.
func (r *reader) schema(n document.Node, at spot) contract.Schema {
	if !n.There() || r.circular {
		return contract.Schema{}
	}
	if r.depth++; r.depth > maxDepth {
		r.circular = true
		r.failed(n.Fail("schemas nest deeper than %d: does one refer to itself?", maxDepth))
	}
	defer func() { r.depth-- }()
	s := contract.Schema{
		Name: at.name, Path: at.path, Wire: at.name, Required: at.always || slices.Contains(at.required.Texts(), at.name), MaxItems: n.Get("maxItems").Int(),
		MinItems: n.Get("minItems").Int(), UniqueItems: n.Get("uniqueItems").True(),
		Format: n.Get("format").Text(), Default: n.Get("default").Text(), Example: at.example(n).Text(), Unit: n.Get("x-unit").Text(),
		Nullable: n.Get("nullable").True(), Facts: at.around,
	}
	if at.asked {
		s.Fixture = fixture(n.Get("x-fixture"))
	}
	if at.around == nil || n.Get("x-source").There() {
		s.Facts = r.facts(n)
	}
	for _, value := range n.Get("enum").Texts() {
		if value == "" {
			s.Blank = true // the empty string among the values has a meaning of its own
			continue
		}
		s.Enum = append(s.Enum, value)
	}
	r.kinds(&s, n, at.asked)
	r.keywordOrigins(&s, n, at.required)
	for _, property := range n.Get("properties").Entries() {
		if at.asked && s.Kind != contract.Object {
			break // the table of keywords says that nothing reads it
		}
		s.Members = append(s.Members, r.schema(property.Value, at.member(&s, property.Key, n)))
	}
	if items := n.Get("items"); items.There() {
		item := r.schema(items, at.item(&s, n))
		s.Items = &item
	}
	if s.Kind == contract.List {
		s.Wire, s.First = s.Name+".N", r.first
	}
	if s.Kind == contract.List && at.asked {
		s.Shown = valueOf(at.example(n), &s).Items
	}
	return s
}

// example is the one of a place: its own, or what that of the place around it shows.
func (at spot) example(n document.Node) document.Node {
	if own := n.Get("example"); own.There() {
		return own
	}
	return at.shown
}

// below is a place below the one of a schema.
func (at spot) below(s *contract.Schema) spot {
	out := spot{path: s.Path, asked: at.asked}
	if at.asked {
		out.around = map[contract.Keyword]contract.Origin{contract.Row: s.Facts[contract.Row]}
	}
	return out
}

// member is the place of a member of what stands here.
func (at spot) member(s *contract.Schema, name string, n document.Node) spot {
	below := at.below(s)
	below.name, below.path, below.required = name, strings.TrimPrefix(s.Path+"/"+name, "/"), n.Get("required")
	if at.asked {
		below.shown = at.example(n).Get(name)
	}
	return below
}

// item is the place of the items of a list that stands here.
func (at spot) item(s *contract.Schema, n document.Node) spot {
	below := at.below(s)
	below.always = true
	if items := at.example(n).Items(); at.asked && len(items) > 0 {
		below.shown = items[0]
	}
	return below
}

// kinds reads what values there are: of which kinds, and within which limits. In a
// request they are of one kind.
func (r *reader) kinds(s *contract.Schema, n document.Node, asked bool) {
	alternatives := n.Get("oneOf").Items()
	if alternatives == nil || asked {
		alternatives = []document.Node{n}
	}
	for i, alternative := range alternatives {
		if kind := contract.Kind(alternative.Get("type").Text()); i == 0 {
			s.Kind = kind
		} else {
			s.Others = append(s.Others, kind)
		}
		if asked && s.IsItem() && s.Kind == "" {
			s.Kind = contract.String // items that are made of several schemas are taken for texts
		}
		s.Nullable = s.Nullable || alternative.Get("nullable").True()
		s.Limits.Minimum = cmp.Or(s.Limits.Minimum, alternative.Get("minimum").Text())
		s.Limits.Maximum = cmp.Or(s.Limits.Maximum, alternative.Get("maximum").Text())
		s.Limits.ExclusiveMinimum = s.Limits.ExclusiveMinimum || alternative.Get("exclusiveMinimum").True()
		s.Limits.ExclusiveMaximum = s.Limits.ExclusiveMaximum || alternative.Get("exclusiveMaximum").True()
		s.Limits.MultipleOf = cmp.Or(s.Limits.MultipleOf, alternative.Get("multipleOf").Text())
		s.Limits.MinLength = cmp.Or(s.Limits.MinLength, alternative.Get("minLength").Int())
		s.Limits.MaxLength = cmp.Or(s.Limits.MaxLength, alternative.Get("maxLength").Int())
		s.Limits.Pattern = cmp.Or(s.Limits.Pattern, alternative.Get("pattern").Text())
	}
}

// keywordOrigins gives each keyword its own YAML line, and reads the levels that differ from
// the usual ones.
func (r *reader) keywordOrigins(s *contract.Schema, n, required document.Node) {
	row := s.Facts[contract.Row]
	s.Facts = maps.Clone(s.Facts)
	mark := func(keyword contract.Keyword, at document.Node) {
		if !at.There() {
			return
		}
		origin, ok := s.Facts[keyword]
		if !ok {
			origin.Sources = row.Sources
		}
		origin.Location = at.Location()
		s.Facts[keyword] = origin
	}
	for _, keyword := range append(contract.Checked(), contract.Default) {
		if keyword != contract.Required { // which stands beside the schema, below
			mark(keyword, n.Get(string(keyword)))
		}
	}
	mark(contract.Default, n.Get("x-default"))
	mark(contract.Encoding, n.Get("x-list"))
	for _, name := range required.Items() {
		if name.Text() == s.Name {
			mark(contract.Required, name)
		}
	}
	s.Levels = map[contract.Keyword]contract.Level{}
	for _, e := range n.Get("x-level").Entries() {
		level, err := contract.ParseLevel(e.Value.Text())
		if err != nil {
			r.failed(e.Value.Fail("%s", err))
		}
		s.Levels[contract.Keyword(e.Key)] = level
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
