package floors

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/plumbline/plumbline/"

// pkg is what go list says of a package.
type pkg struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
	GoFiles, TestGoFiles, XTestGoFiles []string
}

// path is the import path below the module.
func (p pkg) path() string { return strings.TrimPrefix(p.ImportPath, module) }

func (p pkg) testImports() []string { return append(slices.Clone(p.TestImports), p.XTestImports...) }

// golist asks the go command; its answer is no input of the test cache, so
// that this test is run with -count=1.
func golist(t *testing.T) []pkg {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports,GoFiles,TestGoFiles,XTestGoFiles", "./...")
	command.Dir = "../.."
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for decoder.More() {
		var p pkg
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 12 {
		t.Fatalf("go list gives %d packages; the house has more", len(all))
	}
	return all
}

// storeys lists what each floor may stand on, in the order of the house. Within
// suites and specs a package may use those named before it.
func storeys() [][]string {
	return [][]string{
		{"specs/atonce", "specs/contract", "specs/document", "specs/wire/sign", "specs/wire/body", "specs/wire", "specs/wire/acs3", "specs/wire/", "specs", "specs/revision", "specs/revision/pairs", "specs/definition"},
		{"fixtures/"},
		{"suites/answer", "suites/finding", "suites/spreadsheet", "suites/want", "suites/probe", "suites/judge", "suites/draw", "suites/output", "suites/record", "suites/gate", "suites/target", "suites/run", "suites/question", "suites/sdk", "suites/impact", "suites/observe", "suites/traffic"},
		{"suites/"},
		{"tools/"},
	}
}

// place gives the floor of a package and its place on it.
func place(path string) (floor, position int) {
	for f, names := range storeys() {
		for i, name := range names {
			if path == name || strings.HasSuffix(name, "/") && strings.HasPrefix(path, name) {
				return f, i
			}
		}
	}
	return -1, 0
}

func TestImportsOnlyGoDown(t *testing.T) {
	for _, p := range golist(t) {
		floor, position := place(p.path())
		if floor < 0 {
			t.Errorf("%s stands on no floor; give it a place in storeys", p.path())
		}
		for _, imported := range p.Imports {
			below, ok := strings.CutPrefix(imported, module)
			if !ok {
				continue
			}
			onFloor, at := place(below)
			sameHouse := floor == onFloor && (position > at || strings.HasPrefix(below, "tools/internal/"))
			if onFloor > floor || onFloor == floor && !sameHouse {
				t.Errorf("%s imports %s, which does not lie below it", p.path(), below)
			}
		}
	}
}

func TestNobodyImportsTools(t *testing.T) {
	for _, p := range golist(t) {
		for _, imported := range append(p.testImports(), p.Imports...) {
			if strings.HasPrefix(imported, module+"tools/") && !strings.HasPrefix(p.path(), "tools/") {
				t.Errorf("%s imports %s", p.path(), imported)
			}
		}
	}
}

func TestWhatHasOneImporter(t *testing.T) {
	for _, rule := range []struct {
		prefix  string
		allowed []string
		why     string
	}{
		{"github.com/getkin/kin-openapi", []string{"specs"}, "its model changes with most versions"},
		{"github.com/oasdiff/", []string{"specs/revision"}, "it says what differs; what that means is ours to say"},
		{"github.com/onsi/", nil, "Ginkgo is the outer skin: only test files of the suites use it"},
		{"golang.org/x/sync/errgroup", []string{"specs/atonce"}, "it loses panics"},
		{module + "specs/wire/alibabarpc", []string{"specs"}, "the table of protocols is the one place that knows them all"},
		{module + "specs/wire/alibabaroa", []string{"specs"}, "the table of protocols is the one place that knows them all"},
		{module + "specs/wire/tencentapi3", []string{"specs"}, "the table of protocols is the one place that knows them all"},
		{"github.com/spf13/cobra", []string{"tools/plumb"}, "only the command has flags of its own"},
	} {
		for _, p := range golist(t) {
			for _, imported := range p.Imports {
				if strings.HasPrefix(imported, rule.prefix) && !slices.Contains(rule.allowed, p.path()) {
					t.Errorf("%s imports %s: %s", p.path(), imported, rule.why)
				}
			}
		}
	}
}

// YAML is read and edited in one place, by whichever library; pairs, which only tests
// import, writes specs for them without the code they test.
func TestOnePackageReadsYAML(t *testing.T) {
	for _, p := range golist(t) {
		for _, imported := range p.Imports {
			if strings.Contains(strings.ToLower(imported), "yaml") && p.path() != "specs/document" && p.path() != "specs/revision/pairs" {
				t.Errorf("%s imports %s; specs/document is the one that reads YAML", p.path(), imported)
			}
		}
	}
}

// The pairs are a second way to read YAML, which only tests may take.
func TestOnlyTestsImportPairs(t *testing.T) {
	for _, p := range golist(t) {
		if slices.Contains(p.Imports, module+"specs/revision/pairs") {
			t.Errorf("%s imports specs/revision/pairs, which is for tests", p.path())
		}
	}
}

func TestOnlyTheGinkgoSuitesUseGinkgo(t *testing.T) {
	suites := []string{"suites/conformance", "suites/mutants", "suites/sdkgate", "suites/revisions", "suites/strangers"}
	for _, p := range golist(t) {
		for _, imported := range p.testImports() {
			if strings.HasPrefix(imported, "github.com/onsi/") && !slices.Contains(suites, p.path()) {
				t.Errorf("the tests of %s import %s: the engine is tested without Ginkgo", p.path(), imported)
			}
		}
		if slices.Contains(suites, p.path()) && len(p.GoFiles) > 1 {
			t.Errorf("%s has files beside its tests and its doc.go: %v", p.path(), p.GoFiles)
		}
	}
}

func TestTheContractNeedsTheStandardLibraryOnly(t *testing.T) {
	for _, p := range golist(t) {
		if p.path() != "specs/contract" && !strings.HasPrefix(p.path(), "specs/wire/") {
			continue
		}
		for _, imported := range p.Imports {
			// The tables of the encodings that XML may declare are nobody's to copy.
			tables := p.path() == "specs/wire/body" && strings.HasPrefix(imported, "golang.org/x/text/encoding")
			if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") && !strings.HasPrefix(imported, module) && !tables {
				t.Errorf("%s imports %s", p.path(), imported)
			}
		}
	}
}
