//go:build unix

package sdk_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/suites/sdk"
)

// put asks one driver of this test's own program, with limits of the test's.
func put(t *testing.T, way string, o sdk.Options) sdk.Column {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	o.Operations = operations(t)
	report, err := sdk.Run(t.Context(), []sdk.Client{{Name: way, Command: []string{program, wrongly, way}}}, o)
	if err != nil {
		t.Fatal(err)
	}
	return report.Columns[0]
}

// Whatever a driver does with its streams, nobody waits for it without a limit.
func TestNothingOfADriverIsWaitedForWithoutALimit(t *testing.T) {
	for way, reason := range map[string]string{
		"closes-its-input":   "goes on running",
		"closes-its-output":  "closed its output and goes on running",
		"prints-without-end": "a line of more than 8 MB",
		"leaves-an-orphan":   "something that it started holds its output open",
	} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			c := put(t, way, sdk.Options{Select: "mna/GetStatisticData/plain", Describe: 5 * time.Second, Call: 5 * time.Second, Slack: time.Second})
			if c.State != sdk.Errored || !strings.Contains(c.Reason, reason) {
				t.Errorf("%s %q, want an error that says %q", c.State, c.Reason, reason)
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

// What is loaded once is paid for before the first case, and a slow client gets
// the time that it needs: its verdicts are those of a fast one.
func TestASlowClientGetsTheVerdictsOfAFastOne(t *testing.T) {
	const only = "mna/GetStatisticData/error"
	for _, way := range []string{"starts-slowly", "is-slow"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			c := put(t, way, sdk.Options{Select: only, Describe: 10 * time.Second, Call: 100 * time.Millisecond, Slack: time.Second})
			if c.State != sdk.Ran || len(c.Cells) == 0 {
				t.Fatalf("%s %s", c.State, c.Reason)
			}
			for id, cell := range c.Cells {
				if cell.Outcome != sdk.Clear {
					t.Errorf("%s: %s %s", id, cell.Outcome, cell.Detail)
				}
			}
		})
	}
}

// A call that hangs is a hang: the request of the call before is not its own.
func TestACallThatHangsHasNoRequestOfAnotherCall(t *testing.T) {
	c := put(t, "waits-at-times", sdk.Options{Select: "mna/GetFlowStatistic/sends/list-", Describe: time.Second, Call: 300 * time.Millisecond, Slack: time.Second})
	hung := 0
	for _, s := range c.Sends {
		if slices.ContainsFunc(s.Findings, func(f sdk.Finding) bool {
			return f.Check == sdk.SentOnce && f.Detail == "nothing is sent: the client gives no result within the limit"
		}) {
			hung++
		} else if len(s.Findings) > 0 && !strings.Contains(s.ID, "over-limit") {
			t.Errorf("%s: %+v", s.ID, s.Findings)
		}
	}
	if hung == 0 || hung == len(c.Sends) {
		t.Errorf("%d of %d calls hang", hung, len(c.Sends))
	}
}

// A request that comes when the result is given is late, and of its own call.
func TestALateRequestIsOfItsOwnCall(t *testing.T) {
	c := put(t, "sends-late", sdk.Options{Select: "smartag/DescribeUserFlowStatistics/sends/list-", Describe: time.Second, Call: time.Second, Slack: time.Second})
	late := 0
	for _, s := range c.Sends {
		for _, f := range s.Findings {
			if !strings.Contains(f.Detail, "after the result was given") {
				t.Errorf("%s: %s %s", s.ID, f.Check, f.Detail)
			}
			late++
		}
	}
	if late == 0 {
		t.Error("no request is late")
	}
}

// Clients that get a tenth of the time of a processor have the verdicts of the
// same clients at their full speed, whatever their language.
func TestThrottledClientsGetTheSameVerdicts(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for language, command := range languages() {
		t.Run(language, func(t *testing.T) {
			if _, err := exec.LookPath(command[0]); err != nil {
				t.Skip(command[0] + " is not on this machine")
			}
			clients := []sdk.Client{
				{Name: "fast", Command: append(slices.Clone(command), "nonce-again-on-retry"), Dir: wrongClients},
				{Name: "slow", Command: []string{program, wrongly, throttled + strings.Join(command, " ") + " nonce-again-on-retry"}, Dir: wrongClients},
			}
			o := sdk.Options{Operations: operations(t), Select: "smartag/DescribeUserFlowStatistics/", Call: 2 * time.Second}
			report, err := sdk.Run(t.Context(), clients, o)
			if err != nil {
				t.Fatal(err)
			}
			fast, slow := verdictsOf(report.Columns[0]), verdictsOf(report.Columns[1])
			if len(fast) == 0 || fast["smartag/DescribeUserFlowStatistics/sends/answers"] == "ran" {
				t.Fatalf("the fault of the client is not among its %d verdicts", len(fast))
			}
			for id, want := range fast {
				if slow[id] != want {
					t.Errorf("%s: %q, and %q at full speed", id, slow[id], want)
				}
			}
		})
	}
}

// verdictsOf are what became of each request and answer, without what differs
// from one run to the next.
func verdictsOf(c sdk.Column) map[string]string {
	out := map[string]string{}
	for id, cell := range c.Cells {
		out[id] = string(cell.Outcome)
	}
	for _, s := range c.Sends {
		out[s.ID] = string(s.State)
		for _, f := range s.Findings {
			out[s.ID] += " " + string(f.Check) + " " + string(f.Level)
		}
	}
	return out
}
