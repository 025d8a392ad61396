package revision

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/oasdiff/oasdiff/diff"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/document"
)

// confirm asks oasdiff where the schemas of the documents differ, and drops the edits
// of keywords it knows that it does not find: equal numbers written otherwise, say, are
// its business. It gets what has edits and no more.
func (c *comparison) confirm() error {
	var asked []edit
	for _, e := range c.left {
		if openAPIHalf(e) {
			asked = append(asked, e)
		}
	}
	if len(asked) == 0 {
		return nil
	}
	before, err := specs.OpenAPI(plainDocument(c.aligned, asked))
	if err != nil {
		return noOpenAPI(c.old.File, err)
	}
	after, err := specs.OpenAPI(plainDocument(c.new.root, asked))
	if err != nil {
		return noOpenAPI(c.new.File, err)
	}
	found, err := diff.Get(diff.NewConfig(), before, after)
	if err != nil {
		return fmt.Errorf("%s and %s: %w", c.old.File, c.new.File, err)
	}
	places := findings{}
	if found != nil {
		places.note(found)
	}
	c.left = slices.DeleteFunc(c.left, func(e edit) bool { return openAPIHalf(e) && !places.cover(e) })
	return nil
}

// noOpenAPI gives the first line of an error about a document.
func noOpenAPI(file string, err error) error {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf("%s:1: not an OpenAPI document: %s", file, first)
}

// plainDocument writes the schemas of a document that have edits, as OpenAPI without
// x- keys. What cannot be written is no OpenAPI document.
func plainDocument(root *tree, asked []edit) []byte {
	schemas := map[string]any{}
	for _, e := range asked {
		if schemas[e.path[2]] == nil && root.at(e.path[:3]...) != nil {
			schemas[e.path[2]] = root.at(e.path[:3]...).plain()
		}
	}
	data, err := json.Marshal(map[string]any{
		"openapi": "3.0.3", "info": map[string]any{"title": "facts", "version": "1"},
		"components": map[string]any{"schemas": schemas}, "paths": map[string]any{},
	})
	if err != nil {
		return nil
	}
	return data
}

// findings are the places that oasdiff found, as path keys; one that ends in a
// slash has such a place below it.
type findings map[string]bool

// note takes in what oasdiff says.
func (f findings) note(found *diff.Diff) {
	if found.ComponentsDiff == nil || found.ComponentsDiff.SchemasDiff == nil {
		return
	}
	schemas := found.ComponentsDiff.SchemasDiff
	at := []string{"components", "schemas"}
	for _, name := range slices.Concat(schemas.Added, schemas.Deleted) {
		f[pathKey(below(at, name))] = true
	}
	for name, d := range schemas.Modified {
		schemaPaths(d, below(at, name), func(path []string) {
			f[pathKey(path)] = true
			for n := range path {
				f[pathKey(path[:n])+"/"] = true
			}
		})
	}
}

// cover tells whether a finding lies at an edit, above or below it.
func (f findings) cover(e edit) bool {
	for n := range e.path {
		if f[pathKey(e.path[:n+1])] {
			return true
		}
	}
	return f[pathKey(e.path)+"/"]
}

// pathKey writes a path as one word.
func pathKey(path []string) string { return strings.Join(path, "\x00") }

// plain gives a tree as JSON knows it, without x- keys and words.
func (t *tree) plain() any {
	switch t.kind {
	case document.Mapping:
		out := map[string]any{}
		for _, kid := range t.kids {
			if !strings.HasPrefix(kid.name, "x-") && (t.name == "properties" || !contains(wordings(), kid.name)) {
				out[kid.name] = kid.plain()
			}
		}
		return out
	case document.Sequence:
		out := []any{}
		for _, kid := range t.kids {
			out = append(out, kid.plain())
		}
		return out
	}
	switch t.tag {
	case "!!int", "!!float":
		if json.Valid([]byte(t.text)) {
			return json.RawMessage(t.text)
		}
	case "!!bool":
		return t.text == "true"
	case "!!null":
		return nil
	}
	return t.text
}

// schemaPaths tells where a schema differs.
func schemaPaths(d *diff.SchemaDiff, path []string, tell func([]string)) {
	if d == nil {
		return
	}
	for keyword, yes := range differs(d) {
		switch {
		case yes && keyword == "":
			tell(path)
		case yes:
			tell(below(path, keyword))
		}
	}
	schemaPaths(d.ItemsDiff, below(path, "items"), tell)
	if d.PropertiesDiff == nil {
		return
	}
	for _, name := range slices.Concat(d.PropertiesDiff.Added, d.PropertiesDiff.Deleted) {
		tell(below(path, "properties", name))
	}
	for name, property := range d.PropertiesDiff.Modified {
		schemaPaths(property, below(path, "properties", name), tell)
	}
}

// differs tells of each keyword that oasdiff knows whether it differs; "" is the whole schema.
func differs(d *diff.SchemaDiff) map[string]bool {
	return map[string]bool{
		"": d.SchemaAdded || d.SchemaDeleted, "oneOf": d.OneOfDiff != nil || d.ListOfTypesDiff != nil, "anyOf": d.AnyOfDiff != nil, "allOf": d.AllOfDiff != nil,
		"not": d.NotDiff != nil, "type": d.TypeDiff != nil || d.ListOfTypesDiff != nil, "format": d.FormatDiff != nil,
		"enum": d.EnumDiff != nil, "default": d.DefaultDiff != nil,
		"additionalProperties": d.AdditionalPropertiesAllowedDiff != nil || d.AdditionalPropertiesDiff != nil, "uniqueItems": d.UniqueItemsDiff != nil,
		"exclusiveMinimum": d.ExclusiveMinDiff != nil, "exclusiveMaximum": d.ExclusiveMaxDiff != nil, "nullable": d.NullableDiff != nil,
		"allowEmptyValue": d.AllowEmptyValueDiff != nil,
		"readOnly":        d.ReadOnlyDiff != nil, "writeOnly": d.WriteOnlyDiff != nil, "xml": d.XMLDiff != nil, "deprecated": d.DeprecatedDiff != nil,
		"minimum": d.MinDiff != nil, "maximum": d.MaxDiff != nil, "multipleOf": d.MultipleOfDiff != nil, "minLength": d.MinLengthDiff != nil,
		"maxLength": d.MaxLengthDiff != nil, "pattern": d.PatternDiff != nil, "minItems": d.MinItemsDiff != nil, "maxItems": d.MaxItemsDiff != nil,
		"minProperties": d.MinPropsDiff != nil, "maxProperties": d.MaxPropsDiff != nil, "required": d.RequiredDiff != nil,
		"discriminator": d.DiscriminatorDiff != nil,
	}
}

// openAPIHalf tells whether an edit lies where oasdiff looks: at a keyword that it knows,
// in a component. Words it need not see: they are equal or they are not.
func openAPIHalf(e edit) bool {
	if e.path[0] != "components" || !insideSchemas(e) || worded(e) {
		return false
	}
	if slices.ContainsFunc(e.path, func(step string) bool { return strings.HasPrefix(step, "x-") }) {
		return false
	}
	rest := schemaPlace(e.path).rest
	if len(rest) == 0 {
		return true
	}
	_, known := differs(&diff.SchemaDiff{})[rest[0]]
	return known
}
