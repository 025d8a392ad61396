//go:build unix

package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/plumbline/plumbline/specs"
)

// BenchmarkBesideOasdiff runs the whole commands on folders of 500 and 5000 operations of which
// nothing changed, or each in one thing: plumb diff and, on the same files in the same run,
// oasdiff, as its module is fetched in the version that go.mod names. It fails where plumb
// takes more than twice the time of processors, or the memory.
func BenchmarkBesideOasdiff(b *testing.B) {
	bin := b.TempDir()
	build := func(args ...string) {
		c := exec.Command("go", args...)
		c.Env = append(os.Environ(), "GOBIN="+bin, "GOFLAGS=")
		if out, err := c.CombinedOutput(); err != nil {
			b.Skipf("go %s: %v: %s", strings.Join(args, " "), err, out)
		}
	}
	build("build", "-o", filepath.Join(bin, "plumb"), ".")
	version, err := exec.Command("go", "list", "-m", "-f", "{{.Path}}@{{.Version}}", "github.com/oasdiff/oasdiff").Output()
	if err != nil {
		b.Fatal(err)
	}
	build("install", strings.TrimSpace(string(version)))
	for _, n := range []int{500, 5000} {
		folder := b.TempDir()
		many(b, n, specs.Tree(), folder)
		for _, new := range []string{"same", "changed"} {
			b.Run(fmt.Sprintf("%d %s", n, new), func(b *testing.B) {
				for b.Loop() {
					ours := spent(b, folder, filepath.Join(bin, "plumb"), "diff", "old", new)
					theirs := spent(b, folder, filepath.Join(bin, "oasdiff"), "diff", "-c", "old/*.yaml", new+"/*.yaml")
					for i, what := range []string{"cpu", "memory"} {
						b.ReportMetric(ours[i], what)
						b.ReportMetric(theirs[i], what+"-of-oasdiff")
						if ours[i] > 2*theirs[i] {
							b.Errorf("%s: %.1f, of oasdiff %.1f", what, ours[i], theirs[i])
						}
					}
				}
			})
		}
	}
}

// many writes n operations three times, each at a path of its own: as they are among some
// documents, the same again, and with one thing changed in each.
func many(b *testing.B, n int, documents fs.FS, folder string) {
	b.Helper()
	names, err := specs.Files(documents)
	if err != nil {
		b.Fatal(err)
	}
	for _, side := range []string{"old", "same", "changed"} {
		if err := os.Mkdir(filepath.Join(folder, side), 0o755); err != nil {
			b.Fatal(err)
		}
	}
	for i := range n {
		name := names[i%len(names)]
		data, err := fs.ReadFile(documents, name)
		if err != nil {
			b.Fatal(err)
		}
		operation, _, _ := strings.Cut(path.Base(name), ".")
		text := strings.NewReplacer(operation, fmt.Sprint(operation, i), "\n  /:\n", fmt.Sprintf("\n  /%d:\n", i), "superseded: true", "superseded: false").Replace(string(data))
		changed := strings.Replace(text, "type: string\n", "type: boolean\n", 1)
		if changed == text {
			b.Fatalf("nothing is changed in %s", name)
		}
		for side, text := range map[string]string{"old": text, "same": text, "changed": changed} {
			if err := os.WriteFile(filepath.Join(folder, side, fmt.Sprint(operation, i, ".yaml")), []byte(text), 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// spent runs a command in a folder, and gives the seconds of processors and the megabytes
// that it takes.
func spent(b *testing.B, folder, command string, args ...string) [2]float64 {
	b.Helper()
	c := exec.Command(command, args...)
	c.Dir, c.Stdout = folder, io.Discard
	if err := c.Run(); err != nil {
		b.Fatalf("%s: %v", command, err)
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	return [2]float64{(c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(), float64(usage.Maxrss) / 1024}
}
