package conformance_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fromCaller gives a path of a flag as whoever typed it meant it: under ginkgo and
// go test a test binary runs in the folder of its package, wherever the command
// was typed. By itself it runs where it was started.
func fromCaller(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	own, err := os.Getwd()
	if err != nil {
		return path
	}
	return filepath.Join(callersFolder(fmt.Sprintf("/proc/%d", os.Getppid()), own), path)
}

// callersFolder is that of the process that runs this one, if it is ginkgo or go,
// else this one's own. Where the system does not say it, a binary that runs in the
// folder of its package is taken for typed in that of the module.
func callersFolder(process, own string) string {
	name, err := os.ReadFile(filepath.Join(process, "comm"))
	if err == nil {
		folder, err := os.Readlink(filepath.Join(process, "cwd"))
		if err != nil || !slices.Contains([]string{"ginkgo", "go"}, strings.TrimSpace(string(name))) {
			return own
		}
		return folder
	}
	if _, err := os.Stat(filepath.Join(own, "paths_test.go")); err != nil {
		return own
	}
	return filepath.Dir(filepath.Dir(own))
}

// meant takes the paths among the flags as they were typed.
func (o *options) meant() {
	paths := []*string{&o.Record, &o.Baseline, &o.OnlyFailed}
	for i := range o.Specs {
		paths = append(paths, &o.Specs[i])
	}
	if strings.HasSuffix(o.Target, ".yaml") || strings.HasSuffix(o.Target, ".yml") {
		paths = append(paths, &o.Target)
	}
	for _, path := range paths {
		*path = fromCaller(*path)
	}
}

func TestPathsAreTheCallers(t *testing.T) {
	own := filepath.Join(t.TempDir(), "suites", "conformance")
	if err := errors.Join(os.MkdirAll(own, 0o700), os.WriteFile(filepath.Join(own, "paths_test.go"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	folder, process := t.TempDir(), t.TempDir()
	if err := os.Symlink(folder, filepath.Join(process, "cwd")); err != nil {
		t.Skip("no links here: ", err)
	}
	for name, want := range map[string]string{"ginkgo\n": folder, "go\n": folder, "bash\n": own} {
		if err := os.WriteFile(filepath.Join(process, "comm"), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := callersFolder(process, own); got != want {
			t.Errorf("run by %q, it is typed in %s, and taken for %s", name, want, got)
		}
	}
	if got, module := callersFolder(process+"-none", own), filepath.Dir(filepath.Dir(own)); got != module {
		t.Errorf("without a word of the system it is %s, want %s", got, module)
	}
	if got := callersFolder(process+"-none", folder); got != folder {
		t.Errorf("a binary elsewhere is taken for typed in %s", got)
	}
	for _, path := range []string{"", "/a/b.yaml"} {
		if got := fromCaller(path); got != path {
			t.Errorf("%q becomes %q", path, got)
		}
	}
	var typed options
	typed.Target, typed.Record = "http://127.0.0.1:1", "/r.jsonl"
	if typed.meant(); typed.Target != "http://127.0.0.1:1" || typed.Record != "/r.jsonl" {
		t.Errorf("what is no relative path becomes %+v", typed.Run)
	}
}
