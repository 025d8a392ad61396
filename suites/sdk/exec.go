package sdk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Exec runs somebody's own command, pointed at a recorder by its environment, and
// holds what it sends against the contract. Nobody knows here what it meant to
// send, so only the requests themselves are looked at. It errs if there is no
// shell, if no port can be opened, and if the command sent nothing; one that ends
// in failure is a column in error.
func Exec(ctx context.Context, command string, o Options, output io.Writer) (*Report, error) {
	recorder, err := newRecorder(o.Operations, o.Keys)
	if err != nil {
		return nil, err
	}
	defer recorder.Close()
	handler, err := recorder.emulator(emulator.Options{})
	if err != nil {
		return nil, err
	}
	call, err := recorder.open(handler)
	if err != nil {
		return nil, err
	}
	shell := []string{"sh", "-c", command}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/c", command}
	}
	c := exec.CommandContext(ctx, shell[0], shell[1:]...)
	c.Env, c.Stdout, c.Stderr, c.WaitDelay = pointed(os.Environ(), call.Endpoint, recorder.keys), output, output, time.Second
	ownGroup(c)
	c.Cancel = func() error { kill(c); return nil }
	failed := c.Run()
	kill(c) // and what it left running
	if errors.Is(failed, exec.ErrNotFound) {
		return nil, failed
	}
	column := Column{Name: command, State: Ran, Description: Description{Client: command}, Cells: map[string]Cell{}}
	if failed != nil {
		column.State, column.Reason = Errored, excerpt(fmt.Sprintf("the command ended with %s", failed))
	}
	for i, h := range call.end() {
		column.Sends = append(column.Sends, requestOf(i+1, h))
	}
	if len(column.Sends) == 0 {
		ended := "it ended well"
		if failed != nil {
			ended = failed.Error()
		}
		return nil, fmt.Errorf("the command sent nothing to the recorder (%s); PLUMBLINE_ENDPOINT names it", ended)
	}
	return &Report{Suite: o.Suite, Level: o.usual().Level, Columns: []Column{column}}, ctx.Err()
}

// requestOf is what the n-th request of a command looks like. That it has more
// items than allowed, or lacks a parameter, may be what a test is about: such a
// request is a finding all the same, and the test's author knows.
func requestOf(n int, h Hit) Sent {
	sent := Sent{ID: fmt.Sprintf("request %d", n), State: Ran, Text: h.Received.Action, Findings: Recorded(nil, h, nil)}
	for i := range sent.Findings {
		if f := &sent.Findings[i]; f.Check == LimitCheck {
			f.Level = contract.Must
		}
	}
	return sent
}

// pointed gives an environment in which a client finds the recorder, and no
// proxy and no credentials but the recorder's.
func pointed(all []string, endpoint string, keys sign.Credentials) []string {
	out := []string{
		"PLUMBLINE_ENDPOINT=" + endpoint, "PLUMBLINE_URL=http://" + endpoint,
		"NO_PROXY=*", "no_proxy=*",
	}
	vendors := []string{}
	for _, protocol := range specs.Protocols() {
		names := protocol.Credentials()
		out = append(out, names.ID+"="+keys.ID, names.Secret+"="+keys.Secret)
		vendors = append(vendors, names.Prefix)
	}
	for _, entry := range all {
		name, _, _ := strings.Cut(entry, "=")
		upper := strings.ToUpper(name)
		private := strings.HasSuffix(upper, "_PROXY") || slices.ContainsFunc(vendors, func(prefix string) bool { return strings.HasPrefix(upper, prefix) })
		if !private {
			out = append(out, entry)
		}
	}
	return out
}
