package run_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// year is a target that is asked for a year by the hour, whose answers are long.
func year(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "year.yaml")
	text := "mna: {url: \"" + local + "\", devices: [mna-dev1, mna-dev2], group: mna-group1, begin: 1659283200, end: 1690819200}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// A year by the hour is judged as a day is; what is more than a run keeps is not asked,
// and said to be so, soon.
func TestAYearByTheHour(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes ten seconds")
	}
	for fault, wrong := range map[string]string{"": "", "leaves-out-in-the-last-row@GetFlowStatistic/NetDetails/Current": "mna/GetFlowStatistic/response/NetDetails/Current/required"} {
		var faults []string
		if fault != "" {
			faults = []string{fault}
		}
		handler, err := emulator.New(emulator.Options{Operations: operations(t), Faults: faults})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		tested := through(t, year(t), tripper(inProcess(handler)))
		failed, passed := map[string]bool{}, 0
		for _, d := range carried(t, run.Begin(tested, run.Options{}), planned(t, tested, "mna/GetFlowStatistic")) {
			switch d.Outcome {
			case finding.Pass:
				passed++
			case finding.Fail:
				failed[d.Case.Requirement] = true
			case finding.Error:
				if !strings.Contains(d.Reason, "a run keeps") {
					t.Errorf("%s: %s", d.Case.ID, d.Reason)
				}
			}
		}
		if passed < 300 || failed[wrong] != (wrong != "") || len(failed) > 1 {
			t.Errorf("%q: %d cases pass, %v fail", fault, passed, failed)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("it took %s", took)
		}
	}
}
