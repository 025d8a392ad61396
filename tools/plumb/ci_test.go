//go:build unix

package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// job is an example job, what it is started with, and what it says then.
type job struct {
	name, file    string
	env           map[string]string
	green         bool
	summary, logs []string
}

func jobs(t *testing.T) []job {
	const emulator, sdk, specs = ".github/workflows/example-emulator.yml", ".github/workflows/example-sdk.yml", ".github/workflows/example-specs.yml"
	const suite = "./.github/actions/plumbline" // by itself: its env is what it is given
	return []job{
		{"an emulator that conforms", emulator, map[string]string{"ADDRESS": freeAddress(t)}, true,
			[]string{": conforms\n", "| **all** |"}, []string{"\nconforms: ", "plumb run ended with status 0"}},
		{"an emulator with a fault", emulator, map[string]string{"ADDRESS": freeAddress(t), "FAULT": "ignores-max-items"}, false,
			[]string{": does not conform\n", "mna/GetStatisticData/DeviceList/maxItems/over-limit", "DeviceList takes up to 10 items: 11 are refused.",
				"| expected | a refusal of the request", "| received | HTTP 200 with a result", "plumb explain "},
			[]string{"::error file=.github/plumbline/emulator.yaml,line=1,", "plumb run ended with status 1"}},
		{"an emulator that is not there", emulator, map[string]string{"ADDRESS": freeAddress(t), "FAULT": "no-such-fault"}, false,
			nil, []string{`plumb: there is no fault "no-such-fault"`}},
		{"an SDK that is as documented", sdk, map[string]string{"SELECT": "mna/GetStatisticData/sends"}, true,
			[]string{"## ✅ the SDK gate is green\n", "go-tencent-common"}, []string{"plumb sdk ended with status 0"}},
		{"an SDK that sends nothing", sdk, map[string]string{"DRIVER": mute(t), "SELECT": "mna/GetStatisticData/sends"}, false,
			[]string{"## ❌ the SDK gate is red (status 1)\n", "must sent ", "nothing is sent", "(mna/GetStatisticData/sends/sent/all)"}, []string{"plumb sdk ended with status 1"}},
		{"an SDK that is mended", sdk, map[string]string{"BASELINE": mended(t), "SELECT": "mna/GetStatisticData/sends"}, false,
			[]string{"(status 4)", "## Baseline to mend", "go-tencent-common", "passes now: delete lines 2-5"}, []string{"plumb sdk ended with status 4"}},
		{"a driver that is not there", sdk, map[string]string{"DRIVER": "moon"}, false,
			[]string{"(status 2)", `    plumb: there is no client "moon"`}, []string{"plumb sdk ended with status 2"}},
		{"specs that did not change", specs, map[string]string{"OLD": "embedded"}, true,
			[]string{"Nothing changed between embedded and specs"}, []string{"plumb diff ended with status 0"}},
		{"specs that break somebody", specs, map[string]string{"OLD": "001", "NEW": "002"}, false,
			[]string{"## ❌ ", "statistics is renamed Statistics"}, []string{"::error file=specs/alibaba/", "plumb diff ended with status 1"}},
		{"specs that are not there", specs, map[string]string{"OLD": "no-such-revision"}, false,
			[]string{"    plumb: no-such-revision: no such file"}, []string{"plumb diff ended with status 2"}},
		{"a target that cannot be reached", suite, map[string]string{"target": "http://" + freeAddress(t)}, false,
			[]string{"## ❌ Plumbline has no verdict (status 3)", "    plumb: target http://127.0.0.1:"},
			[]string{"::error title=Plumbline has no verdict::plumb: target http://127.0.0.1:", "plumb run ended with status 3"}},
		{"wrong usage", suite, map[string]string{"target": "nonsense"}, false,
			[]string{"has no verdict (status 2)", `    plumb: target "nonsense" is no target`}, []string{"plumb run ended with status 2"}},
	}
}

// mute is the command of a driver whose client sends nothing. A client that is
// right takes more than a script, so the right one is a vendor's.
func mute(t *testing.T) string {
	file := filepath.Join(t.TempDir(), "mute.sh")
	const script = `n=0
while read -r line; do
  n=$((n+1))
  case $line in
  *describe*) echo '{"id":'$n',"describe":{"client":"mute","version":"1","language":"sh","signature":"tc3","format":"json","operations":["mna/GetStatisticData"]}}' ;;
  *) echo '{"id":'$n',"values":{}}' ;;
  esac
done
`
	if err := os.WriteFile(file, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	return "sh " + file
}

// mended is a baseline that accepts what its client does no longer.
func mended(t *testing.T) string {
	file := filepath.Join(t.TempDir(), "mended.yaml")
	const text = "accepted:\n  - id: mna/GetStatisticData/sends/kind/all\n    target: go-tencent-common\n    outcome: fail\n    reason: 1.0 sent numbers as strings\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// plantKeys lets every run be signed with keys that must not come out again.
func plantKeys(t *testing.T) {
	for _, name := range []string{"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"} {
		t.Setenv(name, "PLANTED-"+strings.ToLower(name))
	}
}

func TestTheExampleWorkflows(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs plumb a dozen times")
	}
	plantKeys(t)
	binary := built(t)
	for _, j := range jobs(t) {
		t.Run(j.name, func(t *testing.T) {
			r := newRunner(t, binary)
			green := false
			if strings.HasPrefix(j.file, "./") {
				j.env["record"] = filepath.Join(r.temp, "plumbline.jsonl")
				green = r.action(j.file, j.env)
			} else {
				green = r.workflow(j.file, j.env)
			}
			summary, log := r.said()
			if green != j.green {
				t.Errorf("green is %v, want %v", green, j.green)
			}
			wants(t, "the summary", summary, j.summary)
			wants(t, "the log", log, j.logs)
			record, _ := os.ReadFile(filepath.Join(r.temp, "plumbline.jsonl"))
			if strings.Contains(summary+log+string(record), "PLANTED") {
				t.Error("a planted key came out")
			}
			if t.Failed() {
				t.Logf("summary:\n%s\nlog:\n%s", cut(summary), cut(log))
			}
		})
	}
}

func wants(t *testing.T, what, text string, all []string) {
	t.Helper()
	for _, want := range all {
		if !strings.Contains(text, want) {
			t.Errorf("%s has no %q", what, want)
		}
	}
}

func cut(text string) string { return text[:min(len(text), 6000)] }

// gitlab runs a job in a folder with the variables set, as GitLab's runner does:
// one script after the other in one shell.
func (r *runner) gitlab(name string, set map[string]string) bool {
	var raw map[string]struct {
		Extends      string
		Variables    map[string]string
		BeforeScript []string `yaml:"before_script"`
		Script       []string
	}
	parse(r.t, filepath.Join(r.root, ".gitlab/plumbline.gitlab-ci.yml"), &raw)
	own, base := raw[name], raw[raw[name].Extends]
	variables := map[string]string{}
	for _, from := range []map[string]string{base.Variables, own.Variables, set} {
		maps.Copy(variables, from)
	}
	before := own.BeforeScript
	if before == nil {
		before = base.BeforeScript
	}
	r.root = r.t.TempDir() // a project that holds nothing of this one
	return r.bash(strings.Join(append(before, own.Script...), "\n"), variables, os.DevNull)
}

func TestTheGitLabTemplates(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs plumb several times")
	}
	plantKeys(t)
	binary := built(t)
	for _, c := range []struct {
		name, job string
		set       map[string]string
		green     bool
		want      []string
	}{
		{"an emulator that conforms", ".plumbline", nil, true, []string{"\nconforms: "}},
		{"an emulator with a fault", ".plumbline", map[string]string{"PLUMBLINE_TARGET": "emulator:ignores-max-items", "PLUMBLINE_SELECT": "mna smartag/DescribeUserFlowStatistics/UserNames"}, false,
			[]string{"✗ mna/GetStatisticData/DeviceList/maxItems/over-limit", "\ndoes not conform: "}},
		{"an SDK that sends nothing", ".plumbline-sdk", map[string]string{"DRIVER": mute(t), "PLUMBLINE_SELECT": "mna/GetStatisticData/sends"}, false,
			[]string{"nothing is sent", " wrong at level must"}},
		{"a target that cannot be reached", ".plumbline", map[string]string{"PLUMBLINE_TARGET": "http://" + freeAddress(t)}, false, []string{"cannot be reached"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRunner(t, binary)
			set := map[string]string{"PLUMBLINE_OUT": r.temp, "PLUMBLINE_PLUMB": binary}
			maps.Copy(set, c.set)
			green := r.gitlab(c.job, set)
			_, log := r.said()
			if green != c.green {
				t.Errorf("green is %v, want %v", green, c.green)
			}
			wants(t, "the log", log, c.want)
			junit, _ := os.ReadFile(filepath.Join(r.temp, "plumbline.xml"))
			if c.name == "an emulator with a fault" {
				wants(t, "the JUnit file", string(junit), []string{"<failure", "mna/GetStatisticData/DeviceList/maxItems"})
			}
			if strings.Contains(log+string(junit), "PLANTED") {
				t.Error("a planted key came out")
			}
			if t.Failed() {
				t.Log(cut(log))
			}
		})
	}
}
