package sdk_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/driver"
	"github.com/plumbline/plumbline/suites/sdk"
)

// through is a transport that answers by itself.
type through sdk.Responder

// RoundTrip answers.
func (f through) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// within asks a client of this test's own without a network.
func within(t *testing.T, only string, loop sdk.Loop) sdk.Column {
	t.Helper()
	report, err := sdk.Within(t.Context(), "within", loop, sdk.Options{
		Operations: operations(t), Select: only, Describe: time.Second, Call: 3 * time.Second, Slack: time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	return report.Columns[0]
}

// A client without a network gets what it gets over loopback, and sends the same.
func TestAClientInThisProcessIsAskedAsOneOverLoopback(t *testing.T) {
	const only = "smartag/DescribeUserFlowStatistics/"
	for _, way := range []string{"right", "rounds", "loses-codes", "list-from-zero"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			over := ask(t, only, way)[0]
			here := within(t, only, func(in io.Reader, out io.Writer, answer sdk.Responder) error {
				c := client{way: way, operations: operations(t), transport: through(answer)}
				return driver.Loop(in, out, described(c.operations), c.call, c.types)
			})
			if here.State != sdk.Ran || len(here.Cells) != len(over.Cells) || len(here.Sends) != len(over.Sends) || len(here.Sends) == 0 {
				t.Fatalf("%s %s: %d answers and %d requests; over loopback %d and %d",
					here.State, here.Reason, len(here.Cells), len(here.Sends), len(over.Cells), len(over.Sends))
			}
			for id, cell := range over.Cells {
				if got := here.Cells[id]; got.Outcome != cell.Outcome || got.Good != cell.Good {
					t.Errorf("%s: %s (%s), over loopback %s (%s)", id, got.Outcome, got.Detail, cell.Outcome, cell.Detail)
				}
			}
			for i, sent := range over.Sends {
				got := here.Sends[i]
				if len(got.Findings) != len(sent.Findings) {
					t.Errorf("%s: %v, over loopback %v", sent.ID, got.Findings, sent.Findings)
				}
			}
		})
	}
}

func TestALoopInThisProcessThatFailsIsAnError(t *testing.T) {
	silent := make(chan struct{})
	t.Cleanup(func() { close(silent) })
	for name, row := range map[string]struct {
		loop   func(in io.Reader, out io.Writer, answer sdk.Responder) error
		reason string
	}{
		"one that fails":         {func(io.Reader, io.Writer, sdk.Responder) error { return errors.New("no client") }, "no client"},
		"one that ends":          {func(io.Reader, io.Writer, sdk.Responder) error { return nil }, "ended before it answered"},
		"one that never answers": {func(io.Reader, io.Writer, sdk.Responder) error { <-silent; return nil }, "no answer within"},
		"one that prints":        {func(in io.Reader, out io.Writer, _ sdk.Responder) error { return garbage(in, out) }, "which is no reply"},
	} {
		t.Run(name, func(t *testing.T) {
			c := within(t, "mna/GetStatisticData/plain", row.loop)
			if c.State != sdk.Errored || !strings.Contains(c.Reason, row.reason) {
				t.Errorf("%s %q, want an error that says %q", c.State, c.Reason, row.reason)
			}
		})
	}
}

func garbage(in io.Reader, out io.Writer) error {
	_, _ = in.Read(make([]byte, 1000))
	_, err := io.WriteString(out, "hello\n")
	return err
}
