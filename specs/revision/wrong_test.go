package revision

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/atonce"
)

// wrongFiles are files that are no specs of ours, or would be read without end,
// with what the error says of each.
func wrongFiles(t testing.TB) map[string]struct{ text, says string } {
	spec := string(base(t, "ListCounts").text(t))
	instead := func(old, new string) string {
		if !strings.Contains(spec, old) {
			t.Fatalf("the base has no %s", old)
		}
		return strings.Replace(spec, old, new, 1)
	}
	const items = "items: {type: string}\n"
	bomb := "x-operation: {}\nbomb: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n"
	for i := range 9 {
		bomb += fmt.Sprintf("x-notes%d: &a%d [%s*a%d]\n", i, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 8), i)
	}
	doubling := "x-operation: {}\ncomponents:\n  schemas:\n    Request: {$ref: '#/components/schemas/S0'}\n"
	for i := range 14 {
		doubling += fmt.Sprintf("    S%d: {properties: {a: {$ref: '#/components/schemas/S%d'}, b: {$ref: '#/components/schemas/S%d'}, c: {$ref: '#/components/schemas/S%d'}}}\n", i, i+1, i+1, i+1)
	}
	doubling += "    S14: {type: string}\n"
	deep := strings.Repeat("[", 100) + strings.Repeat("]", 100)
	return map[string]struct{ text, says string }{
		"a schema in itself":         {instead(items, "items: {$ref: '#/components/schemas/Request'}\n"), "nests deeper than"},
		"a reference to nothing":     {instead(items, "items: {$ref: '#/components/schemas/A'}\n"), "leads nowhere"},
		"two references in a circle": {strings.Replace(instead(items, "items: {$ref: '#/components/schemas/A'}\n"), "        Error:\n", "        A: {$ref: '#/components/schemas/B'}\n        B: {$ref: '#/components/schemas/A'}\n        Error:\n", 1), "circle"},
		"another file":               {instead(items, "items: {$ref: 'other.yaml#/A'}\n"), "leads out of the file"},
		"a file outside":             {instead(items, "items: {$ref: '../../etc/passwd'}\n"), "leads out of the file"},
		"a page":                     {instead(items, "items: {$ref: 'http://example.com/a.yaml'}\n"), "leads out of the file"},
		"keys beside a reference":    {instead(items, "items: {$ref: '#/components/schemas/Error', maxLength: 5}\n"), "stand beside"},
		"a missing anchor":           {instead(items, "items: *nowhere\n"), "unknown anchor"},
		"an anchor in itself":        {instead(items, "items: &a {not: *a}\n"), "nests deeper than"},
		"a key twice":                {instead("product: demo\n", "product: demo\n    product: demo\n"), "stands in line"},
		"aliases that multiply":      {bomb, "more than"},
		"references that multiply":   {doubling, "more than"},
		"deep lists":                 {instead("text: The count is now and ever.", "text: "+deep), "nests deeper than"},
		"no file":                    {"", "not a YAML mapping"},
		"no YAML":                    {"a: [", ""},
		"a binary":                   {"\x00\x01\xff", ""},
		"a list":                     {"- a\n", "not a YAML mapping"},
		"no spec":                    {"info: {title: A}\n", "x-operation is missing"},
		"no title":                   {"openapi: 3.0.3\n", "info has no title"},
		"OpenAPI 3.1":                {"openapi: 3.1.0\n", "oasdiff compares it"},
		"Swagger 2.0":                {"swagger: '2.0'\n", "swagger2openapi"},
		"an empty operation":         {"x-operation: {}\n", "missing"},
		"an operation that is none":  {"x-operation: 5\npaths: 7\ncomponents: [1]\ninfo: x\n", "missing"},
	}
}

// Whatever is wrong with a file, the error has one line for each thing, each with
// file and line, and comes soon.
func TestWrongFiles(t *testing.T) {
	line := regexp.MustCompile(`^wrong\.yaml:\d+: \S`)
	for name, wrong := range wrongFiles(t) {
		t.Run(name, func(t *testing.T) {
			_, err := Read("wrong.yaml", []byte(wrong.text))
			if err == nil {
				t.Fatal("read without an error")
			}
			for _, text := range strings.Split(err.Error(), "\n") {
				if !line.MatchString(text) {
					t.Errorf("want wrong.yaml:LINE: …, got %s", text)
				}
			}
			if !strings.Contains(err.Error(), wrong.says) {
				t.Errorf("want an error that says %q, got %s", wrong.says, err)
			}
		})
	}
}

// Documents of two operations are no two revisions, and two sets without a common
// operation cannot be compared; both errors name both sides.
func TestOtherOperations(t *testing.T) {
	one, other := readRaw(t, "one.yaml", base(t, "ListCounts")), readRaw(t, "other.yaml", base(t, "GetTotals"))
	_, err := Compare(one, other)
	const want = "one.yaml is about demo/ListCounts, other.yaml about demo/GetTotals: two operations are not two revisions"
	if err == nil || err.Error() != want {
		t.Errorf("want %q, got %v", want, err)
	}
	if _, err := CompareAll([]*Document{one}, []*Document{other}); err == nil || !strings.Contains(err.Error(), "no operation in common") {
		t.Errorf("want an error about sets without a common operation, got %v", err)
	}
}

// An operation that one side of two sets lacks came or went.
func TestOperationsComeAndGo(t *testing.T) {
	one, other := readRaw(t, "one.yaml", base(t, "ListCounts")), readRaw(t, "other.yaml", base(t, "GetTotals"))
	for _, pair := range []struct {
		old, new []*Document
		kind     string
		weight   Weight
	}{
		{[]*Document{one}, []*Document{one, other}, "operation/added", BreaksImplementers},
		{[]*Document{one, other}, []*Document{one}, "operation/removed", BreaksCallers},
	} {
		changes, err := CompareAll(pair.old, pair.new)
		if err != nil || len(changes) != 1 || changes[0].Kind != pair.kind || changes[0].Weight != pair.weight || changes[0].At != "GetTotals" {
			t.Errorf("want %s of GetTotals alone, got %v\n\t%s", pair.kind, err, told(changes))
		}
	}
}

// A list of thousands is compared soon enough.
func TestHugeLists(t *testing.T) {
	list := func(from int) string {
		var out strings.Builder
		for i := range 5_000 {
			fmt.Fprintf(&out, "v%d, ", from+i)
		}
		return "type: string, enum: [" + out.String() + "]"
	}
	text := string(base(t, "ListCounts").text(t))
	side := func(file string, from int) *Document {
		d, err := Read(file, []byte(strings.Replace(text, "items: {type: string}\n", "items: {"+list(from)+"}\n", 1)))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	old, new := side("old.yaml", 0), side("new.yaml", 2_500)
	if changes := compare(t, old, new); len(changes) != 5_000 {
		t.Errorf("want 2500 values gone and 2500 new, got %d changes", len(changes))
	}
}

// FuzzReadAndCompare looks for files that are read or compared with a panic or
// without end. To shrink each interesting file takes all the time, so do not:
// go test ./specs/revision -run '^$' -fuzz ReadAndCompare -fuzztime 20s -fuzzminimizetime 5x
func FuzzReadAndCompare(f *testing.F) {
	for _, name := range []string{"ListCounts", "GetTotals"} {
		f.Add(base(f, name).text(f))
	}
	for _, wrong := range wrongFiles(f) {
		f.Add([]byte(wrong.text))
	}
	bases := []*Document{readRaw(f, "base.yaml", base(f, "ListCounts")), readRaw(f, "base.yaml", base(f, "GetTotals"))}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read("fuzz.yaml", data)
		if err != nil {
			return
		}
		clean := len(specs.Lint("fuzz.yaml", data)) == 0
		for _, b := range bases {
			if d.Operation.Key() != b.Operation.Key() {
				continue
			}
			for _, pair := range [][2]*Document{{b, d}, {d, b}} {
				changes, err := Compare(pair[0], pair[1])
				if err != nil && clean {
					t.Fatalf("a file that lints is not compared: %v", err)
				}
				if err == nil && clean {
					for _, e := range unexplainedEdits(t, pair[0], pair[1], changes) {
						t.Errorf("no change explains %v", e.path)
					}
				}
			}
		}
	})
}

func TestAPanicOfOneOfManyComesUp(t *testing.T) {
	if panicked := atonce.Caught(func() { concurrently([]string{"a defect"}, func(text string) { panic(text) }) }); panicked == nil || panicked.Cause != "a defect" {
		t.Errorf("the panic is %v", panicked)
	}
}
