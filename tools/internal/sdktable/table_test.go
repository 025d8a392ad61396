package sdktable_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/sdktable"
)

// report has a client of every state, and texts that want escaping.
func report() *sdk.Report {
	const plain, odd = "mna/Get/plain", "mna/Get/body/odd"
	return &sdk.Report{
		Suite: "test",
		Rows: []sdk.RowOf{
			{ID: plain, Group: sdk.PlainGroup, Operation: "mna/Get", Text: "the usual <answer>", Level: contract.Must, Wants: []sdk.Outcome{sdk.Right}},
			{ID: odd, Group: sdk.BodyGroup, Operation: "mna/Get", Text: "an odd one", Level: contract.May, Wants: []sdk.Outcome{sdk.Clear}},
		},
		Columns: []sdk.Column{
			{
				Name: "one", State: sdk.Ran, Description: sdk.Description{Client: "one|sdk", Version: "1.0", Language: "Go", Signature: "tc3"},
				Cells: map[string]sdk.Cell{plain: {Outcome: sdk.Lost, Detail: "<script>alert(1)</script>"}, odd: {Outcome: sdk.Clear, Good: true}},
				Sends: []sdk.Sent{{ID: "mna/Get/sends/all", State: sdk.Ran, Findings: []sdk.Finding{{Check: sdk.KindCheck, Level: contract.Must, Detail: `Type: "<1>" is no number`}}}},
			},
			{Name: "two", State: sdk.Skipped, Reason: "npm is not on this machine", Cells: map[string]sdk.Cell{}},
			{Name: "three", State: sdk.Errored, Reason: "the driver printed <garbage>", Cells: map[string]sdk.Cell{plain: {Outcome: sdk.Failed}, odd: {Outcome: sdk.Failed}}},
		},
	}
}

func rendered(t *testing.T, format string) string {
	t.Helper()
	var out bytes.Buffer
	if err := sdktable.Write(&out, report(), format); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTotalsAgreeInEveryFormat(t *testing.T) {
	n := report().Count()
	if n != (sdk.Counts{Clients: 3, Skipped: 1, Errored: 1, Sends: 1, SendsWrong: 1, Cells: 4, CellsWrong: 3, Must: 2}) {
		t.Errorf("counts %+v", n)
	}
	line := fmt.Sprintf("%d answers given, %d not understood as wanted; %d at level must", n.Cells, n.CellsWrong, n.Must)
	for _, format := range []string{"text", "markdown", "html"} {
		if !strings.Contains(rendered(t, format), line) {
			t.Errorf("%s lacks %q", format, line)
		}
	}
	var read struct {
		Counts  sdk.Counts   `json:"counts"`
		Clients []sdk.Column `json:"clients"`
	}
	if err := json.Unmarshal([]byte(rendered(t, "json")), &read); err != nil || read.Counts != n || len(read.Clients) != 3 {
		t.Errorf("json: %v %+v", err, read.Counts)
	}
}

func TestEveryFormatSaysWhatWasSkippedAndWhatFailed(t *testing.T) {
	for _, format := range sdktable.Formats() {
		text := rendered(t, format)
		for _, want := range []string{"npm is not on this machine", "lost"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", format, want)
			}
		}
	}
}

func TestNothingOfAClientIsMarkup(t *testing.T) {
	if text := rendered(t, "html"); strings.Contains(text, "<script") || strings.Contains(text, "<garbage>") {
		t.Error("html passes on a client's markup")
	}
	if text := rendered(t, "markdown"); strings.Contains(text, "<garbage>") || strings.Contains(text, "one|sdk") {
		t.Error("markdown passes on a client's markup")
	}
}

func TestAnUnknownFormatIsAnError(t *testing.T) {
	if err := sdktable.Write(&bytes.Buffer{}, report(), "pdf"); err == nil {
		t.Error("no error")
	}
}
