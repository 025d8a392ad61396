package specs

import (
	"slices"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// The x- keys of the table and those whose values x-keys.yaml describes are the
// same, and so are the members of x-operation.
func TestTheTableAndTheSchemasHaveTheSameKeys(t *testing.T) {
	rules, err := keySchemas()
	if err != nil {
		t.Fatal(err)
	}
	var table []string
	for _, k := range contract.Keywords() {
		if strings.HasPrefix(k.Name, "x-") && !slices.Contains(table, k.Name) {
			table = append(table, k.Name)
		}
	}
	sameNames(t, "the x- keys", table, rules.names)

	data, err := tree.ReadFile("x-keys.yaml")
	if err != nil {
		t.Fatal(err)
	}
	top, err := document.Parse("x-keys.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	var members []string
	for _, e := range top.At("$defs", "x-operation", "properties").Entries() {
		members = append(members, e.Key)
	}
	sameNames(t, "the members of x-operation", contract.KeywordNames(contract.InOperation), members)
}

func sameNames(t *testing.T, what string, table, schemas []string) {
	t.Helper()
	table, schemas = slices.Sorted(slices.Values(table)), slices.Sorted(slices.Values(schemas))
	if !slices.Equal(table, schemas) {
		t.Errorf("%s: the table of keywords has %q, x-keys.yaml %q", what, table, schemas)
	}
}

// What demands something and goes unasked is said with its reason, at its line.
func TestLintSaysWhatNothingAsks(t *testing.T) {
	for _, row := range []struct{ name, old, new, at, says string }{
		{"of a parameter", "          maxItems: 50\n", "          maxItems: 50\n          readOnly: true\n", "          readOnly", "readOnly of the parameter UserNames: no family asks for it"},
		{"of items", "          items: {type: string}\n", "          items: {type: string, nullable: true}\n", "          items: {type: string, n", "nullable of the items of the parameter UserNames: no family asks for it"},
		{"of the request", "    Request:\n", "    Request:\n      additionalProperties: false\n", "      additionalProperties", "additionalProperties of the request: no family asks for it"},
		{"of a field", "          x-source: \"000:37\"\n", "          x-source: \"000:37\"\n          maxLength: 40\n", "          maxLength", "maxLength of the field RequestId: no family holds answers against it"},
		{"a value", "minimum: 0", "minimum: 7", "minimum: 7", "minimum of the field SagStatistics/Statistics[]/TotalBytes: only 0 is asked about"},
	} {
		t.Run(row.name, func(t *testing.T) {
			text := bare(t, flowStatistics)
			if !strings.Contains(text, row.old) {
				t.Fatalf("the spec no longer has %q", row.old)
			}
			text = strings.Replace(text, row.old, row.new, 1)
			before, _, _ := strings.Cut(text, row.at)
			found := unasked("some.yaml", []byte(text))
			if line := 1 + strings.Count(before, "\n"); len(found) != 1 || found[0].Location.Line != line || found[0].Text != "stated, and not asked: "+row.says {
				t.Errorf("want one finding in line %d that says %q, got %v", line, row.says, found)
			}
		})
	}
}

// What only a parameter has is not overlooked below one.
func TestLintSaysWhatIsReadOfParametersOnly(t *testing.T) {
	text := strings.Replace(bare(t, flowStatistics), "          items: {type: string}\n",
		"          items: {type: object, properties: {Name: {type: string, x-placeholders: [{value: a, beside: Name}]}}}\n", 1)
	found := Lint("some.yaml", []byte(text))
	if !slices.ContainsFunc(found, func(f Finding) bool {
		return f.Text == "nothing reads the x-placeholders of the parameter UserNames/Name: only a parameter itself has one"
	}) {
		t.Errorf("it says %v", found)
	}
}
