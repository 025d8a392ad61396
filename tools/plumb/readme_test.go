package main

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	readme  = "../../README.md"
	picture = "../guides/run.svg"
	// pictured is the command whose run the picture shows.
	pictured = "plumb run --target emulator:limit-is-49@DescribeUserFlowStatistics/UserNames --select smartag/DescribeUserFlowStatistics/UserNames/maxItems"
)

// took is how long something took, which is another time each time.
var took = regexp.MustCompile(`in [0-9.]+m?s$`)

// TestTheReadmeShowsWhatIsPrinted runs the command of each block behind a line
// "<!-- prints: COMMAND -->" and wants each of its lines among those printed, in order;
// "…" stands for some. UPDATE_SCRIPTS=1 writes the numbers anew.
func TestTheReadmeShowsWhatIsPrinted(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs plumb")
	}
	binary := built(t)
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile(`(?m)^<!-- prints: plumb (.*) -->\n\n((?:    .*\n|\n)+)`)
	found := 0
	text := blocks.ReplaceAllStringFunc(string(data), func(block string) string {
		found++
		parts := blocks.FindStringSubmatch(block)
		printed := strings.Split(printedBy(t, binary, parts[1]), "\n")
		lines := strings.Split(strings.TrimRight(parts[2], "\n"), "\n")
		for i, line := range lines {
			if line = strings.TrimPrefix(line, "    "); line == "…" {
				continue
			}
			at := slices.IndexFunc(printed, func(p string) bool { return alike(p) == alike(line) })
			if at < 0 {
				t.Errorf("plumb %s does not print\n%s", parts[1], line)
				continue
			}
			if got := took.ReplaceAllString(printed[at], ""); got != took.ReplaceAllString(line, "") {
				if os.Getenv("UPDATE_SCRIPTS") == "" {
					t.Errorf("README.md has\n%s\nand plumb %s prints\n%s", line, parts[1], printed[at])
				}
				lines[i] = "    " + printed[at]
			}
			printed = printed[at+1:]
		}
		return "<!-- prints: plumb " + parts[1] + " -->\n\n" + strings.Join(lines, "\n") + parts[2][len(strings.TrimRight(parts[2], "\n")):]
	})
	if found < 3 {
		t.Errorf("README.md has %d printed blocks that a command is named for", found)
	}
	if os.Getenv("UPDATE_SCRIPTS") != "" && !t.Failed() && text != string(data) {
		if err := os.WriteFile(readme, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// alike is a line without its numbers, which come and go with cases.
func alike(line string) string {
	return strings.Join(strings.Fields(regexp.MustCompile(`[0-9]+`).ReplaceAllString(took.ReplaceAllString(line, ""), "0")), " ")
}

// printedBy is what a command prints, whatever its status.
func printedBy(t *testing.T, binary, arguments string) string {
	t.Helper()
	c := exec.Command(binary, strings.Fields(arguments)...)
	c.Dir = t.TempDir()
	out, err := c.Output()
	if err != nil && c.ProcessState.ExitCode() != 1 {
		t.Fatalf("plumb %s: %v", arguments, err)
	}
	return string(out)
}

// TestThePictureIsOfARun holds the picture of the README against a run of today; only
// times may be others. make picture draws it anew.
func TestThePictureIsOfARun(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs plumb")
	}
	drawn := drawing("$ " + pictured + "\n" + printedBy(t, built(t), strings.TrimPrefix(pictured, "plumb ")+" --color always"))
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.WriteFile(picture, []byte(drawn), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	times := regexp.MustCompile(`[0-9.]+m?s\b`)
	if kept, err := os.ReadFile(picture); err != nil || times.ReplaceAllString(string(kept), "") != times.ReplaceAllString(drawn, "") {
		t.Errorf("%s is not what the run prints (%v); make picture draws it", picture, err)
	}
}
