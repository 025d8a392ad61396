package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/report"
)

// rendered gives a report in a format, with short explanations.
func rendered(t testing.TB, format string, runs ...*record.Run) []byte {
	t.Helper()
	var out bytes.Buffer
	known := report.Knowledge{Impact: measured(t), Explain: func(_ *record.Run, id string) string { return id + "\n  demand    as plumb explain says\n" }}
	if err := report.Write(&out, report.Build(runs, known), format, page.Layout{Width: 100}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sets are the records that are rendered in every format.
func sets(t testing.TB) map[string][]*record.Run {
	return map[string][]*record.Run{
		"conforms": read(t, "conforms"), "limit": read(t, "limit"), "gated": {gated(t)}, "closed": read(t, "closed"),
		"felt": {followed(t)}, "weighed": {weighed(t)},
		"matrix": read(t, "conforms", "limit", "null", "enum"),
	}
}

// TestGolden holds every format against files that people have looked at.
// UPDATE_GOLDEN=1 writes them anew.
func TestGolden(t *testing.T) {
	for _, set := range []string{"limit", "gated", "felt", "matrix"} {
		for _, format := range report.Formats() {
			if (set == "gated" || set == "felt") && (format == "har" || format == "html") {
				continue // what is particular about it is in the others too
			}
			if set == "matrix" && format == "har" {
				continue // one record after the other
			}
			got := rendered(t, format, sets(t)[set]...)
			if set == "matrix" && format == "html" { // the runs below are as of one record
				got, _, _ = bytes.Cut(got[bytes.Index(got, []byte("<header")):], []byte(`<section class="run">`))
			}
			file := "testdata/golden/" + set + "." + format
			if os.Getenv("UPDATE_GOLDEN") != "" {
				must(t, os.MkdirAll("testdata/golden", 0o755))
				must(t, os.WriteFile(file, got, 0o644))
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s is another; UPDATE_GOLDEN=1 go test writes it, git diff shows it", file)
			}
		}
	}
}

func TestAReportIsTheSameEveryTime(t *testing.T) {
	for _, format := range report.Formats() {
		first := rendered(t, format, sets(t)["matrix"]...)
		for range 5 {
			if !bytes.Equal(first, rendered(t, format, sets(t)["matrix"]...)) {
				t.Fatalf("%s differs from time to time", format)
			}
		}
	}
}

func TestTheJSONConformsToItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text []byte) error {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for name, runs := range sets(t) {
		if err := valid(rendered(t, "json", runs...)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	text := string(rendered(t, "json", sets(t)["gated"]...))
	for _, wrong := range [][2]string{
		{`"format": 1`, `"format": 2`}, {`"outcome": "pass"`, `"outcome": "passed"`}, {`"worthKnowing"`, `"known"`}, {`"verdict"`, `"verdicts"`}, {`"accepted"`, `"acceptance"`},
	} {
		if valid([]byte(strings.Replace(text, wrong[0], wrong[1], 1))) == nil {
			t.Errorf("the schema allows %s", wrong[1])
		}
	}
}

// TestPublicSchemas holds the JUnit file against the schema that Jenkins
// publishes (xunit-plugin, junit-10.xsd), the archive against har-schema, and CTRF
// against ctrf.schema.json, if their files are given: PLUMB_JUNIT_XSD,
// PLUMB_HAR_SCHEMA, PLUMB_CTRF_SCHEMA.
func TestPublicSchemas(t *testing.T) {
	xsd, archive, tests := os.Getenv("PLUMB_JUNIT_XSD"), os.Getenv("PLUMB_HAR_SCHEMA"), os.Getenv("PLUMB_CTRF_SCHEMA")
	if xsd == "" && archive == "" && tests == "" {
		t.Skip("PLUMB_JUNIT_XSD, PLUMB_HAR_SCHEMA and PLUMB_CTRF_SCHEMA are not set")
	}
	for name, runs := range sets(t) {
		if xsd != "" {
			command := exec.Command("xmllint", "--noout", "--schema", xsd, "-")
			command.Stdin = bytes.NewReader(rendered(t, "junit", runs...))
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s: %v %s", name, err, out)
			}
		}
		if tests != "" {
			schema, err := jsonschema.NewCompiler().Compile(tests)
			must(t, err)
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(rendered(t, "ctrf", runs...)))
			must(t, err)
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if archive != "" {
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(rendered(t, "har", runs...)))
			must(t, err)
			if err := harSchema(t, archive).Validate(value); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// harSchema compiles the files of har-schema, put together as {"schemas":
// {"har": …, "log": …}}, or as the folder of its package.
func harSchema(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	files := map[string]json.RawMessage{}
	if entries, err := os.ReadDir(path); err == nil {
		for _, entry := range entries {
			if name, isSchema := strings.CutSuffix(entry.Name(), ".json"); isSchema {
				files[name], err = os.ReadFile(path + "/" + entry.Name())
				must(t, err)
			}
		}
	} else {
		text, err := os.ReadFile(path)
		must(t, err)
		var all struct{ Schemas map[string]json.RawMessage }
		must(t, json.Unmarshal(text, &all))
		files = all.Schemas
	}
	compiler := jsonschema.NewCompiler()
	for name, text := range files {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.ReplaceAll(text, []byte(`"$id": "`), []byte(`"$id": "http://har.test/`))))
		must(t, err)
		must(t, compiler.AddResource("http://har.test/"+name+".json", value))
	}
	schema, err := compiler.Compile("http://har.test/har.json")
	must(t, err)
	return schema
}
