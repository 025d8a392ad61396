package conformance_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fromCaller gives a path of a flag as whoever typed it meant it: a test binary
// runs in the folder of its package, wherever the command was typed.
func fromCaller(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	own, err := os.Getwd()
	if err != nil {
		return path
	}
	return filepath.Join(callersFolder(fmt.Sprintf("/proc/%d/cwd", os.Getppid()), own), path)
}

// callersFolder is that of the process that runs this one, ginkgo or go; where the
// system does not say it, that of the module, in which the README's command is typed.
func callersFolder(link, own string) string {
	if folder, err := os.Readlink(link); err == nil {
		return folder
	}
	for folder := own; ; folder = filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		if folder == filepath.Dir(folder) {
			return own
		}
	}
}

// meant gives the flags with their paths as they were typed.
func (o options) meant() options {
	if strings.HasSuffix(o.target, ".yaml") || strings.HasSuffix(o.target, ".yml") {
		o.target = fromCaller(o.target)
	}
	o.record, o.specs = fromCaller(o.record), fromCaller(o.specs)
	return o
}

func TestPathsAreTheCallers(t *testing.T) {
	own, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	folder, link := t.TempDir(), filepath.Join(t.TempDir(), "cwd")
	if err := os.Symlink(folder, link); err != nil {
		t.Skip("no links here: ", err)
	}
	if got := callersFolder(link, own); got != folder {
		t.Errorf("it is typed in %s, and taken for %s", folder, got)
	}
	module := filepath.Dir(filepath.Dir(own))
	if got := callersFolder(link+"-none", own); got != module {
		t.Errorf("without a word of the system it is %s, want %s", got, module)
	}
	for _, path := range []string{"", "/a/b.yaml"} {
		if got := fromCaller(path); got != path {
			t.Errorf("%q becomes %q", path, got)
		}
	}
	typed := options{target: "http://127.0.0.1:1", record: "/r.jsonl"}.meant()
	if typed.target != "http://127.0.0.1:1" || typed.record != "/r.jsonl" {
		t.Errorf("what is no relative path becomes %+v", typed)
	}
}
