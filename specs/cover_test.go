package specs

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plumbline/plumbline/specs/document"
)

// documents gives the vendors' pages, which are no part of the repository.
func documents(t testing.TB) fs.FS {
	t.Helper()
	folder, told := os.LookupEnv("PLUMBLINE_DOCUMENTS")
	if !told {
		folder = filepath.Join("..", "..", "shared", "documents")
	}
	_, err := ReadDocuments(os.DirFS(folder))
	switch {
	case err != nil && told:
		t.Fatalf("PLUMBLINE_DOCUMENTS is %s: %v", folder, err)
	case err != nil:
		t.Skipf("the vendors' pages are no part of the repository and not in %s (%v); set PLUMBLINE_DOCUMENTS to their folder", folder, err)
	}
	return os.DirFS(folder)
}

func TestEveryLineIsCited(t *testing.T) {
	for _, f := range Cover(documents(t)) {
		t.Error(f)
	}
}

// changed copies the pages with one text in one of them replaced.
func changed(t *testing.T, number, old, new string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	files := documents(t)
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if strings.HasPrefix(name, number) {
			if !strings.Contains(text, old) {
				t.Fatalf("%s lacks %q", name, old)
			}
			text = strings.Replace(text, old, new, 1)
		}
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestCoverNoticesAChangedPage(t *testing.T) {
	for _, row := range []struct{ name, number, old, new, rule, text string }{
		{"another limit", "004", "Up to 10 devices", "Up to 20 devices", "digest", "004:40 is pinned as"},
		{"a new error row", "003", "InvalidParameterValue Parameter value error.\n", "InvalidParameterValue Parameter value error.\nInvalidParameter Parameter error.\n", "line-without-fact", "003:160"},
		{"a line more at the top", "002", "You can call", "News.\nYou can call", "digest", "002:19 is pinned as"},
		{"a line more at the end", "000", "product/Smartag)\n", "product/Smartag)\nNews.\n", "line-without-fact", "000:105"},
		{"a shorter page", "001", "\n[See common error codes](https://error-center.aliyun.com/status/product/Smartag)\n", "", "citation-of-nothing", "001:100 cites past the end"},
		{"a line gone blank", "004", "FilePath String File address url", "", "citation-of-nothing", "004:46 cites blank lines only"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var got []string
			for _, f := range Cover(changed(t, row.number, row.old, row.new)) {
				got = append(got, f.String())
				if f.Rule == row.rule && strings.Contains(f.Text, row.text) {
					return
				}
			}
			t.Errorf("want [%s] %q, got\n%s", row.rule, row.text, strings.Join(got, "\n"))
		})
	}
}

func TestCoverWithoutDocuments(t *testing.T) {
	if findings := Cover(fstest.MapFS{}); len(findings) != 1 || findings[0].Rule != "documents" {
		t.Errorf("got %v", findings)
	}
	two := fstest.MapFS{"000_a.txt": {}, "000_b.txt": {}}
	if findings := Cover(two); len(findings) != 1 || !strings.Contains(findings[0].Text, "already") {
		t.Errorf("got %v", findings)
	}
}

// The rules of leaving out, on a page and a spec made for it.
func TestLeavingOut(t *testing.T) {
	page := "# Title\n\n|Name|Type|\n|----|----|\n|A|String| first\n\n second\n\n |\n``` {#x}\nexample\n```\nlink\n"
	spec := func(facts, uncited string) string {
		return "x-operation: {x-source: [" + facts + "]}\nx-uncited:\n  - {x-source: [" + uncited + "], reason: none}\n"
	}
	for _, row := range []struct {
		name, facts, uncited string
		want                 []string
	}{
		{"all is well", `"000:5", "000:7", "000:11"`, `"000:1-4", "000:13"`, nil},
		{"ranges over blanks", `"000:5-12"`, `"000:1-4", "000:13"`, nil},
		{"a line forgotten", `"000:5-12"`, `"000:1-4"`, []string{"line-without-fact 000_page.txt:13"}},
		{"a row left out", `"000:7", "000:11"`, `"000:1-5", "000:13"`, []string{"fact-left-out spec.yaml:3"}},
		{"the end of a row left out", `"000:5", "000:11"`, `"000:1-4", "000:7", "000:13"`, []string{"fact-left-out spec.yaml:3"}},
		{"an example left out", `"000:5-7"`, `"000:1-4", "000:11", "000:13"`, []string{"fact-left-out spec.yaml:3"}},
		{"left out and cited", `"000:5-13"`, `"000:1-4", "000:13"`, []string{"stale-reason spec.yaml:3"}},
		{"another document", `"000:5-12", "007:1"`, `"000:1-4", "000:13"`, []string{"citation-of-nothing spec.yaml:1"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			pages, err := ReadDocuments(fstest.MapFS{"000_page.txt": {Data: []byte(page)}})
			if err != nil {
				t.Fatal(err)
			}
			top, err := document.Parse("spec.yaml", []byte(spec(row.facts, row.uncited)))
			if err != nil {
				t.Fatal(err)
			}
			c := newCoverage(pages)
			c.file(top)
			c.lines()
			var got []string
			for _, f := range c.findings {
				got = append(got, f.Rule+" "+f.Location.String())
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestFactualLinesOfPlainText(t *testing.T) {
	const old = "Intro\n\nRequest parameters\n\nParameter Type\nA String\n\nWhat A is.\n\nResponse parameters\n\nParameter Type\nB String\n\nSample requests\n\nGET\n" +
		"Sample success responses\n\nJSON format\n\n{}\n\nError codes\n\nHttpCode Error code\n400 E\n\nFor a list of codes, see there.\n"
	const tight = "1. API Description\n\n2. Input Parameters\n\nParameter Name Required Type\nA Yes\nNo number\n\n3. Output Parameters\n\nParameter Name Type\nB\n\n" +
		"4. Example\n\nExample1 One\n\nInput Example\n\nPOST\n\n{}\n\nOutput Example\n\n{}\n\n5. Developer Resources\n\nSDK\n\n6. Error Code\n\nError Code Description\nE\n\nfurniture\n"
	for text, want := range map[string][]int{old: {6, 8, 13, 17, 22, 27}, tight: {6, 7, 12, 20, 22, 26, 35}} {
		if got := (Document{Lines: strings.Split(text, "\n")}).factual(); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v in\n%s", got, want, text)
		}
	}
}

// A test with -v tells how much the specs say and cite.
func TestFigures(t *testing.T) {
	pages, err := ReadDocuments(documents(t))
	if err != nil {
		t.Fatal(err)
	}
	files, err := Files(tree)
	if err != nil {
		t.Fatal(err)
	}
	c := newCoverage(pages)
	facts, citations, factual, lines := 0, 0, 0, 0
	for _, file := range files {
		data, err := tree.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		top, err := document.Parse(file, data)
		if err != nil {
			t.Fatal(err)
		}
		c.file(top)
		facts += len(factsOf(top))
		citations += len(citationsOf(top))
	}
	for _, document := range pages {
		factual += len(document.factual())
		for _, line := range document.Lines {
			if !blank(line) {
				lines++
			}
		}
	}
	t.Logf("%d files, %d facts, %d citations; of %d lines that are not blank %d are cited by facts and %d left out with a reason; %d are table rows or example lines",
		len(files), facts, citations, lines, len(c.facts), len(c.leftOut), factual)
	if len(c.facts)+len(c.leftOut) != lines {
		t.Errorf("%d + %d is not %d", len(c.facts), len(c.leftOut), lines)
	}
}
