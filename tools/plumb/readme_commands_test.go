package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readmeCommands gives the commands of the README's blocks, what they are behind the
// words "plumb" or "go run ./tools/plumb": what is said of one stands two blanks away.
func readmeCommands(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, found := range regexp.MustCompile(`(?m)^    (?:plumb|go run \./tools/plumb) (.*?)(?:  .*)?$`).FindAllStringSubmatch(string(text), -1) {
		out = append(out, found[1])
	}
	return out
}

// TestTheReadmeNamesWhatThereIs looks up every command of the README, and its flags.
func TestTheReadmeNamesWhatThereIs(t *testing.T) {
	all := readmeCommands(t)
	if len(all) < 30 {
		t.Errorf("README.md has %d commands", len(all))
	}
	for _, command := range all {
		root := newRoot(streams{out: &bytes.Buffer{}, err: &bytes.Buffer{}, getenv: os.Getenv})
		verb, arguments, err := root.Find(strings.Fields(strings.ReplaceAll(command, `"`, "")))
		if err == nil && verb != root {
			err = verb.ParseFlags(arguments)
		}
		if err != nil || verb == root {
			t.Errorf("plumb %s: %v", command, err)
		}
	}
}

// notRun are beginnings of the README's commands that are run elsewhere, and where.
func notRun() map[string]string {
	return map[string]string{
		"emulate ": "a server: emulate.txtar", "watch ": "a server: watch.txtar", "sdk ": "clients are installed: sdk_*.txtar, make sdk", "replay --driver": "a client: replay_client.txtar",
		"init http://": "a server: init.txtar, the guide of emulators", "gate 1.jsonl": "four runs: shards.txtar", "diff HEAD~1": "a repository: diff.txtar", "diff embedded sdk:": "clients are installed: sdk_*.txtar",
	}
}

// TestTheReadmeCanBeFollowed runs the README's commands in their order in one folder, with
// a server for URL and a case for ID: each runs and has a verdict, whatever that is.
func TestTheReadmeCanBeFollowed(t *testing.T) {
	if testing.Short() {
		t.Skip("runs plumb two dozen times")
	}
	binary, dir := built(t), t.TempDir()
	run := func(arguments ...string) int {
		c := exec.Command(binary, arguments...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		var exited *exec.ExitError
		if err != nil && !errors.As(err, &exited) {
			t.Fatal(err)
		}
		if status := c.ProcessState.ExitCode(); status != 0 && status != 1 && status != 4 {
			t.Errorf("plumb %s ends with %d: %s", strings.Join(arguments, " "), status, out[max(0, len(out)-500):])
		}
		return c.ProcessState.ExitCode()
	}
	const fault = "emulator:limit-is-49@DescribeUserFlowStatistics/UserNames"
	definition := `{"actions": {"DescribeThings": {"input": "In", "output": "Out"}}, "metadata": {"apiVersion": "2020-02-02", "serviceShortName": "shop"},
"objects": {"In": {"members": [{"name": "Shop", "type": "string", "member": "string", "required": true, "example": "a"}]}, "Out": {"members": [{"name": "RequestId", "type": "string", "member": "string"}]}}}`
	ours := strings.NewReplacer("DescribeThings", "GetFlowStatistic", "shop", "mna", "2020-02-02", "2021-01-19").Replace(definition)
	plain := "openapi: 3.0.3\ninfo: {title: Pets, version: \"1\"}\npaths: {/pets: {get: {responses: {\"200\": {description: Pets.}}}}}\n"
	for name, text := range map[string]string{"api.json": definition, "old.yaml": plain, "new.yaml": plain, "pages/api.json": definition} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	run("run", "--target", fault, "--record", "traffic.jsonl", "--quiet")
	run("report", "traffic.jsonl", "--format=har", "-o", "traffic.har")
	for _, command := range readmeCommands(t) {
		elsewhere := false
		for begins := range notRun() {
			elsewhere = elsewhere || strings.HasPrefix(command, begins)
		}
		if elsewhere {
			continue
		}
		if strings.HasPrefix(command, "diff embedded tencent:") { // the definition that stands beside the four
			for _, name := range []string{"api.json", "before.json"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(ours), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		if strings.HasPrefix(command, "run --specs") {
			command = strings.Replace(command, "--target=URL", "--target=emulator", 1)
		}
		command = strings.NewReplacer("=URL", "="+fault, "=http://127.0.0.1:8801", "="+fault, " ID", " smartag/DescribeUserFlowStatistics/UserNames/maxItems/at-limit").Replace(command)
		run(strings.Fields(command)...)
	}
}
