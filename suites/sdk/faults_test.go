package sdk_test

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
)

const wrongClients = "../../fixtures/sdk/wrong"

// faults is fixtures/sdk/wrong/faults.yaml.
type faults struct {
	Sends   []fault
	Answers []fault
}

type fault struct {
	Way, Select, Check, Says string
	Outcome                  sdk.Outcome
	Public                   bool
}

// languages are those of the wrong clients, with how one is started.
func languages() map[string][]string {
	return map[string][]string{"python": {"python3", "client.py"}, "node": {"node", "client.js"}}
}

// foreign asks a client of another language, which the machine may not have.
func foreign(t *testing.T, language, way, only string) sdk.Column {
	t.Helper()
	command := languages()[language]
	if _, err := exec.LookPath(command[0]); err != nil {
		t.Skip(command[0] + " is not on this machine")
	}
	c := sdk.Client{Name: language + " " + way, Command: append(slices.Clone(command), way), Dir: wrongClients}
	report, err := sdk.Run(t.Context(), []sdk.Client{c}, sdk.Options{Operations: operations(t), Select: only, Call: 4 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	column := report.Columns[0]
	if column.State != sdk.Ran {
		t.Fatalf("%s %s", column.State, column.Reason)
	}
	for _, row := range report.Rows {
		if only == "" && row.Level == contract.May {
			delete(column.Cells, row.ID) // what no document promises, a right client need not survive
		}
	}
	return column
}

// Every wrong client, in every language, is found, and in the words of its fault.
func TestEveryWrongClientIsFoundInEveryLanguage(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a process for each of some hundred clients")
	}
	text, err := os.ReadFile(wrongClients + "/faults.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all faults
	decoder := yaml.NewDecoder(strings.NewReader(string(text)))
	decoder.KnownFields(true)
	if err := decoder.Decode(&all); err != nil {
		t.Fatal(err)
	}
	for language := range languages() {
		for _, f := range all.Sends {
			t.Run(fmt.Sprintf("%s %s %s", language, f.Way, f.Select), func(t *testing.T) {
				t.Parallel()
				var found []string
				for _, s := range foreign(t, language, f.Way, f.Select).Sends {
					for _, finding := range s.Findings {
						if string(finding.Check) == f.Check && strings.Contains(finding.Detail, f.Says) {
							return
						}
						found = append(found, string(finding.Check)+": "+finding.Detail)
					}
				}
				t.Errorf("no %s finding says %q; found are %q", f.Check, f.Says, found)
			})
		}
		for _, f := range all.Answers {
			t.Run(fmt.Sprintf("%s %s %s", language, f.Way, f.Select), func(t *testing.T) {
				t.Parallel()
				cell := foreign(t, language, f.Way, f.Select).Cells[f.Select]
				if cell.Outcome != f.Outcome || cell.Good || !strings.Contains(cell.Detail, f.Says) {
					t.Errorf("%s: %s; want %s that says %q", cell.Outcome, cell.Detail, f.Outcome, f.Says)
				}
			})
		}
	}
}

// The right client of each language is silent in every way that it calls.
func TestTheRightClientOfEachLanguageIsSilent(t *testing.T) {
	for language, ways := range map[string][]string{"python": {"right", "right-post", "right-get", "right-xml"}, "node": {"right", "right-post", "right-get"}} {
		for _, way := range ways {
			t.Run(language+" "+way, func(t *testing.T) {
				t.Parallel()
				c := foreign(t, language, way, "")
				for _, s := range c.Sends {
					for _, f := range s.Findings {
						if f.Level != contract.May {
							t.Errorf("%s: %s %s", s.ID, f.Check, f.Detail)
						}
					}
				}
				for id, cell := range c.Cells {
					if !cell.Good {
						t.Errorf("%s: %s %s", id, cell.Outcome, cell.Detail)
					}
				}
			})
		}
	}
}
