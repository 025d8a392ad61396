package gate_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/suites/gate"
)

// The schema that is published takes what the reader takes, and refuses what it
// refuses, but for what no schema can state.
func TestTheSchemaSaysWhatIsRead(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("baseline.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	checked := func(text string) error {
		top, err := document.Read("b.yaml", []byte(text))
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
	beyond := []string{"a key twice", "an alias", "an escape", "an entry twice", "a prefix twice", "no date"}
	for _, c := range noBaselines() {
		if checked(c.text) == nil && !slices.Contains(beyond, c.name) {
			t.Errorf("%s: the schema takes %s", c.name, c.text)
		}
	}
	for _, text := range []string{
		"accepted: []\n", "accepted:\n", "suite: v1\nspecs: abc\naccepted:\n  - {id: a/b, outcome: fail, reason: because, link: 'https://example.test/1', expires: '2026-12-31'}\n",
		"accepted:\n  - {prefix: a/b, target: 'x*', outcome: skip, reason: ''}\nknown:\n  a/b: [c, d]\n",
	} {
		if _, err := gate.Read("b.yaml", []byte(text)); err != nil {
			t.Errorf("the reader refuses %s: %v", text, err)
		}
		if err := checked(text); err != nil {
			t.Errorf("the schema refuses %s: %v", text, err)
		}
	}
}
