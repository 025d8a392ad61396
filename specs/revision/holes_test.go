package revision

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs"
)

// Every kind of change has a row, or its mirror has one: a rule that no pair of
// specs reaches is none.
func TestEveryKindHasARow(t *testing.T) {
	has := map[string]bool{
		"operation/added": true, // TestOperationsComeAndGo: it takes two sets of documents
		unexplained:       true, // what nothing explains must not have a row
	}
	for _, r := range rows(t) {
		has[r.Kind] = true
	}
	for _, k := range Kinds() {
		if !has[k.ID] && !has[k.Mirror] {
			t.Errorf("no row of pairs/testdata/changes.yaml shows %s or its mirror %s", k.ID, k.Mirror)
		}
	}
}

// The mirror of a kind's mirror is the kind, and a change that concerns nobody
// concerns nobody on the way back either. What loosens demands something on the
// way back.
func TestMirrors(t *testing.T) {
	kinds := map[string]Kind{}
	for _, k := range Kinds() {
		if kinds[k.ID].ID != "" {
			t.Errorf("%s stands twice in the table of kinds", k.ID)
		}
		kinds[k.ID] = k
	}
	for _, k := range Kinds() {
		mirror := kinds[k.Mirror]
		if mirror.Mirror != k.ID {
			t.Errorf("the mirror of %s is %q, whose mirror is %q", k.ID, k.Mirror, mirror.Mirror)
		}
		if k.Weight == Loosens && !mirror.Weight.Breaking() {
			t.Errorf("%s loosens, so %s breaks somebody, but it is %s", k.ID, mirror.ID, mirror.Weight)
		}
		if k.Weight == Editorial && mirror.Weight != Editorial {
			t.Errorf("%s is editorial, but %s is %s", k.ID, mirror.ID, mirror.Weight)
		}
	}
}

// What a parameter's schema can say a field's can too, and the other way round.
func TestRequestsAndResponsesAreTwins(t *testing.T) {
	alone := map[string]string{
		"request/list/":        "only parameters are spelt on the wire item by item",
		"request/placeholder/": "only a request has values that stand for none",
		"request/level/":       "answers have no levels of their own: their relations and readings do",
		"request/common/":      "only parameters are carried in common",
		"request/fixture/":     "nobody is asked with a field of an answer",
	}
	ids := map[string]bool{}
	for _, k := range Kinds() {
		ids[k.ID] = true
	}
	for id := range ids {
		side, rest, _ := strings.Cut(id, "/")
		other, known := map[string]string{request: response, response: request}[side]
		_, excused := alone[side+"/"+strings.SplitAfter(rest, "/")[0]]
		switch {
		case known && !excused && !ids[other+"/"+rest]:
			t.Errorf("%s has no twin %s/%s", id, other, rest)
		case known && excused && ids[other+"/"+rest]:
			t.Errorf("%s has a twin, though it is said to have none", id)
		}
	}
}

// untouched are the x- keys that no row changes by themselves.
func untouched() map[string]string {
	const identity = "what tells the item from others: another one is another item"
	return map[string]string{
		"x-source": "where a fact stands is no fact; one row changes a citation", "x-uncited": "says that no fact stands there", "x-questions": "asks the author of the spec",
		"x-operation/product": "another product is another operation",
		"x-relations/of":      "only a relation of files has it, and no operation of the pairs has files",
		"x-operation/formats": identity, "x-operation/carriers/id": identity, "x-operation/common/name": identity,
		"x-readings/id": identity, "x-readings/readings/id": identity, "x-rules/id": identity, "x-relations/id": identity, "x-requests/id": identity,
		"x-notes/id": identity, "x-placeholders/value": identity, "x-placeholders/beside": identity, "x-errors/triggers/when": identity,
	}
}

// Every x- key that a spec may have, at every level, is changed by some row, or
// it is said why a change of it is none.
func TestEveryKeyIsTouched(t *testing.T) {
	data, err := os.ReadFile("../x-keys.yaml")
	if err != nil {
		t.Fatal(err)
	}
	top := parseRaw(t, data)
	nodes, _, _ := top.walk("/$defs")
	touched := map[string]bool{}
	for _, r := range rows(t) {
		for _, path := range r.Paths {
			touched[keyPath(path)] = true
		}
	}
	var keys []string
	defs := nodes[len(nodes)-1]
	for i := 0; i+1 < len(defs.Content); i += 2 {
		if name := defs.Content[i].Value; strings.HasPrefix(name, "x-") {
			keys = append(append(keys, name), properties(top, defs.Content[i+1], name)...)
		}
	}
	for _, key := range keys {
		below := func(path string) bool { return path == key || strings.HasPrefix(path, key+"/") }
		hit := false
		for path := range touched {
			hit = hit || below(path)
		}
		reason := ""
		for ignored, why := range untouched() {
			if key == ignored || strings.HasPrefix(key, ignored+"/") || strings.HasSuffix(key, "/"+ignored) {
				reason = why
			}
		}
		if !hit && reason == "" {
			t.Errorf("no row changes %s, and it is not said why that shows nothing", key)
		}
	}
}

// keyPath is the path of a place from its x- key on, without indices.
func keyPath(path string) string {
	all := steps(path)
	start := slices.IndexFunc(all, func(step string) bool { return strings.HasPrefix(step, "x-") })
	if start < 0 {
		return ""
	}
	number := regexp.MustCompile(`^\d+$`)
	return strings.Join(slices.DeleteFunc(all[start:], number.MatchString), "/")
}

// properties lists the properties that a JSON Schema describes, at every level.
func properties(top raw, schema *yaml.Node, path string) []string {
	var out []string
	if i, _ := find(schema, "$ref"); i >= 0 {
		nodes, _, _ := top.walk(strings.TrimPrefix(schema.Content[i].Value, "#"))
		return properties(top, nodes[len(nodes)-1], path)
	}
	if i, _ := find(schema, "items"); i >= 0 {
		out = append(out, properties(top, schema.Content[i], path)...)
	}
	if i, _ := find(schema, "properties"); i >= 0 {
		for j := 0; j+1 < len(schema.Content[i].Content); j += 2 {
			name := path + "/" + schema.Content[i].Content[j].Value
			out = append(append(out, name), properties(top, schema.Content[i].Content[j+1], name)...)
		}
	}
	return out
}

// Every keyword of a schema that a spec may have without lint's refusing it is
// changed by some row on both sides, so none is overlooked.
func TestEveryKeywordIsTouched(t *testing.T) {
	touched := map[string]bool{}
	for _, r := range rows(t) {
		for _, path := range r.Paths {
			side := request
			if !strings.Contains(path, "/Request") {
				side = response
			}
			for _, step := range steps(path) {
				touched[side+"/"+step] = true
			}
		}
	}
	for keyword, sample := range keywordsOf(t) {
		for _, side := range []string{request, response} {
			if !touched[side+"/"+keyword] && accepted(t, keyword, sample) {
				t.Errorf("lint accepts the keyword %s, but no row changes it in a %s", keyword, side)
			}
		}
	}
}

// keywordsOf gives the keywords of schemas that the OpenAPI library knows, each
// with a value that it can have.
func keywordsOf(t *testing.T) map[string]string {
	doc, err := specs.OpenAPI([]byte(`{"openapi": "3.0.3", "components": {"schemas": {"A": {"type": "object"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	samples := map[reflect.Kind]string{
		reflect.String: "url", reflect.Bool: "true", reflect.Uint64: "1", reflect.Float64: "1", reflect.Interface: "1",
		reflect.Slice: "[{type: object}]", reflect.Map: "{A: {type: object}}", reflect.Struct: "{type: object}",
	}
	schema := reflect.TypeOf(*doc.Components.Schemas["A"].Value)
	out := map[string]string{}
	for i := range schema.NumField() {
		field := schema.Field(i)
		kind := field.Type
		if kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
		}
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "-" && name != "" {
			out[name] = samples[kind.Kind()]
		}
	}
	return out
}

// accepted tells whether lint takes a keyword in a schema.
func accepted(t *testing.T, keyword, sample string) bool {
	r := base(t, "ListCounts")
	r.put(t, "/components/schemas/Response/properties/Rows/items/"+keyword, parseRaw(t, []byte(sample)).Content[0])
	return len(specs.Lint("side.yaml", r.text(t))) == 0
}
