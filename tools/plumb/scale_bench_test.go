//go:build unix

package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// scale is of how many operations the benchmark below is made at most.
var scale = flag.Int("scale", 1000, "measure the commands on folders of up to so many operations")

// BenchmarkScale runs the whole commands on folders of 100, 1,000 and 10,000 operations of the usual size:
// lint, plan, run against the generic emulator, the report of its record, and a diff of
// operations that all changed. It gives the seconds of processors and the most megabytes that
// each takes.
func BenchmarkScale(b *testing.B) {
	plumb := filepath.Join(b.TempDir(), "plumb")
	if out, err := exec.Command("go", "build", "-o", plumb, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, n := range []int{100, 1000, 10000} {
		if n > *scale {
			continue
		}
		folder := b.TempDir()
		many(b, n, os.DirFS(filepath.Join("..", "..", "fixtures", "operations", "tencent", "organization")), folder)
		address := emulating(b, plumb, folder)
		for _, words := range []string{
			"lint --specs old", "plan --specs old", "run --quiet --specs old --record r.jsonl --target " + address, "report r.jsonl", "diff old changed",
		} {
			args := strings.Fields(words)
			b.Run(fmt.Sprintf("%s of %d", args[0], n), func(b *testing.B) {
				for b.Loop() {
					took := spent(b, folder, plumb, args...)
					b.ReportMetric(took[0], "cpu-s")
					b.ReportMetric(took[1], "MB")
				}
			})
		}
	}
}

// emulating serves the operations of a folder until the benchmark ends, and gives the address.
func emulating(b *testing.B, plumb, folder string) string {
	b.Helper()
	c := exec.Command(plumb, "emulate", "--specs", "old", "--addr", "127.0.0.1:0")
	c.Dir = folder
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	address, _, _ := strings.Cut(line, " ")
	return address
}
