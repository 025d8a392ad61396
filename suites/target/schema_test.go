package target_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/suites/target"
)

// beyond are refusals that no schema can state: an order, a word of the documents,
// a second document, a key that stands twice, how a number is written.
func beyond() []string {
	return []string{"not after begin", "no documented code", "is no operation", "of no product here", "second YAML document", "stands twice", "already", "cloud.yaml:", "201913", "1.5e9"}
}

// The schema that is published takes what the reader takes, and refuses what it
// refuses, as far as a schema can.
func TestTheSchemaSaysWhatIsRead(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("target.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	checked := func(text string) error {
		top, err := document.Read("cloud.yaml", []byte(text))
		if err != nil {
			return err
		}
		plain, err := json.Marshal(top.Value())
		if err != nil {
			return err
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(plain)))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for _, row := range wrongFiles() {
		if checked(row.text) == nil && !slices.ContainsFunc(beyond(), func(word string) bool { return strings.Contains(row.says, word) }) {
			t.Errorf("%s: the schema takes %s", row.name, row.text)
		}
	}
	for _, text := range []string{
		"smartag: {url: 'http://127.0.0.1:1', instance: a, users: b, month: 201905, signing: none}",
		"name: x\noperations: [mna/GetFlowStatistic]\nmna: {url: 'https://cloud.example', devices: [a, b], group: c, begin: 1, end: 2}\naccept: {codes: {InvalidParameter: [A, B]}}",
	} {
		if _, err := target.Parse(written(t, text), config(t, nil)); err != nil {
			t.Errorf("the reader refuses %s: %v", text, err)
		}
		if err := checked(text); err != nil {
			t.Errorf("the schema refuses %s: %v", text, err)
		}
	}
}

// A key that a new document brings must be published too.
func TestTheSchemaHasTheKeysOfTheDocuments(t *testing.T) {
	text, err := os.ReadFile("target.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]struct{ Properties map[string]any }
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	all, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]map[string]bool{}
	for _, o := range all {
		if keys[o.Product] == nil {
			keys[o.Product] = map[string]bool{"url": true, "signing": true, "accept": true}
		}
		for _, p := range o.Params {
			for _, key := range []string{p.Fixture.Key, p.Fixture.Unknown} {
				if key != "" {
					keys[o.Product][key] = true
				}
			}
		}
	}
	for product, want := range keys {
		got := slices.Sorted(maps.Keys(schema.Properties[product].Properties))
		if want := slices.Sorted(maps.Keys(want)); !slices.Equal(got, want) {
			t.Errorf("%s has %v, the documents name %v", product, got, want)
		}
	}
}
