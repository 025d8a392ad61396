package run_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
)

// No document names a code for exceeding a limit yet. One that does is asked for
// it, and an emulator of that document answers it.
func TestACodeForExceedingALimitIsAskedFor(t *testing.T) {
	data, err := fs.ReadFile(specs.Tree(), "tencent/mna/2021-01-19/GetStatisticData.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const row = "  - code: InvalidParameter\n"
	text := strings.Replace(string(data), row, "  - code: LimitExceeded\n    description: Too many devices.\n    x-source: \"004:40#e710ac76\"\n    triggers: [{parameter: DeviceList, when: over-limit, level: must}]\n"+row, 1)
	op, err := specs.Read("GetStatisticData.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	handler, err := emulator.New(emulator.Options{Operations: []*contract.Operation{op}})
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := run.Against(t.Context(), handler, run.Embedding{Operations: []*contract.Operation{op}})
	asked := false
	for _, wrong := range run.Broken(verdicts, err) {
		t.Error(wrong)
	}
	for _, v := range verdicts {
		asked = asked || v.Case.ID == "mna/GetStatisticData/errors/LimitExceeded/code/DeviceList-over-limit" && v.Outcome == "pass"
	}
	if !asked {
		t.Error("no case asks for the code of the limit")
	}
	if wrong := run.Broken(run.Against(t.Context(), emulated(t), run.Embedding{Operations: []*contract.Operation{op}})); len(wrong) == 0 {
		t.Error("an emulator that answers another code passes")
	}
}
