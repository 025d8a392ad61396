//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"go.yaml.in/yaml/v3"
)

// pod is what the test knows of a container of a Job of Kubernetes.
type pod struct {
	Metadata struct{ Name string }
	Spec     struct {
		Completions int
		Template    struct {
			Spec struct {
				Containers []struct {
					Args []string
					Env  []struct{ Name, Value string }
				}
			}
		}
	}
}

// run runs the container as the pod of an index, with some of its environment set
// otherwise, and gives what it prints.
func (p pod) run(binary string, index int, set map[string]string) (string, error) {
	container := p.Spec.Template.Spec.Containers[0]
	env := map[string]string{"JOB_COMPLETION_INDEX": strconv.Itoa(index)}
	for _, e := range container.Env {
		env[e.Name] = e.Value
	}
	maps.Copy(env, set)
	var args []string
	for _, arg := range container.Args {
		args = append(args, regexp.MustCompile(`\$\(\w+\)`).ReplaceAllStringFunc(arg, func(name string) string { return env[name[2:len(name)-1]] }))
	}
	out, err := exec.Command(binary, args...).CombinedOutput()
	return string(out), err
}

// The pods of the Job ask a part each, and the second Job takes what they wrote as one run.
func TestTheKubernetesJob(t *testing.T) {
	binary := built(t)
	text, err := os.ReadFile("../../.github/plumbline/shards.kubernetes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var jobs []pod
	for decoder := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var one pod
		if err := decoder.Decode(&one); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		jobs = append(jobs, one)
	}
	set := map[string]string{"RECORDS": t.TempDir(), "BASELINE": "../../.github/plumbline/emulator.yaml"}
	for index := range jobs[0].Spec.Completions {
		if out, err := jobs[0].run(binary, index, set); err != nil {
			t.Errorf("the pod of index %d: %v\n%s", index, err, cut(out))
		}
	}
	out, err := jobs[1].run(binary, 0, set)
	if err != nil {
		t.Errorf("the gate: %v\n%s", err, cut(out))
	}
	wants(t, "the gate", out, []string{"conforms: "})
	if err := os.Remove(filepath.Join(set["RECORDS"], "0.jsonl")); err != nil {
		t.Fatal(err)
	}
	if out, err := jobs[1].run(binary, 0, set); err == nil {
		t.Errorf("the gate lets a run through that lacks a shard:\n%s", cut(out))
	}
}

// The jobs of the matrix ask a part each, and the last job takes what they wrote as one
// run: one that a target breaks is red there, and not before.
func TestTheMatrixWorkflow(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs plumb several times")
	}
	binary := built(t)
	var w struct {
		Jobs map[string]struct {
			Strategy struct{ Matrix struct{ Shard []string } }
			Steps    []step
		}
	}
	for target, green := range map[string]bool{"emulator": true, "emulator:ignores-max-items": false} {
		r := newRunner(t, binary)
		parse(t, filepath.Join(r.root, ".github/workflows/example-shards.yml"), &w)
		scripts := func(job string, env map[string]string) bool {
			for _, s := range w.Jobs[job].Steps {
				if s.Run != "" && !r.bash(s.Run, env, os.DevNull) {
					return false
				}
			}
			return true
		}
		for _, one := range w.Jobs["ask"].Strategy.Matrix.Shard {
			if !scripts("ask", map[string]string{"SHARD": one, "TARGET": target}) {
				t.Errorf("%s: the job of shard %s is red", target, one)
			}
		}
		if got := scripts("gate", nil); got != green {
			summary, log := r.said()
			t.Errorf("%s: the gate is green: %v\n%s\n%s", target, got, cut(summary), cut(log))
		}
	}
}
