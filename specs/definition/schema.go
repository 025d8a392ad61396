package definition

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// entry makes an entry of a mapping.
func entry(key string, value document.Node) document.Entry {
	return document.Entry{Key: key, Value: value}
}

func yes() document.Node { return document.Typed("!!bool", "true") }

// object makes the schema of a defined object; path is where it stands. What else
// each member says is added by a function. An object within itself is left out, with a
// question.
func (w *drafting) object(name document.Node, path string, member func(of, schema document.Node, path string)) document.Node {
	members := w.Definition.top.At("objects", name.Text(), "members")
	if members.Kind() != document.Sequence {
		w.failed(name.Fail("the object %q is not defined", name.Text()))
		return document.Map()
	}
	properties := document.Map()
	var needed []document.Node
	w.inside = append(w.inside, name.Text())
	for _, of := range members.Items() {
		key := of.Get("name").Text()
		below := strings.TrimPrefix(path+"/"+key, "/")
		switch {
		case of.Get("disabled").True():
			continue
		case slices.Contains(w.inside, of.Get("member").Text()):
			w.ask(below, "It is made of what it stands in (%s:%d), and left out here: how deep does it go?", w.name, of.Line())
			continue
		}
		schema := w.schema(of, below, member)
		member(of, schema, below)
		properties.Add(key, schema)
		if is := required(of, w.answer); is != nil && *is {
			needed = append(needed, document.Text(key))
		}
	}
	w.inside = w.inside[:len(w.inside)-1]
	out := document.Map(entry("type", document.Text("object")))
	if len(needed) > 0 {
		out.Add("required", document.List(needed...).Flow())
	}
	out.Add("properties", properties)
	return out
}

// kinds are the types of a definition, as OpenAPI calls them.
func kinds() map[string]string {
	return map[string]string{"string": "string", "binary": "string", "int": "integer", "int64": "integer", "uint64": "integer", "float": "number", "bool": "boolean"}
}

// schema makes the schema of a member from its type, and what it is made of.
func (w *drafting) schema(of document.Node, path string, member func(of, schema document.Node, path string)) document.Node {
	made := of.Get("member")
	var out document.Node
	switch kind := of.Get("type").Text(); {
	case kind == "object":
		out = w.object(made, path, member)
	case kind == "list" && kinds()[made.Text()] != "":
		out = document.Map(entry("type", document.Text("array")), entry("items", typed(kinds()[made.Text()])))
	case kind == "list":
		out = document.Map(entry("type", document.Text("array")), entry("items", w.object(made, path, member)))
	case kinds()[kind] != "":
		out = typed(kinds()[kind])
		if kind == "string" && made.Text() != "string" {
			w.ask(path, "It is a %s (%s:%d): in which form?", made.Text(), w.name, of.Line())
		}
		if value, ok := example(kinds()[kind], of.Get("example").Text()); ok {
			out.Add("example", value)
		}
	default:
		w.failed(of.Fail("the type %q is none of a definition: list, object, string, int, float, bool, binary", kind))
		return document.Map()
	}
	if of.Get("value_allowed_null").True() {
		out.Add("nullable", yes())
	}
	return out
}

func typed(kind string) document.Node {
	return document.Map(entry("type", document.Text(kind)))
}

// example makes an example of a defined one, if it is one: definitions have texts
// there, some as they stand in JSON, some of which say that there is none.
func example(kind, text string) (document.Node, bool) {
	form := map[string]string{"string": `[!-~]`, "integer": `^-?(0|[1-9]\d*)$`, "number": `^-?\d+(\.\d+)?$`, "boolean": `^(true|false)$`}
	tag := map[string]string{"string": "!!str", "integer": "!!int", "number": "!!float", "boolean": "!!bool"}
	var inside string
	if json.Unmarshal([]byte(text), &inside) == nil {
		text = inside
	}
	return document.Typed(tag[kind], text), regexp.MustCompile(form[kind]).MatchString(text)
}

// field adds what is said of a member of an answer: where it stands.
func (w *drafting) field(of, schema document.Node, _ string) {
	if items := schema.Get("items"); items.There() {
		items.Add("x-source", w.cite(of))
	}
	schema.Add("x-source", w.cite(of))
}

// parameter adds what is said of a member of a request and, of a parameter itself,
// where it stands, how a list is spelt, and where its value comes from.
func (w *drafting) parameter(of, schema document.Node, path string) {
	if regexp.MustCompile(`\d`).MatchString(of.Get("document").Text()) {
		w.ask(path, "The prose of %s:%d has numbers: does it name values, a limit, a default?", w.name, of.Line())
	}
	if strings.Contains(path, "/") {
		return
	}
	schema.Add("x-source", w.cite(of))
	kind := schema.Get("type").Text()
	if kind == "array" {
		schema.Add("x-list", document.Map(entry("wire", document.Text(path+".N")), entry("first", document.Typed("!!int", "0"))).Flow())
	}
	if kind == "string" && of.Get("required").True() {
		value := schema.Get("example")
		if !value.There() {
			value = document.Text("sample")
			w.ask(path, "Which value is there? The definition has no example.")
		}
		schema.Add("x-fixture", document.Map(entry("key", document.Text(kebab(path))), entry("default", value.Bare())).Flow())
	}
}

// kebab spells a name as keys of target files are: "device-id" for DeviceId.
func kebab(name string) string {
	return strings.ToLower(regexp.MustCompile(`([a-z0-9])([A-Z])`).ReplaceAllString(name, "$1-$2"))
}
