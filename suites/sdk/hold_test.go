package sdk_test

import (
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/sdk"
)

// held is a report of two clients, of which one breaks two checks of a request
// and one row, and what a baseline makes of it.
func held(t *testing.T, baseline string) *sdk.Report {
	t.Helper()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	const plain, odd = "mna/GetStatisticData/plain", "mna/GetStatisticData/body/empty"
	report := &sdk.Report{
		Rows: []sdk.RowOf{
			{ID: plain, Operation: "mna/GetStatisticData", Level: contract.Must}, {ID: odd, Operation: "mna/GetStatisticData", Level: contract.May},
		},
		Columns: []sdk.Column{
			{
				Name: "one", State: sdk.Ran, Cells: map[string]sdk.Cell{plain: {Outcome: sdk.Lost}, odd: {Outcome: sdk.Crash}},
				Sends: []sdk.Sent{{ID: "mna/GetStatisticData/sends/all", State: sdk.Ran, Findings: []sdk.Finding{
					{Check: sdk.RequiredCheck, Level: contract.Must, Detail: "BeginTime: absent"}, {Check: sdk.SignatureCheck, Level: contract.Must, Detail: "not signed"},
				}}},
			},
			{Name: "two", State: sdk.Ran, Cells: map[string]sdk.Cell{plain: {Outcome: sdk.Right, Good: true}}},
		},
	}
	b, err := gate.Read("b.yaml", []byte(baseline))
	if err != nil {
		t.Fatal(err)
	}
	options := sdk.Options{Operations: operations, Select: "mna/GetStatisticData"}
	if err := report.Hold(b, options, []string{"one", "two", "three"}, time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	return report
}

func TestABaselineAcceptsOneDefectAndNoOther(t *testing.T) {
	report := held(t, `accepted:
  - {id: mna/GetStatisticData/plain, target: one, outcome: fail, reason: it loses it}
  - {prefix: mna/GetStatisticData/sends/required, target: one, outcome: fail, reason: it forgets it}
  - {id: mna/GetFlowStatistic/plain, target: one, outcome: fail, reason: outside the selection}
  - {id: mna/GetStatisticData/plain, target: three, outcome: fail, reason: not asked}
`)
	one := report.Columns[0]
	if c := one.Cells["mna/GetStatisticData/plain"]; c.Outcome != sdk.Deviation || c.Was() != sdk.Lost || c.Good || c.Accepted.Reason != "it loses it" || c.Accepted.Place != "b.yaml:2" {
		t.Errorf("the cell is %+v", c)
	}
	if f := one.Sends[0].Findings; f[0].Accepted == nil || f[1].Accepted != nil {
		t.Errorf("the findings are %+v", f)
	}
	if n := report.Count(); n.Must != 1 || n.Deviations != 1 || n.SendsWrong != 1 || n.CellsWrong != 1 {
		t.Errorf("counts %+v", n) // the request is wrong still, for its signature
	}
	if b := report.Baseline; len(b.Problems) != 0 || b.NotAsked != 2 {
		t.Errorf("problems %v, %d not asked", b.Problems, b.NotAsked)
	}
}

func TestABaselineIsToldWhatToMend(t *testing.T) {
	report := held(t, `accepted:
  - {id: mna/GetStatisticData/plain, outcome: fail, reason: all lose it}
  - {id: mna/GetStatisticData/sends/list/all, target: one, outcome: fail, reason: mended}
  - {id: mna/GetStatisticData/body/empty, target: two, outcome: fail, reason: not of this client}
  - {id: mna/GetStatisticData/moon, outcome: fail, reason: no such row}
  - {id: mna/GetStatisticData/body/empty, target: five, outcome: fail, reason: no such client}
`)
	var got []string
	for _, p := range report.Baseline.Problems {
		got = append(got, p.Place+" "+p.Text)
	}
	want := []string{
		"b.yaml:2 mna/GetStatisticData/plain is accepted as fail, and no longer so of two: narrow its target",
		"b.yaml:3 mna/GetStatisticData/sends/list/all is accepted as fail and passes now: delete line 3",
		"b.yaml:4 mna/GetStatisticData/body/empty matches no case: delete line 4, or correct it",
		"b.yaml:5 mna/GetStatisticData/moon matches no case: delete line 5, or correct it",
		"b.yaml:6 mna/GetStatisticData/body/empty is accepted for five, and there is no such client: delete line 6, or correct it",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
