package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

func pages(t *testing.T, text string) specs.Documents {
	t.Helper()
	documents, err := specs.ReadDocuments(fstest.MapFS{"000_page.txt": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	return documents
}

const page = "one\ntwo\nthree\n"

func TestPinTouchesCitationsAlone(t *testing.T) {
	one, two := specs.Digest("one"), specs.Digest("one\ntwo")
	for _, row := range []struct{ name, text, want string }{
		{"a line", `a: "000:1"`, `a: "000:1#` + one + `"`},
		{"lines", `a: ["000:1-2", common]`, `a: ["000:1-2#` + two + `", common]`},
		{"pinned already", `a: "000:1#` + one + `"`, `a: "000:1#` + one + `"`},
		{"pinned otherwise", `a: "000:1#00000000"`, `a: "000:1#` + one + `"`},
		{"not in quotes", "a: 000:1 # 000:1\nb: '000:1'", "a: 000:1 # 000:1\nb: '000:1'"},
		{"within a text", `a: "see 000:1"`, `a: "see 000:1"`},
		{"blanks, comments and line ends", "# \"a\"\r\na:   \"000:1\"  # why\r\n\r\n", "# \"a\"\r\na:   \"000:1#" + one + "\"  # why\r\n\r\n"},
		{"no line end at the end", `"000:1"`, `"000:1#` + one + `"`},
		{"nothing", "", ""},
		{"past the end", `a: ["000:9", "000:1"]`, `a: ["000:9", "000:1#` + one + `"]`},
		{"an unknown document", `a: "007:1"`, `a: "007:1"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, _ := pin([]byte(row.text), pages(t, page))
			if string(got) != row.want {
				t.Fatalf("got  %q\nwant %q", got, row.want)
			}
			again, edits := pin(got, pages(t, page))
			if !bytes.Equal(again, got) {
				t.Errorf("a second time gives %q", again)
			}
			for _, e := range edits {
				if e.err == nil {
					t.Errorf("a second time edits line %d", e.line)
				}
			}
		})
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	documents, tree := filepath.Join(dir, "documents"), filepath.Join(dir, "specs")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(documents, "000_page.txt"), page)
	spec := filepath.Join(tree, "a", "Op.yaml")
	write(spec, "a: \"000:1\"\nb: \"000:2\"\n")
	write(filepath.Join(tree, "notes.txt"), `"000:1"`)
	step := func(want exit.Status, told ...string) {
		t.Helper()
		var stdout, stderr strings.Builder
		if got := run([]string{documents}, tree, &stdout, &stderr); got != want {
			t.Errorf("status %d, want %d: %s%s", got, want, &stdout, &stderr)
		}
		said := stdout.String() + stderr.String()
		if len(told) == 0 && said != "" {
			t.Errorf("said %q, want nothing", said)
		}
		for _, text := range told {
			if !strings.Contains(said, text) {
				t.Errorf("said %q, want %q in it", said, text)
			}
		}
	}
	step(exit.Conforms, "Op.yaml: 2 digests written")
	step(exit.Conforms)
	write(filepath.Join(documents, "000_page.txt"), "one\nzwei\n")
	step(exit.Conforms, "Op.yaml:2: 000:2 changed from "+specs.Digest("two")+" to "+specs.Digest("zwei"), "1 digests written")
	write(spec, "a: \"000:1\"\nb: \"000:9\"\n")
	step(exit.Differs, "Op.yaml:2: 000:9 cites past the end", "1 digests written")
	if text, err := os.ReadFile(filepath.Join(tree, "notes.txt")); err != nil || string(text) != `"000:1"` {
		t.Errorf("a file that is no spec is %q, %v", text, err)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"a", "b"}, {t.TempDir()}} {
		var stdout, stderr strings.Builder
		if got := run(args, t.TempDir(), &stdout, &stderr); got != exit.Usage || stderr.Len() == 0 {
			t.Errorf("%q: status %d, said %q", args, got, &stderr)
		}
	}
}
