package output_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/suites/output"
)

// put makes a file of a test.
func put(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// holds checks what a file holds.
func holds(t *testing.T, name, want string) {
	t.Helper()
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
	}
}

// alone checks that nothing temporary is left in a folder.
func alone(t *testing.T, folder string) {
	t.Helper()
	if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestSaveKeepsModeAndLinks(t *testing.T) {
	dir := t.TempDir()
	file, link := put(t, filepath.Join(dir, "r.html"), "old"), filepath.Join(dir, "link.html")
	for _, target := range []string{"r.html", "new.html"} { // new.html is not there yet
		_ = os.Remove(link)
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
		if err := output.Save(context.Background(), link, output.Text([]byte("new"))); err != nil {
			t.Fatal(err)
		}
		holds(t, filepath.Join(dir, target), "new")
		if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("the link is no link any more: %v", err)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is not kept: %v, %v", info.Mode(), err)
	}
	alone(t, dir)
}

func TestWhatFailsLeavesTheFileAsItWas(t *testing.T) {
	dir := t.TempDir()
	file := put(t, filepath.Join(dir, "r.html"), "old")
	full := errors.New("no space left on device")
	err := output.Save(context.Background(), file, func(out io.Writer) error {
		_, _ = io.WriteString(out, "half of it")
		return full
	})
	if !errors.Is(err, full) || !strings.HasSuffix(err.Error(), "; the file is as it was") {
		t.Errorf("got %v", err)
	}
	holds(t, file, "old")
	func() {
		defer func() { _ = recover() }()
		_ = output.Save(context.Background(), file, func(io.Writer) error { panic("in the middle") })
	}()
	holds(t, file, "old")
	alone(t, dir)
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	record := put(t, "r.jsonl", "x")
	for link, target := range map[string]string{"soft.jsonl": "r.jsonl", "folder": "specs"} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Link("r.jsonl", "hard.jsonl"); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("specs/deep", 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, "specs/deep/Ask.yaml", "x")
	put(t, "specs/report.json", "x")
	for _, c := range []struct{ name, input, want string }{
		{"new.html", record, ""},
		{"r.jsonl", "other.jsonl", ""},
		{"r.jsonl", "", ""},
		{"r.jsonl", "r.jsonl", "output r.jsonl: it is read too, as r.jsonl; name another file"},
		{"./r.jsonl", filepath.Join(dir, "r.jsonl"), "it is read too"},
		{"soft.jsonl", "r.jsonl", "it is read too"},
		{"hard.jsonl", "soft.jsonl", "it is read too"},
		{"new.yaml", "./new.yaml", "it is read too"}, // a baseline that is to be made
		{"specs/deep/Ask.yaml", "folder", "it is read too"},
		{"specs/report.json", "specs", ""},
		{"specs", "", "output specs: it is a folder; name a file in it"},
		{"absent/new.html", "", "output absent/new.html: there is no folder absent"},
		{"r.jsonl/new.html", "", "output r.jsonl/new.html: "},
		{"", "", "the name of the file is empty"},
		{"/dev/null", "/dev/null", ""},
	} {
		err := output.Check(c.name, c.input)
		switch {
		case c.want == "" && err != nil, c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q beside %q: %v, want %q", c.name, c.input, err, c.want)
		}
	}
}

func TestWhatGrowsStaysUntilItIsBegun(t *testing.T) {
	dir := t.TempDir()
	file := put(t, filepath.Join(dir, "r.jsonl"), "the last run\n")
	g, err := output.Grow(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, file, "the last run\n")
	_, second := output.Grow(context.Background(), file)
	if second == nil || !strings.Contains(second.Error(), "a run that has not ended is writing to it") {
		t.Errorf("a second run may write too: %v", second)
	}
	if err := output.Check(file); err == nil {
		t.Error("a report may take the place of a record that grows")
	}
	for _, line := range []string{"a\n", "b\n"} {
		if _, err := io.WriteString(g, line); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, file, "a\nb\n")
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if err := output.Check(file); err != nil {
		t.Error(err)
	}
	unused := filepath.Join(dir, "unused.jsonl")
	if g, err = output.Grow(context.Background(), unused); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(unused); !os.IsNotExist(err) {
		t.Errorf("a file that was never begun is there: %v", err)
	}
}
