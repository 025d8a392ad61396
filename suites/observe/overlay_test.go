package observe_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/observe"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/want"
)

// applier builds the program that applies overlays, an implementation which is
// not ours; see testdata/apply.
var applier = sync.OnceValues(func() (string, error) {
	dir, err := filepath.Abs(filepath.Join("testdata", "apply"))
	if err != nil {
		return "", err
	}
	program := filepath.Join(buildDir, "apply")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return program, nil
})

// applied applies an overlay to a spec file.
func applied(t testing.TB, spec, overlay []byte) []byte {
	t.Helper()
	program, err := applier()
	if err != nil {
		t.Skipf("the modules of testdata/apply are not here, so that no other implementation applies the overlay: %v", err)
	}
	in, err := json.Marshal(map[string]string{"Spec": string(spec), "Overlay": string(overlay)})
	check(t, err)
	command := exec.Command(program)
	command.Stdin = bytes.NewReader(in)
	text, err := command.Output()
	check(t, err)
	var out struct{ Text, Error string }
	check(t, json.Unmarshal(text, &out))
	if out.Error != "" {
		t.Fatalf("the overlay does not apply: %s\n%s", out.Error, overlay)
	}
	return []byte(out.Text)
}

// specOf reads the file of an operation.
func specOf(t testing.TB, op *contract.Operation) []byte {
	t.Helper()
	data, err := fs.ReadFile(specs.Tree(), strings.TrimPrefix(op.Location.File, specs.Prefix))
	check(t, err)
	return data
}

// samples gives the first fault of each kind and product, at must and should.
func samples(t testing.TB) []string {
	if testing.Short() {
		t.Skip("each fault takes a run of the suite")
	}
	var out []string
	seen := map[string]bool{}
	for _, f := range emulator.Faults(operations(t, "")) {
		verb, _, _ := strings.Cut(f.Name, "@")
		product, _, _ := strings.Cut(f.Breaks, "/")
		if key := verb + " " + product + fmt.Sprint(strings.Count(f.Name, "/")); f.Level != contract.May && !seen[key] {
			seen[key] = true
			out = append(out, f.Name)
		}
	}
	return out
}

// overlays wants the overlay of an observation to turn the documents into what
// was observed, and nothing else.
func overlays(t *testing.T, op *contract.Operation, fault string, o *observe.Observation) {
	t.Helper()
	documented := specOf(t, op)
	overlay, left, err := o.Overlay(op, documented)
	check(t, err)
	if overlay == nil {
		return
	}
	text := applied(t, documented, overlay)
	if found := specs.Lint(op.Location.File, text); len(found) > 0 {
		t.Fatalf("the overlaid file does not lint: %v\n%s", found, overlay)
	}
	saysExactly(t, op, documented, text, said(o, left), overlay)
	noLongerFails(t, op, text, fault, said(o, left))
}

// said gives the differences that an overlay says.
func said(o *observe.Observation, left []observe.Difference) []observe.Difference {
	return slices.DeleteFunc(slices.Clone(o.Differences), func(d observe.Difference) bool {
		return slices.ContainsFunc(left, func(l observe.Difference) bool { return l.Kind == d.Kind && l.At == d.At && l.Text == d.Text })
	})
}

// saysExactly wants the diff between the documents and the overlaid ones to be
// the observed differences, but for the printed answers that went.
func saysExactly(t *testing.T, op *contract.Operation, documented, overlaid []byte, want []observe.Difference, overlay []byte) {
	t.Helper()
	old, err := revision.Read(op.Location.File, documented)
	check(t, err)
	now, err := revision.Read(op.Location.File, overlaid)
	check(t, err)
	changes, err := revision.Compare(old, now)
	check(t, err)
	var got, wanted []string
	for _, c := range changes {
		if c.Weight != revision.Editorial {
			got = append(got, c.Kind+" "+c.At)
		}
	}
	for _, d := range want {
		kind, at := d.Documented()
		wanted = append(wanted, kind+" "+at)
	}
	slices.Sort(got)
	slices.Sort(wanted)
	if wanted, got = slices.Compact(wanted), slices.Compact(got); !slices.Equal(got, wanted) {
		t.Errorf("observed:\n  %s\na diff between the documents and the overlaid ones says:\n  %s\n%s", strings.Join(wanted, "\n  "), strings.Join(got, "\n  "), overlay)
	}
}

// unheard are the kinds of difference that the suite does not read from the
// documents: it asks every target the same about them.
func unheard() []string {
	return []string{"path/status/added", "response/nullable/gained", "refusal/", "envelope/", "error/status/changed 500"}
}

// noLongerFails wants the target to pass what the difference explained, under
// the overlaid documents. A case that sends other requests under those is another
// question: what is near a value is near another one when that is documented too.
func noLongerFails(t *testing.T, op *contract.Operation, text []byte, fault string, differences []observe.Difference) {
	t.Helper()
	explained := map[string]string{}
	for _, d := range differences {
		about := d.Kind + " " + d.New.Value + " " + d.At
		for _, id := range d.Cases {
			explained[id] = about
		}
	}
	overlaid, err := specs.Read(op.Location.File, text)
	check(t, err)
	asked := map[string]string{}
	for _, c := range usual.Cases([]*contract.Operation{op}, nil) {
		asked[c.ID] = sent(c)
	}
	selection, whole := usual, false
	for _, c := range usual.Cases([]*contract.Operation{overlaid}, nil) {
		if explained[c.ID] != "" && asked[c.ID] == sent(c) {
			selection.Only = append(selection.Only, c.ID)
			whole = whole || c.Want.Scope() == want.Run
		}
	}
	if len(selection.Only) == 0 {
		return
	}
	only := selection.Only
	if whole { // what looks at all answers needs them all
		selection = usual
	}
	verdicts, err := run.Against(t.Context(), serving(t, fault), run.Embedding{Selection: selection, Operations: []*contract.Operation{overlaid}, Keys: keys})
	check(t, err)
	for _, v := range verdicts {
		about := explained[v.Case.ID]
		heard := !slices.ContainsFunc(unheard(), func(part string) bool { return strings.Contains(about, part) })
		if about != "" && heard && slices.Contains(only, v.Case.ID) && v.Outcome == finding.Fail && v.Case.Level != contract.May {
			t.Errorf("under the overlaid documents, which say %s, this still fails: %s", about, v)
		}
	}
}

// sent names the requests of a case.
func sent(c probe.Case) string {
	var keys []string
	for _, r := range c.Requests {
		keys = append(keys, r.Key())
	}
	return strings.Join(keys, "\n")
}
