package revision

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/oasdiff/oasdiff/diff"
	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs"
)

// twoTrees are the sides of one operation, the old one's names brought up to
// date.
type twoTrees struct{ old, new *tree }

// openAPIChanges asks oasdiff where the OpenAPI halves of the operations differ:
// for each, the paths of what it found. Layout, order and equal numbers written
// otherwise are its business. All operations go through it at once.
func openAPIChanges(operations []twoTrees) ([][]string, error) {
	if len(operations) == 0 {
		return nil, nil
	}
	old, err := plainDocument(operations, func(t twoTrees) *tree { return t.old })
	if err != nil {
		return nil, err
	}
	new, err := plainDocument(operations, func(t twoTrees) *tree { return t.new })
	if err != nil {
		return nil, err
	}
	before, err := specs.OpenAPI(old)
	if err != nil {
		return nil, fmt.Errorf("old side: %w", err)
	}
	after, err := specs.OpenAPI(new)
	if err != nil {
		return nil, fmt.Errorf("new side: %w", err)
	}
	found, err := diff.Get(diff.NewConfig(), before, after)
	if err != nil {
		return nil, err
	}
	out := make([][]string, len(operations))
	if found == nil { // no difference at all
		return out, nil
	}
	note := func(name string, at ...string) {
		number, schema, _ := strings.Cut(name, ".")
		i, _ := strconv.Atoi(number)
		path := "paths"
		if schema != "" {
			path = pathKey([]string{"components", "schemas", schema})
		}
		out[i] = append(out[i], pathKey(append([]string{path}, at...)))
	}
	if found.ComponentsDiff != nil && found.ComponentsDiff.SchemasDiff != nil {
		schemas := found.ComponentsDiff.SchemasDiff
		for _, name := range slices.Concat(schemas.Added, schemas.Deleted) {
			note(name)
		}
		for name, d := range schemas.Modified {
			schemaPaths(d, nil, func(path []string) { note(name, path...) })
		}
	}
	if found.PathsDiff != nil {
		for name := range found.PathsDiff.Modified {
			note(strings.Split(name, "/")[1])
		}
		for _, name := range slices.Concat(found.PathsDiff.Added, found.PathsDiff.Deleted) {
			note(strings.Split(name, "/")[1])
		}
	}
	return out, nil
}

// pathKey writes a path so that a longer one begins with it.
func pathKey(path []string) string { return strings.Join(path, "\x00") }

// plainDocument writes one side of all operations as one OpenAPI document
// without x- keys: the schemas by the number of their operation, the paths too.
func plainDocument(operations []twoTrees, side func(twoTrees) *tree) ([]byte, error) {
	schemas, paths := map[string]any{}, map[string]any{}
	for i, operation := range operations {
		t := side(operation)
		for _, schema := range t.at("components", "schemas").kidsOrNone() {
			schemas[fmt.Sprintf("%d.%s", i, schema.name)] = schema.plain()
		}
		for _, path := range t.kid("paths").kidsOrNone() {
			paths[fmt.Sprintf("/%d/at%s", i, path.name)] = path.plain()
		}
	}
	return json.Marshal(map[string]any{
		"openapi": "3.0.3", "info": map[string]any{"title": "facts", "version": "1"},
		"components": map[string]any{"schemas": schemas}, "paths": paths,
	})
}

// plain gives a tree as JSON knows it, without x- keys.
func (t *tree) plain() any {
	switch t.kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for _, kid := range t.kids {
			if !strings.HasPrefix(kid.name, "x-") {
				out[kid.name] = kid.plain()
			}
		}
		return out
	case yaml.SequenceNode:
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
	for keyword, differs := range map[string]bool{
		"": d.SchemaAdded || d.SchemaDeleted, "oneOf": d.OneOfDiff != nil || d.ListOfTypesDiff != nil, "anyOf": d.AnyOfDiff != nil, "allOf": d.AllOfDiff != nil,
		"not": d.NotDiff != nil, "type": d.TypeDiff != nil || d.ListOfTypesDiff != nil, "title": d.TitleDiff != nil, "format": d.FormatDiff != nil,
		"description": d.DescriptionDiff != nil, "enum": d.EnumDiff != nil, "default": d.DefaultDiff != nil, "example": d.ExampleDiff != nil,
		"additionalProperties": d.AdditionalPropertiesAllowedDiff != nil || d.AdditionalPropertiesDiff != nil, "uniqueItems": d.UniqueItemsDiff != nil,
		"exclusiveMinimum": d.ExclusiveMinDiff != nil, "exclusiveMaximum": d.ExclusiveMaxDiff != nil, "nullable": d.NullableDiff != nil,
		"allowEmptyValue": d.AllowEmptyValueDiff != nil,
		"readOnly":        d.ReadOnlyDiff != nil, "writeOnly": d.WriteOnlyDiff != nil, "xml": d.XMLDiff != nil, "deprecated": d.DeprecatedDiff != nil,
		"minimum": d.MinDiff != nil, "maximum": d.MaxDiff != nil, "multipleOf": d.MultipleOfDiff != nil, "minLength": d.MinLengthDiff != nil,
		"maxLength": d.MaxLengthDiff != nil, "pattern": d.PatternDiff != nil, "minItems": d.MinItemsDiff != nil, "maxItems": d.MaxItemsDiff != nil,
		"minProperties": d.MinPropsDiff != nil, "maxProperties": d.MaxPropsDiff != nil, "required": d.RequiredDiff != nil,
		"externalDocs": d.ExternalDocsDiff != nil, "discriminator": d.DiscriminatorDiff != nil,
	} {
		switch {
		case differs && keyword == "":
			tell(path)
		case differs:
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

// found tells whether oasdiff's findings cover an edit, which may lie above or
// below what they name.
func found(paths []string, e edit) bool {
	key := pathKey(e.path) + "\x00"
	return slices.ContainsFunc(paths, func(path string) bool {
		return strings.HasPrefix(key, path+"\x00") || strings.HasPrefix(path+"\x00", key)
	})
}

// openAPIHalf tells whether an edit lies where oasdiff looks.
func openAPIHalf(e edit) bool {
	inside := e.path[0] == "paths" || e.path[0] == "components" && len(e.path) > 2 && e.path[1] == "schemas"
	return inside && !slices.ContainsFunc(e.path, func(step string) bool { return strings.HasPrefix(step, "x-") })
}
