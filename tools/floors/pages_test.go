package floors

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/tools/internal/difference"
	"github.com/plumbline/plumbline/tools/internal/report"
	"github.com/plumbline/plumbline/tools/internal/sdktable"
)

// page is the README of a floor, or another page.
func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// names tells whether a page has a word in the type of code, alone or first.
func names(page, word string) bool {
	return regexp.MustCompile("`" + regexp.QuoteMeta(word) + "[`/: ]").MatchString(page)
}

func TestEachFloorNamesItsFolders(t *testing.T) {
	all := golist(t)
	for _, floor := range []string{"specs", "fixtures", "suites", "tools"} {
		var below []string
		for _, p := range all {
			if name, ok := strings.CutPrefix(p.path(), floor+"/"); ok {
				below = append(below, name)
			}
		}
		entries, err := os.ReadDir("../../" + floor)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() && e.Name() != "internal" {
				below = append(below, e.Name())
			}
		}
		text := page(t, floor+"/README.md")
		slices.Sort(below)
		for _, name := range slices.Compact(below) {
			if !names(text, name) {
				t.Errorf("%s/README.md does not name the folder %s", floor, name)
			}
		}
	}
}

// The page says that a package uses only those above it, so it has their order.
func TestThePageOfTheSuitesHasTheOrderOfTheHouse(t *testing.T) {
	text, at := page(t, "suites/README.md"), 0
	for _, name := range storeys()[2] {
		found := strings.Index(text, "| `"+strings.TrimPrefix(name, "suites/")+"` |")
		if found < at {
			t.Errorf("suites/README.md lists %s too early, or not at all", name)
		}
		at = max(at, found)
	}
}

func TestThePageOfTheSpecsNamesEveryKey(t *testing.T) {
	text := page(t, "specs/README.md")
	for _, k := range contract.Keywords() {
		if !names(text, k.Name) {
			t.Errorf("specs/README.md does not name %s of %s", k.Name, k.Site)
		}
	}
	var rules struct {
		Defs map[string]any `yaml:"$defs"`
	}
	if err := yaml.Unmarshal([]byte(page(t, "specs/x-keys.yaml")), &rules); err != nil {
		t.Fatal(err)
	}
	for name, schema := range rules.Defs {
		if !strings.HasPrefix(name, "x-") {
			continue // no key, but what several have
		}
		for _, key := range append(properties(schema), name) {
			if !names(text, key) {
				t.Errorf("specs/README.md does not name %s of %s", key, name)
			}
		}
	}
	_, common, _ := strings.Cut(text, "## gateway.yaml")
	for _, vendor := range []string{"alibaba", "tencent"} {
		var top map[string]any
		if err := yaml.Unmarshal([]byte(page(t, "specs/"+vendor+"/gateway.yaml")), &top); err != nil {
			t.Fatal(err)
		}
		for key := range top {
			if !names(common, key) {
				t.Errorf("specs/README.md does not name %s of gateway.yaml", key)
			}
		}
	}
}

// properties gives the keys that a JSON Schema speaks of, at any depth.
func properties(schema any) []string {
	var out []string
	switch s := schema.(type) {
	case map[string]any:
		for key, value := range s {
			if members, ok := value.(map[string]any); ok && key == "properties" {
				for name := range members {
					out = append(out, name)
				}
			}
			out = append(out, properties(value)...)
		}
	case []any:
		for _, item := range s {
			out = append(out, properties(item)...)
		}
	}
	return out
}

func TestThePageOfTheSuitesSaysWhereEachFamilyIs(t *testing.T) {
	text := page(t, "suites/README.md")
	for _, family := range probe.Families() {
		row := regexp.MustCompile(`\| ` + family.Keyword + " \\| `([a-z_]+\\.go)` \\|").FindStringSubmatch(text)
		if row == nil {
			t.Errorf("suites/README.md does not say in which file the family %s is", family.Keyword)
		} else if _, err := os.Stat("../../suites/probe/" + row[1]); err != nil {
			t.Errorf("suites/README.md: %v", err)
		}
	}
}

func TestThePageOfTheToolsNamesEveryFormat(t *testing.T) {
	text := page(t, "tools/README.md")
	for folder, formats := range map[string][]string{"report": report.Formats(), "difference": difference.Formats(), "sdktable": sdktable.Formats()} {
		line := regexp.MustCompile("(?m)^\\| `internal/" + folder + "` .*$").FindString(text)
		for _, format := range formats {
			if !regexp.MustCompile(`\b` + format + `\b`).MatchString(line) {
				t.Errorf("tools/README.md does not name the format %s of %s", format, folder)
			}
		}
	}
}

// What a page names as a file, or links to, is there.
func TestThePagesNameFilesThatThereAre(t *testing.T) {
	var files []string
	err := filepath.WalkDir("../..", func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() && slices.Contains([]string{".git", "node_modules"}, e.Name()) {
			return fs.SkipDir
		}
		files = append(files, "/"+strings.TrimPrefix(filepath.ToSlash(name), "../../"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file := regexp.MustCompile("`([a-z0-9_./-]+\\.(?:go|yaml|json|txt))`")
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, name := range []string{"specs/README.md", "fixtures/README.md", "suites/README.md", "tools/README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"} {
		text := page(t, name)
		for _, m := range file.FindAllStringSubmatch(text, -1) {
			if !slices.ContainsFunc(files, func(f string) bool { return strings.HasSuffix(f, "/"+m[1]) }) {
				t.Errorf("%s names %s, which is not there", name, m[1])
			}
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(files, "/"+path.Join(path.Dir(name), m[1])) {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			}
		}
	}
}
