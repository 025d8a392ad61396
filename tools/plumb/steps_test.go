//go:build unix

package main

import (
	"bytes"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"go.yaml.in/yaml/v3"
)

// step is a step of a workflow or of a composite action.
type step struct {
	Name, ID, Uses, If, Run, Shell string
	Env, With                      map[string]string
}

// workflow is what the runner knows of a workflow file.
type workflow struct {
	Jobs map[string]struct {
		Env   map[string]string
		Steps []step
	}
}

// action is what the runner knows of a composite action.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Using string
		Steps []step
	}
}

// runner runs steps as GitHub's does, as far as the examples go: the bash ones,
// and local composite actions. Others are passed over if they are known.
type runner struct {
	t                   *testing.T
	root, temp, summary string            // root is the work tree that steps run in
	house               string            // where local actions are taken from
	env                 map[string]string // of the job
	output              bytes.Buffer      // the log
}

// newRunner makes a runner. The binaries that the examples build are there
// already, and up to date, so that the go command need not link each anew.
func newRunner(t *testing.T, binary string) *runner {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	for _, name := range []string{"plumb", "emulator"} {
		text, err := os.ReadFile(binary)
		if err == nil {
			err = os.WriteFile(filepath.Join(temp, name), text, 0o755)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return &runner{t: t, root: root, house: root, temp: temp, summary: filepath.Join(temp, "summary.md"), env: map[string]string{}}
}

func parse(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// workflow runs the one job of a workflow; set replaces variables of its
// environment. It tells whether the job is green.
func (r *runner) workflow(file string, set map[string]string) bool {
	var w workflow
	parse(r.t, filepath.Join(r.root, file), &w)
	if len(w.Jobs) != 1 {
		r.t.Fatalf("%s has %d jobs", file, len(w.Jobs))
	}
	for _, job := range w.Jobs {
		for name, value := range job.Env {
			r.env[name] = value
		}
		maps.Copy(r.env, set)
		for name, value := range r.env {
			r.env[name] = r.expand(value, nil, nil)
		}
		return r.steps(job.Steps, nil, "")
	}
	return false
}

// steps runs steps in order; those behind a failed one are passed over.
func (r *runner) steps(steps []step, inputs map[string]string, path string) bool {
	outputs := map[string]string{"github.action_path": path}
	for _, s := range steps {
		if s.If != "" && s.If != "always()" {
			r.t.Fatalf("the runner does not know the condition %q", s.If)
		}
		with, env := r.all(s.With, inputs, outputs), r.all(s.Env, inputs, outputs)
		switch {
		case strings.HasPrefix(s.Uses, "./"):
			if !r.action(s.Uses, with) {
				return false
			}
		case s.Uses != "":
			if !slices.Contains([]string{"actions/checkout", "actions/setup-go", "actions/upload-artifact"}, strings.Split(s.Uses, "@")[0]) {
				r.t.Fatalf("the runner does not know %s", s.Uses)
			}
		case !r.bash(s.Run, env, filepath.Join(r.temp, "output-"+s.ID)):
			return false
		case s.ID != "":
			r.outputs(s.ID, outputs)
		}
	}
	return true
}

// action runs a local composite action.
func (r *runner) action(uses string, with map[string]string) bool {
	var a action
	dir := filepath.Join(r.house, uses)
	parse(r.t, filepath.Join(dir, "action.yml"), &a)
	inputs := map[string]string{}
	for name, input := range a.Inputs {
		inputs[name] = input.Default
	}
	for name, value := range with {
		if _, known := a.Inputs[name]; !known {
			r.t.Fatalf("%s has no input %s", uses, name)
		}
		inputs[name] = value
	}
	for _, s := range a.Runs.Steps {
		if s.Shell != "bash" || strings.Contains(s.Run, "${{") {
			r.t.Errorf("step %q: a composite step names bash, and takes inputs from its environment", s.Name)
		}
	}
	return a.Runs.Using == "composite" && r.steps(a.Runs.Steps, inputs, dir)
}

// bash runs a script as the runner does.
func (r *runner) bash(script string, env map[string]string, output string) bool {
	r.t.Helper()
	log, err := os.CreateTemp(r.temp, "log")
	if err != nil {
		r.t.Fatal(err)
	}
	defer log.Close()
	c := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	c.Dir, c.Stdout, c.Stderr, c.Env = r.root, log, log, os.Environ()
	for _, set := range []map[string]string{r.env, env, {"GITHUB_OUTPUT": output, "GITHUB_STEP_SUMMARY": r.summary, "RUNNER_TEMP": r.temp}} {
		for name, value := range set {
			c.Env = append(c.Env, name+"="+value)
		}
	}
	// What a step leaves running lives until the job ends, and no longer.
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) })
	err = c.Wait()
	text, _ := os.ReadFile(log.Name())
	r.output.Write(text)
	return err == nil
}

// outputs takes in what a step wrote to GITHUB_OUTPUT.
func (r *runner) outputs(id string, into map[string]string) {
	text, _ := os.ReadFile(filepath.Join(r.temp, "output-"+id))
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		into["steps."+id+".outputs."+name] = value
	}
}

func (r *runner) all(values, inputs, outputs map[string]string) map[string]string {
	out := map[string]string{}
	for name, value := range values {
		out[name] = r.expand(value, inputs, outputs)
	}
	return out
}

// expand replaces ${{ a.b }} and ${{ a.b || 'c' }}.
func (r *runner) expand(text string, inputs, outputs map[string]string) string {
	return regexp.MustCompile(`\$\{\{\s*([\w.]+)(?:\s*\|\|\s*'([^']*)')?\s*\}\}`).ReplaceAllStringFunc(text, func(found string) string {
		parts := regexp.MustCompile(`([\w.]+)(?:\s*\|\|\s*'([^']*)')?`).FindStringSubmatch(found)
		kind, name, _ := strings.Cut(parts[1], ".")
		value := map[string]string{"inputs": inputs[name], "env": r.env[name], "runner": map[string]string{"temp": r.temp}[name],
			"steps": outputs[parts[1]], "github": outputs[parts[1]]}[kind]
		if value == "" {
			return parts[2]
		}
		return value
	})
}

// said gives the job summary and the log.
func (r *runner) said() (summary, log string) {
	text, _ := os.ReadFile(r.summary)
	return string(text), r.output.String()
}

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
