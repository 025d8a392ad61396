//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// served starts the emulator with a fault and gives a target file for it, the only
// file of a work tree that holds nothing of this one.
func (r *runner) served(binary, fault string) {
	r.t.Helper()
	r.root = r.t.TempDir()
	address := freeAddress(r.t)
	c := exec.Command(binary, "emulate", "--addr", address, "--fault", fault)
	if err := c.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	if !r.bash("for _ in $(seq 200); do (: < /dev/tcp/"+strings.Replace(address, ":", "/", 1)+") 2> /dev/null && exit; sleep 0.1; done; exit 1", nil, os.DevNull) {
		r.t.Fatal("the emulator does not begin")
	}
	text := "name: cloudemu\nmna: {url: \"http://" + address + "\", devices: [mna-dev1, mna-dev2]}\n"
	if err := os.WriteFile(filepath.Join(r.root, "cloud.yaml"), []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// fault is what the emulators of these tests do wrong, and broken the requirement that
// it breaks.
const (
	fault  = "ignores-max-items@GetStatisticData/DeviceList"
	broken = "mna/GetStatisticData/DeviceList/maxItems"
)

// In a repository that has nothing but a target file the action needs nothing else; what
// is wrong is told at that file, and a baseline lets it through.
func TestTheActionInAnotherRepository(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs plumb")
	}
	binary := built(t)
	r := newRunner(t, binary)
	r.served(binary, fault)
	with := map[string]string{"target": "cloud.yaml", "select": broken, "plumb": binary}
	if r.action("./.github/actions/plumbline", with) {
		t.Error("a red run is green")
	}
	summary, log := r.said()
	wants(t, "the summary", summary, []string{": does not conform\n", broken})
	wants(t, "the log", log, []string{"::error file=cloud.yaml,line=1,", "plumb run ended with status 1"})
	if n := strings.Count(log, "\n::error") + strings.Count(log, "\n::warning") + strings.Count(log, "\n::notice"); n > 10 {
		t.Errorf("%d annotations", n)
	}
	t.Setenv("GITHUB_REPOSITORY", "me/mine")
	t.Setenv("GITHUB_WORKFLOW_REF", "me/mine/.github/workflows/gate.yml@refs/heads/main")
	if r.action("./.github/actions/plumbline", map[string]string{"target": "emulator:" + fault, "select": broken, "plumb": binary}) {
		t.Error("a red run is green")
	}
	_, log = r.said()
	wants(t, "the log without a file to name", log, []string{"::error file=.github/workflows/gate.yml,line=1,"})
	accept := `"$PLUMB" run --target cloud.yaml --select ` + broken + ` --baseline known.yaml --update; sed -i 's/reason: ""/reason: mended next week/' known.yaml`
	r.bash("set +e; "+accept, map[string]string{"PLUMB": binary}, os.DevNull)
	with["baseline"] = "known.yaml"
	if !r.action("./.github/actions/plumbline", with) {
		_, log := r.said()
		t.Errorf("an accepted run is red:\n%s", cut(log))
	}
}

// The steps of the Jenkinsfile, but for the one that fetches plumb, in a folder that
// holds a target file, a baseline and plumb.
func TestTheJenkinsfile(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs plumb")
	}
	binary := built(t)
	text, err := os.ReadFile("../../.jenkins/Jenkinsfile")
	if err != nil {
		t.Fatal(err)
	}
	steps := regexp.MustCompile(`\bsh '(.*)'`).FindAllStringSubmatch(string(text), -1)
	if len(steps) != 3 || !strings.Contains(steps[0][1], "go install") {
		t.Fatalf("the Jenkinsfile has the steps %q", steps)
	}
	for file := range strings.FieldsSeq("plumbline.xml plumbline.*") {
		if !strings.Contains(string(text), "'"+file+"'") {
			t.Errorf("the Jenkinsfile keeps no %s", file)
		}
	}
	r := newRunner(t, binary)
	r.served(binary, fault)
	if err := os.WriteFile(filepath.Join(r.root, "known.yaml"), []byte("accepted: []\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(binary, filepath.Join(r.root, "plumb")); err != nil {
		t.Fatal(err)
	}
	gate, after := steps[1][1], steps[2][1]
	if r.bash(gate, map[string]string{"TARGET": "cloud.yaml"}, os.DevNull) {
		t.Error("a red run is green")
	}
	if !r.bash(after, nil, os.DevNull) {
		_, log := r.said()
		t.Errorf("there is no report:\n%s", cut(log))
	}
	junit, _ := os.ReadFile(filepath.Join(r.root, "plumbline.xml"))
	wants(t, "the JUnit file", string(junit), []string{"<failure", broken})
	if page, err := os.Stat(filepath.Join(r.root, "plumbline.html")); err != nil || page.Size() == 0 {
		t.Errorf("there is no page: %v", err)
	}
}
