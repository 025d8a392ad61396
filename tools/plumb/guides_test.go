//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryCommandOfTheGuides runs the blocks of sh of each guide in a folder of
// its own, with nothing but the binary. A command ends with status 0, or with that
// behind its "# status".
func TestEveryCommandOfTheGuides(t *testing.T) {
	if testing.Short() {
		t.Skip("runs plumb two dozen times")
	}
	binary := built(t)
	guides, err := filepath.Glob("../guides/*.md")
	if err != nil || len(guides) < 6 {
		t.Fatalf("%d guides: %v", len(guides), err)
	}
	for _, guide := range guides {
		if filepath.Base(guide) == "reference.md" {
			continue // no commands to run; it is written from the commands
		}
		t.Run(filepath.Base(guide), func(t *testing.T) {
			text, err := os.ReadFile(guide)
			if err != nil {
				t.Fatal(err)
			}
			r := newRunner(t, binary)
			r.root = t.TempDir()
			address := freeAddress(t)
			script := strings.ReplaceAll(guideScript(string(text)), "127.0.0.1:8801", address)
			if !strings.Contains(script, "plumb ") {
				t.Fatal("no command is run")
			}
			if !r.bash(script, map[string]string{"PATH": r.temp + ":" + os.Getenv("PATH")}, os.DevNull) {
				_, log := r.said()
				t.Errorf("a command ends otherwise than the guide says:\n%s", log[max(0, len(log)-2000):])
			}
		})
	}
}

// guideScript is a script of the commands of a guide.
func guideScript(text string) string {
	var out strings.Builder
	out.WriteString("set +e\n")
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(text, -1) {
		for line := range strings.Lines(block[1]) {
			command, status, _ := strings.Cut(strings.TrimSpace(line), " # status ")
			if status == "" {
				status = "0"
			}
			if strings.HasSuffix(command, "&") { // a server: wait until it is there
				fmt.Fprintf(&out, "%s\nfor _ in $(seq 200); do (: < /dev/tcp/127.0.0.1/$(echo 127.0.0.1:8801 | cut -d: -f2)) 2> /dev/null && break; sleep 0.1; done\n", command)
				continue
			}
			fmt.Fprintf(&out, "%s\ngot=$?; [ $got = %s ] || { echo 'guide: status '$got' of: %s'; exit 9; }\n", command, status, strings.ReplaceAll(command, "'", `'\''`))
		}
	}
	return out.String()
}
