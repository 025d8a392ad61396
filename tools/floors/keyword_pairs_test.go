package floors

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/revision/pairs"
)

// stating is a place where a document states a keyword, and what stands there
// with it and without it; no text with it stands for what the document has, none
// without it for nothing.
type stating struct{ document, path, with, without string }

const (
	flow   = "alibaba/smartag/2018-03-13/DescribeUserFlowStatistics.yaml"
	online = "alibaba/smartag/2018-03-13/DescribeUserOnlineClientStatistics.yaml"
	totals = "tencent/mna/2021-01-19/GetFlowStatistic.yaml"
	file   = "tencent/mna/2021-01-19/GetStatisticData.yaml"
	// Operations that no vendor has, below fixtures/operations.
	exclusive = "parcels/DescribeParcelsExclusive.yaml"
	pages     = "parcels/DescribeParcelsPages.yaml"
)

// documented are the keywords that a document has as it is.
func documented() map[contract.Site]map[string]stating {
	return map[contract.Site]map[string]stating{
		contract.AtTop: {
			"x-errors": {flow, "/x-errors", "", "[]"}, "x-requests": {flow, "/x-requests", "", "[]"}, "x-readings": {flow, "/x-readings", "", ""},
			"x-rules": {exclusive, "/x-rules", "", ""}, "x-relations": {flow, "/x-relations", "", ""}, "x-notes": {flow, "/x-notes", "", ""},
		},
		contract.InOperation: {
			"xml-root": {"ListCounts", "/x-operation/xml-root", "", ""}, "envelope": {totals, "/x-operation/envelope", "", ""}, "rate": {totals, "/x-operation/rate", "", ""},
			"formats": {flow, "/x-operation/formats/1", "", ""}, "carriers": {flow, "/x-operation/carriers/1", "", ""}, "common": {"GetTotals", "/x-operation/common/1/required", "true", "false"},
		},
		contract.InRequest: {"required": {totals, "/components/schemas/Request/required/0", "", ""}},
		contract.InParameter: {
			"type":     {totals, "/components/schemas/Request/properties/EndTime/type", "", "string"},
			"enum":     {totals, "/components/schemas/Request/properties/Type/enum", "", ""},
			"format":   {flow, "/components/schemas/Request/properties/StatisticsDate/format", "", ""},
			"maxItems": {flow, "/components/schemas/Request/properties/UserNames/maxItems", "", ""},
			"default":  {totals, "/components/schemas/Request/properties/GatewayType/default", "", ""}, "x-default": {flow, "/components/schemas/Request/properties/StatisticsDate/x-default", "", ""},
			"x-list":   {flow, "/components/schemas/Request/properties/UserNames/x-list/first", "", "0"},
			"nullable": {"GetTotals", "/components/schemas/Request/properties/Devices/nullable", "true", ""},
			"minItems": added("type: array, items: {type: string}, example: [a, b, c]", "minItems: 2", ""), "uniqueItems": added("type: array, items: {type: string}, example: [a, b]", "uniqueItems: true", ""),
			"exclusiveMinimum": added("type: integer, minimum: 1", "exclusiveMinimum: true", ""), "exclusiveMaximum": added("type: integer, maximum: 9", "exclusiveMaximum: true", ""),
			"required":       added("type: object, properties: {a: {type: string, example: x}, b: {type: string}}", "required: [a]", ""),
			"properties":     added("type: object", "properties: {a: {type: string, example: x}}", ""),
			"x-placeholders": {totals, "/components/schemas/Request/properties/DeviceId/x-placeholders", "", ""},
		},
		contract.InTrigger: {"over-limit": {"ListCounts", "/x-errors/1/triggers/1", "{parameter: Names, when: over-limit}", ""}},
		contract.InItems: {
			"type": inItems("", "type: integer", "type: boolean"), "enum": inItems("type: string", "enum: [a, b]", ""), "format": inItems("type: string", "format: yyyyMM", ""),
			"minimum": inItems("type: integer", "minimum: 1", ""), "multipleOf": inItems("type: integer", "multipleOf: 5", ""), "maximum": inItems("type: integer", "maximum: 100", ""),
			"minLength": inItems("type: string", "minLength: 2", ""), "maxLength": inItems("type: string", "maxLength: 20", ""), "pattern": inItems("type: string", `pattern: "^[a-z]+$"`, ""),
			"minItems": inItems("type: array, items: {type: string}, example: [a, b, c]", "minItems: 2", ""), "uniqueItems": inItems("type: array, items: {type: string}, example: [a, b]", "uniqueItems: true", ""),
			"exclusiveMinimum": inItems("type: integer, minimum: 1", "exclusiveMinimum: true", ""), "exclusiveMaximum": inItems("type: integer, maximum: 9", "exclusiveMaximum: true", ""),
			"maxItems":   inItems("type: array, items: {type: string}, example: [a, b]", "maxItems: 1", ""),
			"required":   inItems("type: object, properties: {a: {type: string, example: x}, b: {type: string}}", "required: [a]", ""),
			"properties": inItems("type: object", "properties: {a: {type: string, example: x}}", ""),
		},
		contract.InAnswer: {
			"type":     {totals, "/components/schemas/Payload/properties/MaxValue/type", "", "string"},
			"oneOf":    {"ListCounts", "/components/schemas/Response/properties/Rows/items/properties/Count/oneOf/1", "", ""},
			"required": {totals, "/components/schemas/Payload/required/1", "", ""}, "properties": {totals, "/components/schemas/Payload/properties/MaxValue", "", ""},
			"items": {"ListCounts", "/components/schemas/Response/properties/Rows/items", "", ""}, "format": {file, "/components/schemas/Payload/properties/FilePath/format", "", ""},
			"pattern": {totals, "/components/schemas/Payload/properties/NetDetails/items/properties/Time/pattern", "", ""},
			"minimum": {totals, "/components/schemas/Payload/properties/MaxValue/minimum", "", ""}, "x-unit": {totals, "/components/schemas/Payload/properties/MaxValue/x-unit", "", ""},
		},
	}
}

// added is a further parameter, with a keyword and without it; another may stand there
// instead.
func added(schema, keyword, instead string) stating {
	with := func(keyword string) string {
		parts := slices.DeleteFunc([]string{"x-source: common", schema, keyword}, func(s string) bool { return s == "" })
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return stating{"GetTotals", "/components/schemas/Request/properties/Further", with(keyword), with(instead)}
}

// inItems is the same for the items of such a parameter.
func inItems(schema, keyword, instead string) stating {
	of := added(schema, keyword, instead)
	list := func(items string) string { return "{x-source: common, type: array, items: " + items + "}" }
	return stating{of.document, of.path, list(of.with), list(of.without)}
}

// values are what other keywords are stated with, and where in which documents of
// package pairs: the same at every site that has such a place.
func values(name string) (value, of string) {
	text := map[string]string{
		"minimum": "1", "maximum": "100", "exclusiveMinimum": "true", "exclusiveMaximum": "true", "multipleOf": "5", "minLength": "2", "maxLength": "20", "pattern": "^[a-z0-9-]+$",
		"minItems": "1", "maxItems": "60", "uniqueItems": "true", "nullable": "true", "readOnly": "true", "writeOnly": "true", "allowEmptyValue": "true", "enum": "[anna, otto]",
		"format": "url", "default": "anna", "minProperties": "1", "maxProperties": "20", "additionalProperties": "false", "required": "[a]", "properties": "{a: {type: string}}",
		"items": "{type: string}", "allOf": "[{maxProperties: 9}]", "anyOf": "[{maxProperties: 9}, {minProperties: 2}]", "oneOf": "[{maxProperties: 9}, {minProperties: 2}]", "not": "{type: boolean}", "discriminator": "{propertyName: a}",
	}[name]
	switch name {
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf":
		return text, "number"
	case "minItems", "maxItems", "uniqueItems":
		return text, "list"
	}
	return text, "text"
}

func placeOf(site contract.Site, of string) string {
	const request, rows = "/components/schemas/Request", "/components/schemas/Response/properties/Rows"
	return map[contract.Site]map[string]string{
		contract.InRequest:   {"text": request},
		contract.InParameter: {"number": request + "/properties/Size", "list": request + "/properties/Names", "text": request + "/properties/Gateway"},
		contract.InItems:     {"number": request + "/properties/Names/items", "list": request + "/properties/Names/items", "text": request + "/properties/Names/items"},
		contract.InAnswer:    {"number": rows + "/items/properties/Seconds", "list": rows, "text": rows + "/items/properties/Name"},
	}[site][of]
}

// statingOf finds where a keyword is stated.
func statingOf(t *testing.T, k contract.KeywordRow) stating {
	if s, ok := documented()[k.Site][k.Name]; ok {
		return s
	}
	switch k.Site {
	case contract.InTrigger:
		return listed(t, "/x-errors", "triggers", "when", k.Name)
	case contract.InRule:
		return listed(t, "/x-rules", "", "kind", k.Name)
	case contract.InRelation:
		return listed(t, "/x-relations", "", "kind", k.Name)
	}
	value, of := values(k.Name)
	if value == "" {
		t.Fatalf("no document of the test states %s of %s", k.Name, k.Site)
	}
	return stating{"ListCounts", placeOf(k.Site, of) + "/" + k.Name, value, ""}
}

// listed finds the first item of a list, or of the lists below its items, whose
// key has a value, in the documents.
func listed(t *testing.T, list, below, key, value string) stating {
	for _, name := range []string{flow, online, totals, file, exclusive, pages} {
		found := items(read(t, name), list)
		for _, path := range slices.Sorted(maps.Keys(found)) {
			n := found[path]
			if below == "" && scalar(n, key) == value {
				return stating{name, path, "", ""}
			}
			for inner, m := range items(read(t, name), path+"/"+below) {
				if below != "" && scalar(m, key) == value {
					return stating{name, inner, "", ""}
				}
			}
		}
	}
	t.Fatalf("no embedded document has %s: %s", key, value)
	return stating{}
}

func read(t *testing.T, name string) pairs.Spec {
	t.Helper()
	in, err := pairs.Base(name)
	if strings.Contains(name, "/") {
		var data []byte
		tree := specs.Tree()
		if strings.HasPrefix(name, "parcels/") {
			tree = os.DirFS("../../fixtures/operations")
		}
		if data, err = fs.ReadFile(tree, name); err == nil {
			in, err = pairs.Parse(data)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// pairOf makes the documents with a keyword and without it.
func pairOf(t *testing.T, k contract.KeywordRow) (with, without *revision.Document) {
	s := statingOf(t, k)
	made := func(text string, keep bool) *revision.Document {
		in := read(t, s.document)
		if !keep {
			var value *yaml.Node
			if text != "" {
				var doc yaml.Node
				if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
					t.Fatal(err)
				}
				value = doc.Content[0]
			}
			if err := in.Put(s.path, value); err != nil {
				t.Fatal(err)
			}
		}
		data, err := in.Text()
		if err != nil {
			t.Fatal(err)
		}
		d, err := revision.Read("document.yaml", data)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	return made(s.with, s.with == ""), made(s.without, false)
}

// items gives the paths and nodes of a list's items.
func items(in pairs.Spec, list string) map[string]*yaml.Node {
	out := map[string]*yaml.Node{}
	nodes, _, there := in.Walk(list)
	if !there || nodes[len(nodes)-1].Kind != yaml.SequenceNode {
		return nil
	}
	for i, n := range nodes[len(nodes)-1].Content {
		out[fmt.Sprintf("%s/%d", list, i)] = n
	}
	return out
}

// scalar gives the text of a member.
func scalar(n *yaml.Node, key string) string {
	if i, _ := pairs.Find(n, key); i >= 0 {
		return n.Content[i].Value
	}
	return ""
}
