package run_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/run"
)

func emulated(t *testing.T, faults ...string) http.Handler {
	t.Helper()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	handler, err := emulator.New(emulator.Options{Operations: operations, Faults: faults})
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

func TestAgainstARightHandler(t *testing.T) {
	verdicts, err := run.Against(t.Context(), emulated(t), run.Embedding{})
	if err != nil || len(verdicts) < 500 {
		t.Fatalf("%d verdicts, %v", len(verdicts), err)
	}
	for _, wrong := range run.Broken(verdicts, nil) {
		t.Error(wrong)
	}
}

func TestNothingAskedIsNoSuccess(t *testing.T) {
	if wrong := run.Broken(nil, nil); len(wrong) != 1 || wrong[0].Error() != "none of 0 cases could be asked" {
		t.Error(wrong)
	}
	if wrong := run.Broken(nil, context.Canceled); len(wrong) != 1 || !errors.Is(wrong[0], context.Canceled) {
		t.Error(wrong)
	}
}

func TestAgainstAWrongHandler(t *testing.T) {
	only := run.Embedding{Selection: run.Selection{Prefixes: []string{"mna/GetStatisticData/DeviceList/maxItems"}}}
	verdicts, err := run.Against(t.Context(), emulated(t, "ignores-max-items"), only)
	if err != nil {
		t.Fatal(err)
	}
	broken := 0
	for _, v := range verdicts {
		if !v.Breaks() {
			continue
		}
		broken++
		text := v.String()
		for _, want := range []string{"fail: mna/GetStatisticData/DeviceList/maxItems/", "\n  expected ", "\n  received HTTP 200", "\n  stated 004:", "\n  repeat curl -sS "} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
	}
	if broken == 0 {
		t.Error("nothing is broken")
	}
}

func TestAgainstSaysWhatIsWrongWithItself(t *testing.T) {
	if _, err := run.Against(t.Context(), emulated(t), run.Embedding{Selection: run.Selection{Prefixes: []string{"moon"}}}); err == nil {
		t.Error("nothing selected is no error")
	}
	if _, err := run.Against(t.Context(), emulated(t), run.Embedding{Accounts: map[string]probe.Account{"moon": {}}}); err == nil || !strings.Contains(err.Error(), `"moon" is no product`) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := run.Against(ctx, emulated(t), run.Embedding{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// An account of one's own: what the profile does not know is not asked.
func TestAgainstAnotherAccount(t *testing.T) {
	w := emulator.World()
	account := probe.Account{Strict: true, Values: map[string][]string{"devices": w.Devices[:1], "group": {w.Group}, "begin": {"1659513692"}, "end": {"1659600092"}}}
	verdicts, err := run.Against(t.Context(), emulated(t), run.Embedding{
		Selection: run.Selection{Prefixes: []string{"mna"}}, Accounts: map[string]probe.Account{"mna": account}})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		if v.Breaks() {
			t.Error(v)
		}
	}
}
