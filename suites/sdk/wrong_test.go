package sdk_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/sdk"
)

// ask runs drivers of this test's own program.
func ask(t *testing.T, only string, ways ...string) []sdk.Column {
	t.Helper()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var clients []sdk.Client
	for _, way := range ways {
		clients = append(clients, sdk.Client{Name: way, Command: []string{program, wrongly, way}})
	}
	report, err := sdk.Run(t.Context(), clients, sdk.Options{
		Operations: operations, Select: only, Describe: 10 * time.Second, Call: 3 * time.Second, Slack: time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	return report.Columns
}

func TestARightClientHasNoFindings(t *testing.T) {
	for _, c := range ask(t, "", "right", "limit-kept") {
		if c.State != sdk.Ran {
			t.Errorf("%s: %s %s", c.Name, c.State, c.Reason)
		}
		for _, s := range c.Sends {
			for _, f := range s.Findings {
				if c.Name != "right" || f.Check != sdk.LimitCheck || f.Level != contract.May {
					t.Errorf("%s %s: %s %s", c.Name, s.ID, f.Check, f.Detail)
				}
			}
		}
		for id, cell := range c.Cells {
			expected := strings.Contains(id, "no-wrapper") || strings.Contains(id, "no-answer") || strings.Contains(id, "html-200") || strings.Contains(id, "error-in-xml")
			if !cell.Good && !expected {
				t.Errorf("%s: %s %s", id, cell.Outcome, cell.Detail)
			}
		}
	}
}

// Each check is seen failing, by a driver that is wrong in that way alone.
func TestEachCheckOfARequestIsSeenFailing(t *testing.T) {
	rows := []struct {
		way, only string
		check     sdk.Check
		level     contract.Level
		detail    string
	}{
		{"list-from-zero", "smartag/DescribeUserFlowStatistics/sends/all", sdk.ListCheck, contract.Must, "UserNames.0 is no item of UserNames.N, whose first is UserNames.1"},
		{"list-from-two", "smartag/DescribeUserFlowStatistics/sends/all", sdk.ListCheck, contract.Must, "the list begins with UserNames.2"},
		{"comma-list", "smartag/DescribeUserFlowStatistics/sends/all", sdk.ListCheck, contract.Must, `UserNames is "doctest,zhanlg" and no list`},
		{"comma-list", "mna/GetFlowStatistic/sends/all", sdk.ListCheck, contract.Must, "and no list"},
		{"version-missing", "smartag/DescribeUserFlowStatistics/sends/all", sdk.VersionCheck, contract.Must, "the request has no version (Version); wanted 2018-03-13"},
		{"version-missing", "mna/GetFlowStatistic/sends/all", sdk.VersionCheck, contract.Must, "the request has no version (X-Tc-Version); wanted 2021-01-19"},
		{"version-other", "mna/GetFlowStatistic/sends/all", sdk.VersionCheck, contract.Must, `version "2000-01-01"`},
		{"action-other", "smartag/DescribeUserFlowStatistics/sends/all", sdk.OperationCheck, contract.Must, `"DescribeRegions"`},
		{"unsigned", "smartag/DescribeUserFlowStatistics/sends/all", sdk.SignatureCheck, contract.Must, "not signed"},
		{"unsigned", "mna/GetFlowStatistic/sends/all", sdk.SignatureCheck, contract.Must, "not signed"},
		{"wrong-key", "mna/GetFlowStatistic/sends/all", sdk.SignatureCheck, contract.Must, "mismatch"},
		{"right", "smartag/DescribeUserFlowStatistics/sends/over-limit", sdk.LimitCheck, contract.May, "51 items, at most 50"},
		{"right", "mna/GetStatisticData/sends/over-limit", sdk.LimitCheck, contract.May, "11 items, at most 10"},
		{"swallows-errors", "smartag/DescribeUserFlowStatistics/sends/over-limit", sdk.ToldCheck, contract.Must, "does not reach the user"},
		{"truncates", "mna/GetStatisticData/sends/over-limit", sdk.ValueCheck, contract.Must, "DeviceList was given as"},
		{"number-as-string", "mna/GetFlowStatistic/sends/all", sdk.KindCheck, contract.Must, `BeginTime: "1659513692" is not of kind integer`},
		{"loses-a-parameter", "mna/GetFlowStatistic/sends/all", sdk.RequiredCheck, contract.Must, "TimeGranularity: absent"},
		{"loses-a-parameter", "smartag/DescribeUserFlowStatistics/sends/all", sdk.ValueCheck, contract.Must, "SmartAGId was given"},
		{"unknown-parameter", "mna/GetFlowStatistic/sends/all", sdk.UnknownCheck, contract.Should, `Verbose = "1" is in no document`},
		{"unknown-parameter", "mna/GetFlowStatistic/sends/all", sdk.RefusedCheck, contract.Must, "it is refused as UnknownParameter"},
		{"nonce-again", "smartag/DescribeUserFlowStatistics/sends/all", sdk.RefusedCheck, contract.Must, "it is refused as SignatureNonceUsed"},
		{"method-put", "smartag/DescribeUserFlowStatistics/sends/all", sdk.RefusedCheck, contract.Must, "it is refused as UnsupportedHTTPMethod"},
		{"path-other", "mna/GetFlowStatistic/sends/all", sdk.WrittenCheck, contract.Must, "stray-path"},
		{"secret-told", "mna/GetFlowStatistic/sends/all", sdk.SecretCheck, contract.Must, "the secret key stands in the header X-Debug"},
		{"secret-told", "smartag/DescribeUserFlowStatistics/sends/all", sdk.SecretCheck, contract.Must, "the secret key stands in the URL"},
		{"gzip", "mna/GetFlowStatistic/sends/all", sdk.WrittenCheck, contract.Must, `the body is sent with the Content-Encoding "gzip"`},
		{"utf-16", "mna/GetFlowStatistic/sends/all", sdk.WrittenCheck, contract.Must, "the body is in UTF-16"},
		{"region-in-scope", "mna/GetFlowStatistic/sends/all", sdk.SignatureCheck, contract.Must, `wrong service: service in credential is "cvm"`},
		{"panics", "mna/GetFlowStatistic/sends/all", sdk.SentOnce, contract.Must, "nothing is sent: panic"},
	}
	for _, row := range rows {
		t.Run(row.way+" "+row.only, func(t *testing.T) {
			t.Parallel()
			c := ask(t, row.only, row.way)[0]
			if len(c.Sends) != 1 {
				t.Fatalf("%d requests asked for; %s", len(c.Sends), c.Reason)
			}
			if !slices.ContainsFunc(c.Sends[0].Findings, func(f sdk.Finding) bool {
				return f.Check == row.check && f.Level == row.level && strings.Contains(f.Detail, row.detail)
			}) {
				t.Errorf("no %s finding %q at %s: %+v", row.check, row.detail, row.level, c.Sends[0].Findings)
			}
		})
	}
}

// Of a body that cannot be read nothing is said but that: its parameters are not
// missing, they are unread.
func TestOfWhatCannotBeReadNoParameterIsMissed(t *testing.T) {
	for _, way := range []string{"gzip", "utf-16"} {
		for _, f := range ask(t, "mna/GetFlowStatistic/sends/all", way)[0].Sends[0].Findings {
			if f.Check != sdk.WrittenCheck && f.Check != sdk.SignatureCheck {
				t.Errorf("%s: %s %s", way, f.Check, f.Detail)
			}
		}
	}
}

// What is sent again while an answer is given is looked at like anything else.
func TestARetryIsLookedAt(t *testing.T) {
	const only = "smartag/DescribeUserFlowStatistics/body/html-502"
	c := ask(t, only, "retries-the-same")[0]
	if !slices.ContainsFunc(c.Sends, func(s sdk.Sent) bool {
		return s.ID == "smartag/DescribeUserFlowStatistics/sends/answers" && slices.ContainsFunc(s.Findings, func(f sdk.Finding) bool {
			return f.Check == sdk.RefusedCheck && strings.Contains(f.Detail, "SignatureNonceUsed") && strings.HasSuffix(f.Detail, "in request 2 for body/html-502")
		})
	}) {
		t.Errorf("%+v", c.Sends)
	}
}

func TestEachOutcomeOfAnAnswerIsSeen(t *testing.T) {
	for _, row := range []struct {
		way, id string
		outcome sdk.Outcome
		good    bool
	}{
		{"right", "smartag/DescribeUserFlowStatistics/plain", sdk.Right, true},
		{"rounds", "smartag/DescribeUserFlowStatistics/body/above-2-53", sdk.Changed, false},
		{"adds-one", "smartag/DescribeUserFlowStatistics/plain", sdk.Changed, false},
		{"loses-values", "smartag/DescribeUserFlowStatistics/plain", sdk.Lost, false},
		{"shifts-values", "smartag/DescribeUserFlowStatistics/plain", sdk.Shifted, false},
		{"turns-rows", "smartag/DescribeUserFlowStatistics/plain", sdk.Shifted, false},
		{"drops-a-row", "smartag/DescribeUserFlowStatistics/plain", sdk.Lost, false},
		{"invents-a-row", "smartag/DescribeUserFlowStatistics/plain", sdk.Invented, false},
		{"right", "smartag/DescribeUserFlowStatistics/body/null-amount", sdk.Right, true},
		{"right", "smartag/DescribeUserFlowStatistics/error/SAG.InstanceNoFound", sdk.Clear, true},
		{"loses-request-ids", "smartag/DescribeUserFlowStatistics/error/SAG.InstanceNoFound", sdk.Unclear, false},
		{"loses-messages", "mna/GetFlowStatistic/error/InvalidParameterValue", sdk.Unclear, false},
		{"swallows-errors", "smartag/DescribeUserFlowStatistics/error/SAG.InstanceNoFound", sdk.Lost, false},
		{"loses-codes", "mna/GetFlowStatistic/error/InvalidParameterValue", sdk.Unclear, false},
		{"right", "smartag/DescribeUserOnlineClientStatistics/example/001-response-json", sdk.Clear, true},
		{"panics", "mna/GetFlowStatistic/plain", sdk.Crash, false},
		{"waits", "mna/GetFlowStatistic/plain", sdk.Hang, false},
	} {
		t.Run(row.way+" "+row.id, func(t *testing.T) {
			t.Parallel()
			cell := ask(t, row.id, row.way)[0].Cells[row.id]
			if cell.Outcome != row.outcome || cell.Good != row.good {
				t.Errorf("%q %v (%s), want %q %v", cell.Outcome, cell.Good, cell.Detail, row.outcome, row.good)
			}
		})
	}
}

// A driver that breaks the protocol is an error with what it printed, within a
// time limit, and the client beside it is asked all the same.
func TestABrokenDriverEndsAloneAndSaysWhatItPrinted(t *testing.T) {
	const only = "mna/GetStatisticData/plain"
	reasons := map[string]string{
		"prints-garbage": "Traceback (most recent call last)", "dies": "Segmentation fault", "answers-another": "answered question 99 when asked question 2",
		"two-answers-in-one": "not exactly what belongs to it", "never-describes": "no answer within",
	}
	for way, reason := range reasons {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			columns := ask(t, only, way, "right")
			if c := columns[0]; c.State != sdk.Errored || !strings.Contains(c.Reason, reason) || c.Cells[only].Outcome != sdk.Failed {
				t.Errorf("%s %q, cell %+v; want an error that says %q", c.State, c.Reason, c.Cells[only], reason)
			}
			if c := columns[1]; c.State != sdk.Ran || !c.Cells[only].Good {
				t.Errorf("the right client beside it: %s %s", c.State, c.Reason)
			}
		})
	}
}
