package watch_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/suites/watch"
)

// Real clients that ask through a watch are answered byte for byte as without it, their
// users see the same, and what the watch finds of their requests is what the gate finds.
// Wrong clients stand beside those of the vendors that are installed.
func TestClientsBehindAWatchAreAsTheyAre(t *testing.T) {
	if testing.Short() {
		t.Skip("asks several clients twice")
	}
	for _, c := range clients(t) {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			for _, only := range []string{"smartag/DescribeUserFlowStatistics/sends", "smartag/DescribeUserFlowStatistics/error", "mna/GetStatisticData/sends", "mna/GetStatisticData/body/error"} {
				behind(t, c, only)
			}
		})
	}
}

// clients are one of each language that is here, and some that are wrong.
func clients(t *testing.T) []sdk.Client {
	t.Helper()
	var out []sdk.Client
	if _, err := exec.LookPath("python3"); err == nil {
		for _, way := range []string{"right", "number-as-string", "list-as-json", "no-version"} {
			out = append(out, sdk.Client{Name: "wrong " + way, Command: []string{"python3", "client.py", way}, Dir: "../../fixtures/sdk/wrong"})
		}
	}
	drivers, err := sdk.Drivers("../../fixtures/sdk")
	check(t, err)
	for _, d := range drivers {
		if c := d.Clients[0]; c.Absent == "" { // the others of a folder share its transport
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		t.Skip("no client is on this machine; plumb sdk --install makes some")
	}
	return out
}

func behind(t *testing.T, c sdk.Client, only string) {
	t.Helper()
	w := opened(t, watch.Options{Level: contract.May})
	var differ []string
	var mu sync.Mutex
	through := func(endpoint string) (string, func(), error) {
		server := serving(t, alike(w.Proxy(watch.Way{Upstream: &url.URL{Scheme: "http", Host: endpoint}, Transport: noting{plain()}}), func(what string) {
			mu.Lock()
			defer mu.Unlock()
			differ = append(differ, what)
		}))
		return server.Listener.Addr().String(), server.Close, nil
	}
	ask := func(through sdk.Through) (sdk.Column, *sdk.Report) {
		report, err := sdk.Run(t.Context(), []sdk.Client{c}, sdk.Options{Operations: operations(t), Select: only, Through: through, Call: time.Minute})
		check(t, err)
		return report.Columns[0], report
	}
	bare, _ := ask(nil)
	watched, _ := ask(through)
	if bare.State != sdk.Ran || watched.State != sdk.Ran {
		t.Fatalf("%s: %s %s, watched %s %s", only, bare.State, bare.Reason, watched.State, watched.Reason)
	}
	if a, b := seen(bare), seen(watched); !reflect.DeepEqual(a, b) {
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Errorf("%s: without a watch %s\nwith one %s", only, a[i], b[i])
			}
		}
	}
	for _, what := range differ {
		t.Errorf("%s: %s", only, what)
	}
	found, told := byTheWatch(w), byTheGate(watched)
	missed := func(all, of []string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(of, one) })
	}
	if less, more := missed(told, found), missed(found, append(told, leftEmpty(t)...)); len(less)+len(more) > 0 {
		t.Errorf("%s: the watch finds %q too, and not %q", only, more, less)
	}
}

// seen is what came of each thing that a client was asked, but for what differs from one
// asking to the next: ports, ids, nonces, signatures and times.
func seen(c sdk.Column) []string {
	var out []string
	for _, s := range c.Sends {
		line := fmt.Sprint(s.ID, " ", s.State)
		for _, f := range s.Findings {
			line += fmt.Sprint("; ", f.Check, " ", f.Level)
		}
		out = append(out, line)
	}
	for id, cell := range c.Cells {
		text := regexp.MustCompile(`[0-9A-Za-z+/=%-]*[0-9][0-9A-Za-z+/=%.:-]*`).ReplaceAllString(cell.Detail, "#")
		out = append(out, fmt.Sprint(id, " ", cell.Outcome, " ", text))
	}
	slices.Sort(out)
	return out
}

// decidable are the checks that need not know what a client was told to send.
func decidable() []sdk.Check {
	return []sdk.Check{sdk.VersionCheck, sdk.WrittenCheck, sdk.RequiredCheck, sdk.ListCheck, sdk.KindCheck, sdk.UnknownCheck}
}

func byTheWatch(w *watch.Watch) []string {
	_, decided := w.Close()
	var out []string
	for _, d := range decided {
		for _, check := range decidable() {
			if d.Outcome == finding.Fail && strings.HasSuffix(d.Case.ID, fmt.Sprintf("/requests/%s/in-traffic", check)) {
				out = append(out, d.Case.Operation.Key()+" "+string(check))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// leftEmpty are the checks that a client may fail because it was told to leave something
// empty: that it was told so only the gate knows.
func leftEmpty(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, op := range operations(t) {
		if slices.ContainsFunc(sdk.Sends(op), func(s sdk.Send) bool {
			return slices.ContainsFunc(op.Check(s.Args), func(v contract.Violation) bool { return v.Keyword == contract.Required })
		}) {
			out = append(out, op.Key()+" "+string(sdk.RequiredCheck))
		}
	}
	return out
}

func byTheGate(c sdk.Column) []string {
	var out []string
	for _, s := range c.Sends {
		for _, f := range s.Findings {
			if words := strings.Split(s.ID, "/"); slices.Contains(decidable(), f.Check) {
				out = append(out, words[0]+"/"+words[1]+" "+string(f.Check))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// noted is what the recorder answered to a request.
type noted struct {
	mu      sync.Mutex
	header  http.Header
	content bytes.Buffer
}

type notedKey struct{}

// noting notes what comes from the recorder.
type noting struct{ next http.RoundTripper }

// RoundTrip errs as the transport behind it.
func (n noting) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := n.next.RoundTrip(r)
	if at, ok := r.Context().Value(notedKey{}).(*noted); ok && err == nil {
		at.mu.Lock()
		at.header = response.Header.Clone()
		at.mu.Unlock()
		response.Body = struct {
			io.Reader
			io.Closer
		}{io.TeeReader(response.Body, &at.content), response.Body}
	}
	return response, err
}

// alike tells where an answer that a client gets is not the one that the recorder gave.
func alike(proxy http.Handler, differs func(string)) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		at := &noted{}
		got := &written{ResponseWriter: to}
		proxy.ServeHTTP(got, r.WithContext(context.WithValue(r.Context(), notedKey{}, at)))
		at.mu.Lock()
		defer at.mu.Unlock()
		if !bytes.Equal(got.content.Bytes(), at.content.Bytes()) {
			differs(fmt.Sprintf("the recorder gives %q, the client gets %q", at.content.Bytes(), got.content.Bytes()))
		}
		for name, values := range at.header {
			if name != "Connection" && !slices.Equal(values, to.Header()[name]) {
				differs(fmt.Sprintf("%s is %q, the client gets %q", name, values, to.Header()[name]))
			}
		}
	})
}

// written notes what is written.
type written struct {
	http.ResponseWriter
	content bytes.Buffer
}

// Write errs as the writer behind it.
func (w *written) Write(p []byte) (int, error) {
	w.content.Write(p)
	return w.ResponseWriter.Write(p)
}

// Unwrap gives the writer behind it.
func (w *written) Unwrap() http.ResponseWriter { return w.ResponseWriter }
