package sdktable_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/sdktable"
)

// every names a row for each outcome, of one operation, and how a client ended.
func every() (rows []sdk.RowOf, cells map[string]sdk.Cell) {
	cells = map[string]sdk.Cell{}
	for _, c := range []struct {
		name string
		sdk.Cell
	}{
		{"plain", sdk.Cell{Outcome: sdk.Right, Good: true}},
		{"body/changed", sdk.Cell{Outcome: sdk.Changed, Detail: "MaxValue 1 is seen as number \"2\""}},
		{"body/lost", sdk.Cell{Outcome: sdk.Lost, Detail: "<script>alert(1)</script>"}},
		{"error/clear", sdk.Cell{Outcome: sdk.Clear, Good: true, Detail: "SDKError Some.Code: no"}},
		{"error/unclear", sdk.Cell{Outcome: sdk.Unclear, Detail: "the code is \"\""}},
		{"body/crash", sdk.Cell{Outcome: sdk.Crash, Detail: "panic: a|b"}},
		{"body/hang", sdk.Cell{Outcome: sdk.Hang, Detail: "no answer within the limit"}},
		{"body/cannot", sdk.Cell{Outcome: sdk.NotAsked, Detail: "no way to say this", Good: true}},
		{"error/accepted", sdk.Cell{Outcome: sdk.Deviation, Detail: "the code is \"\"", Accepted: because(finding.Outcome(sdk.Unclear), 7)}},
		{"error/accepted-too", sdk.Cell{Outcome: sdk.Deviation, Detail: "the code is \"\"", Accepted: because(finding.Outcome(sdk.Unclear), 7)}},
	} {
		row := sdk.RowOf{ID: "mna/Get/" + c.name, Group: sdk.BodyGroup, Operation: "mna/Get", Text: "the <answer>: " + c.name, Level: contract.May, Wants: []sdk.Outcome{sdk.Right}}
		if group, _, _ := strings.Cut(c.name, "/"); group != "body" {
			row.Group, row.Level = sdk.Group(group), contract.Must
		}
		rows, cells[row.ID] = append(rows, row), c.Cell
	}
	return rows, cells
}

func because(outcome finding.Outcome, line int) *record.Accepted {
	return &record.Accepted{Outcome: outcome, Reason: "1.0 reads <no> XML|JSON", Link: "https://tickets.test/7", Place: fmt.Sprintf("known.yaml:%d", line)}
}

// report has every outcome, a client of every state, deviations of both kinds,
// a baseline to mend, and texts that want escaping.
func report() *sdk.Report {
	rows, cells := every()
	failed := map[string]sdk.Cell{}
	for _, row := range rows {
		failed[row.ID] = sdk.Cell{Outcome: sdk.Failed, Detail: "the driver printed <garbage>"}
	}
	kind := sdk.Finding{Check: sdk.KindCheck, Level: contract.Must, Detail: `Type: "<1>" is no number`}
	lost := sdk.Finding{Check: sdk.RequiredCheck, Level: contract.Must, Detail: "DeviceList: absent", Accepted: because("fail", 2)}
	limit := sdk.Finding{Check: sdk.LimitCheck, Level: contract.May, Detail: "DeviceList: 11 items, at most 10"}
	return &sdk.Report{
		Suite: "test", Level: contract.Should, Rows: rows,
		Columns: []sdk.Column{
			{
				Name: "one", State: sdk.Ran, Cells: cells,
				Description: sdk.Description{Client: "one|sdk", Version: "1.0", Language: "Go", Signature: "tc3", Format: "json", Operations: []string{"mna/Get"}},
				Sends: []sdk.Sent{
					{ID: "mna/Get/sends/all", State: sdk.Ran, Text: "every parameter", Findings: []sdk.Finding{lost, kind}},
					{ID: "mna/Get/sends/one", State: sdk.Ran, Text: "a list of one", Findings: []sdk.Finding{lost}},
					{ID: "mna/Get/sends/over-limit", State: sdk.Ran, Text: "a list of 11", Findings: []sdk.Finding{limit}},
					{ID: "mna/Get/sends/odd", State: sdk.Skipped, Text: "what it cannot say"},
				},
			},
			{Name: "two", State: sdk.Skipped, Reason: "npm is not on this machine", Cells: map[string]sdk.Cell{}},
			{
				Name: "three", State: sdk.Errored, Reason: "the driver printed <garbage>", Cells: failed,
				Sends: []sdk.Sent{{ID: "mna/Get/sends/all", State: sdk.Errored, Text: "every parameter"}},
			},
		},
		Baseline: &sdk.Baseline{File: "known.yaml", NotAsked: 2, Problems: []record.Problem{{Place: "known.yaml:12", Text: "mna/Get/plain is accepted as fail and passes now: delete lines 12-15"}}},
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

// TestGolden holds every format against files that people have looked at.
// UPDATE_GOLDEN=1 writes them anew.
func TestGolden(t *testing.T) {
	for _, format := range sdktable.Formats() {
		got, file := rendered(t, format), "testdata/golden/report."+format
		if os.Getenv("UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is another; UPDATE_GOLDEN=1 go test writes it, git diff shows it", file)
		}
	}
}

func TestTheJSONConformsToItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("sdk.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	text := rendered(t, "json")
	if err := valid(text); err != nil {
		t.Error(err)
	}
	for _, wrong := range [][2]string{
		{`"format": 1`, `"format": 2`}, {`"right value"`, `"right"`}, {`"state": "skip"`, `"state": "skipped"`}, {`"accepted": {`, `"acceptance": {`},
		{`"requests_wrong"`, `"wrong"`}, {`"check": "kind"`, `"check": "kinds"`}, {`"findings": []`, `"findings": null`}, {`"reason": "npm is not on this machine",`, ``},
	} {
		if changed := strings.Replace(text, wrong[0], wrong[1], 1); changed == text || valid(changed) == nil {
			t.Errorf("the schema allows %q for %q", wrong[1], wrong[0])
		}
	}
}

func TestTotalsAgreeInEveryFormat(t *testing.T) {
	n := report().Count()
	if n != (sdk.Counts{Clients: 3, Skipped: 1, Errored: 1, Sends: 5, SendsWrong: 1, Cells: 19, CellsWrong: 15, Deviations: 3, Must: 2, Failing: 2, Asked: 22}) {
		t.Errorf("counts %+v", n)
	}
	line := fmt.Sprintf("%d requests asked for, %d wrong; %d answers given, %d not understood as wanted; %d known deviations; %d wrong at level must, %d at level should and above; 1 entry of known.yaml",
		n.Sends, n.SendsWrong, n.Cells, n.CellsWrong, n.Deviations, n.Must, n.Failing)
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

func TestEveryFormatSaysWhatWasSkippedWhatFailedAndWhatIsAccepted(t *testing.T) {
	for _, format := range slices.DeleteFunc(sdktable.Formats(), func(f string) bool { return f == "github" }) { // which shows what fails
		text := strings.ReplaceAll(html.UnescapeString(rendered(t, format)), "\u200b", "") // Markdown makes no link of a client's words
		for _, want := range []string{"npm is not on this machine", "lost", "deviation", "unclear error", "https://tickets.test/7", "known.yaml:12", "passes now"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", format, want)
			}
		}
	}
}

func TestNothingOfAClientIsMarkup(t *testing.T) {
	if text := strings.Replace(rendered(t, "html"), "<script>"+page.Script()+"</script>", "", 1); strings.Contains(text, "<script") || strings.Contains(text, "<garbage>") || strings.Contains(text, "<no>") {
		t.Error("html passes on a client's markup")
	}
	if text := rendered(t, "markdown"); strings.Contains(text, "<garbage>") || strings.Contains(text, "one|sdk") || strings.Contains(text, "XML|JSON") {
		t.Error("markdown passes on a client's markup")
	}
}

func TestAnUnknownFormatIsAnError(t *testing.T) {
	if err := sdktable.Write(&bytes.Buffer{}, report(), "pdf"); err == nil {
		t.Error("no error")
	}
}
