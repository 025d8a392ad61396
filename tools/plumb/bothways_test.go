package main

import (
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/plumbline/plumbline/suites/record"
)

// TestGinkgoAndPlumbAgree runs the suite by both ways in and compares the
// records: the same cases, with the same verdicts in the same words.
func TestGinkgoAndPlumbAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the Ginkgo suite, which takes seconds")
	}
	for _, row := range []struct {
		target string
		ginkgo []string // flags of its own
	}{
		{"emulator", []string{"--procs=3"}},
		{"emulator:limit-is-49@DescribeUserFlowStatistics/UserNames", []string{"--flake-attempts=2"}},
	} {
		t.Run(row.target, func(t *testing.T) {
			target := row.target
			dir := t.TempDir()
			byGinkgo, byPlumb := filepath.Join(dir, "ginkgo.jsonl"), filepath.Join(dir, "plumb.jsonl")
			command := exec.Command("go", slices.Concat([]string{"tool", "ginkgo", "run", "--no-color", "--succinct"}, row.ginkgo, []string{"./suites/conformance", "--",
				"--target=" + target, "--level=may", "--record=" + byGinkgo})...)
			command.Dir = filepath.Join("..", "..")
			out, err := command.CombinedOutput()
			if conforms := err == nil; conforms != (target == "emulator") {
				t.Fatalf("ginkgo: %v\n%s", err, out)
			}
			plumb([]string{"run", "--target=" + target, "--level=may", "--record=" + byPlumb}, nil, io.Discard, os.Stderr, os.Getenv)
			compare(t, read(t, byGinkgo), read(t, byPlumb))
		})
	}
}

func read(t *testing.T, name string) *record.Run {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, err := record.Read(name, file)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func compare(t *testing.T, ginkgo, plumb *record.Run) {
	t.Helper()
	if ginkgo.Header.Specs != plumb.Header.Specs || ginkgo.Header.Cases != plumb.Header.Cases ||
		!maps.Equal(ginkgo.Header.Operations, plumb.Header.Operations) || !reflect.DeepEqual(ginkgo.Header.Accounts, plumb.Header.Accounts) {
		t.Errorf("the headers differ: %+v and %+v", ginkgo.Header, plumb.Header)
	}
	if ginkgo.Footer.ExitStatus != plumb.Footer.ExitStatus || len(ginkgo.Exchanges) < len(plumb.Exchanges) { // more are asked anew
		t.Errorf("status %d and %d, %d and %d exchanges", ginkgo.Footer.ExitStatus, plumb.Footer.ExitStatus, len(ginkgo.Exchanges), len(plumb.Exchanges))
	}
	byID := map[string]record.Verdict{}
	for _, v := range ginkgo.Verdicts {
		byID[v.ID] = v
	}
	for _, v := range plumb.Verdicts {
		if other := byID[v.ID]; v.Outcome != other.Outcome || v.Expected != other.Expected || v.Reading != other.Reading || v.Source != other.Source {
			t.Errorf("%s: plumb says %s (%s), ginkgo %s (%s)", v.ID, v.Outcome, v.Reading, other.Outcome, other.Reading)
		}
	}
	if len(plumb.Verdicts) != len(ginkgo.Verdicts) {
		t.Errorf("%d verdicts of plumb, %d of ginkgo", len(plumb.Verdicts), len(ginkgo.Verdicts))
	}
}
