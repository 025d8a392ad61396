package difference_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/tools/internal/difference"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// rendered gives a report in a format, as it is piped.
func rendered(t testing.TB, r *impact.Report, format string) string {
	t.Helper()
	return laid(t, r, format, page.Layout{Width: 100})
}

func laid(t testing.TB, r *impact.Report, format string, l page.Layout) string {
	t.Helper()
	var out bytes.Buffer
	must(t, difference.Write(&out, r, format, l))
	return out.String()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestGolden holds every format against files that people have looked at.
// UPDATE_GOLDEN=1 writes them anew.
func TestGolden(t *testing.T) {
	for _, set := range []string{"revisions", "client", "implementation", "nothing"} {
		for _, format := range difference.Formats() {
			file := "testdata/golden/" + set + "." + format
			got := rendered(t, sets()[set], format)
			if format == "html" { // the style is that of all reports, and changes with theirs
				got = got[strings.Index(got, "<header"):]
			}
			if os.Getenv("UPDATE_GOLDEN") != "" {
				must(t, os.MkdirAll("testdata/golden", 0o755))
				must(t, os.WriteFile(file, []byte(got), 0o644))
				continue
			}
			want, err := os.ReadFile(file)
			must(t, err)
			if got != string(want) {
				t.Errorf("%s is another; UPDATE_GOLDEN=1 go test writes it, git diff shows it", file)
			}
		}
	}
}

func TestTheJSONConformsToItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("difference.schema.json")
	must(t, err)
	valid := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		must(t, err)
		return schema.Validate(value)
	}
	for name, r := range sets() {
		if err := valid(rendered(t, r, "json")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	text := rendered(t, revisions(), "json")
	for _, wrong := range [][2]string{
		{`"format": 1`, `"format": 2`}, {`"weight": "loosens"`, `"weight": "loose"`}, {`"breaksCallers"`, `"BreaksCallers"`}, {`"turns": "red"`, `"turns": "green"`},
		{`"there"`, `"There"`}, {`"unasked"`, `"notAsked"`}, {`"from": "pass"`, `"from": "passed"`}, {`"recorded": "old"`, `"recorded": "001"`},
	} {
		changed := strings.Replace(text, wrong[0], wrong[1], 1)
		if changed == text || valid(changed) == nil {
			t.Errorf("the schema allows %s", wrong[1])
		}
	}
}

// TestPublicSchema holds the JUnit file against the schema that Jenkins publishes
// (xunit-plugin, junit-10.xsd), if PLUMB_JUNIT_XSD names it.
func TestPublicSchema(t *testing.T) {
	xsd := os.Getenv("PLUMB_JUNIT_XSD")
	if xsd == "" {
		t.Skip("PLUMB_JUNIT_XSD is not set")
	}
	reports := sets()
	reports["hostile"] = hostile()
	for name, r := range reports {
		command := exec.Command("xmllint", "--noout", "--schema", xsd, "-")
		command.Stdin = strings.NewReader(rendered(t, r, "junit"))
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("%s: %v %s", name, err, out)
		}
	}
}

// TestLinesAreNotTooLong: only what is copied whole, a place or the id of a case,
// may be longer than a line.
func TestLinesAreNotTooLong(t *testing.T) {
	for name, r := range sets() {
		for _, width := range []int{60, 100} {
			for line := range strings.Lines(laid(t, r, "text", page.Layout{Width: width})) {
				line = strings.TrimSuffix(line, "\n")
				words := strings.Fields(line)
				if n := utf8.RuneCountInString(line); n > width && len(words[len(words)-1]) < width/2 {
					t.Errorf("%s: %d columns: %s", name, n, line)
				}
			}
		}
	}
}

func TestColoursMeanSomething(t *testing.T) {
	colours := laid(t, revisions(), "text", page.Layout{Width: 100, Style: terminal.Style{Colours: true}})
	for _, want := range []string{
		"\x1b[31m✗ breaks callers\x1b[0m", "\x1b[31m✗ breaks implementers\x1b[0m", "\x1b[32m· loosens\x1b[0m", "\x1b[33m· accepted, breaks callers\x1b[0m", "\x1b[31m✗ red\x1b[0m", "\x1b[32m✓ mended\x1b[0m",
		"\x1b[31m✗ cloudemu 1.4\x1b[0m", "\x1b[32m✓ http://127.0.0.1:8801\x1b[0m",
	} {
		if !strings.Contains(colours, want) {
			t.Errorf("no %q", want)
		}
	}
	plain := rendered(t, revisions(), "text")
	for _, code := range []string{"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m"} {
		colours = strings.ReplaceAll(colours, code, "")
	}
	if colours != plain {
		t.Error("colours change the words or their places")
	}
}

func TestAFormatThatThereIsNot(t *testing.T) {
	var out bytes.Buffer
	err := difference.Write(&out, revisions(), "har", page.Layout{})
	if err == nil || !strings.Contains(err.Error(), `format "har" is not one of text, json, html, markdown, github, junit`) || out.Len() > 0 {
		t.Errorf("%v, %q", err, out.String())
	}
}
