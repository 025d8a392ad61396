package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// ofClients is the error of an id that wants a client, nil for any other.
func ofClients(id string) error {
	_, known, err := replayable(id)
	if err == nil && known {
		err = exit.Wrongf("%s is asked of a client: plumb replay --driver NAME %[1]s; plumb sdk names the clients", id)
	}
	return err
}

func replayable(id string) ([]*contract.Operation, bool, error) {
	operations, err := specs.Embedded()
	if err != nil {
		return nil, false, exit.Wrong(err)
	}
	why, known, err := sdk.Replayable(operations, id)
	if err == nil && why != "" {
		err = exit.Wrongf("%s", why)
	}
	return operations, known, exit.Wrong(err)
}

// replay puts one id to the client of --driver and shows what came of it.
func (f *sdkFlags) replay(ctx context.Context, shown shower, id string, limit time.Duration) error {
	operations, known, err := replayable(id)
	if err != nil {
		return err
	}
	if !known {
		return exit.Wrongf("clients are asked nothing that is called %q; plumb sdk --format json lists the ids", id)
	}
	clients, err := f.clients(ctx, shown.out)
	if err != nil {
		return err
	}
	report, asked, err := sdk.Replay(ctx, clients[0], id, sdk.Options{Operations: operations, Suite: run.Version(), Call: limit})
	if err != nil {
		return exit.Unfinishedf("%w", err)
	}
	column := &report.Columns[0]
	if d := column.Description; d.Client != "" {
		fmt.Fprintln(shown.out, shown.style.Dim("# "+body.Cut([]byte(strings.TrimSpace(d.Client+" "+d.Version)+", "+d.Language), headerLimit)))
	}
	switch {
	case column.State == sdk.Errored:
		return exit.Unfinishedf("%s: %s", column.Name, column.Reason)
	case asked == nil && column.State == sdk.Ran:
		return exit.Unfinishedf("%s was not asked: it has no such operation, no such format, or no way to make several calls at once", column.Name)
	case asked != nil:
		shown.asked(asked)
	}
	shown.outcome(report, id)
	return f.status(report, false)
}

// asked shows what a client sent, how it was answered, and what its user saw.
func (r *shower) asked(a *sdk.Asked) {
	for _, h := range a.Hits {
		fmt.Fprintf(r.out, "> %s http://%s%s\n", h.Request.Method, body.Cut([]byte(h.Request.Host), headerLimit), body.Cut([]byte(h.Request.URL.RequestURI()), bodyLimit*escapes))
		r.headers("> ", h.Request.Header)
		r.body("> ", h.RequestBody)
		if h.With == 0 {
			fmt.Fprintln(r.out, "< "+r.style.Red("no answer"))
		} else {
			fmt.Fprintf(r.out, "< HTTP %d\n", h.With)
			r.headers("< ", h.ServedWith)
			r.body("< ", h.Served)
		}
		fmt.Fprintln(r.out)
	}
	if len(a.Hits) == 0 {
		fmt.Fprintln(r.out, r.style.Dim("# nothing is sent")+"\n")
	}
	for _, reply := range a.Replies {
		fmt.Fprint(r.out, terminal.Labelled(0, "user", 10, saw(&reply), terminal.Width(r.out)))
	}
}

// saw says what a client gave its user.
func saw(r *sdk.Reply) string {
	text := string(r.Values)
	switch {
	case r.Error != nil:
		text = fmt.Sprintf("the error %s, code %q, message %q, request id %q, status %d", r.Error.Class, r.Error.Code, r.Error.Message, r.Error.RequestID, r.Error.Status)
	case r.Cannot != "":
		text = "the client has no way to say this: " + r.Cannot
	case r.Hang:
		text = "nothing within the limit"
	case r.Crash != "":
		text = "a crash: " + r.Crash
	}
	return body.Cut([]byte(text), bodyLimit)
}

// outcome shows how it ended: what is wrong about the requests, and what became of the
// answer.
func (r *shower) outcome(report *sdk.Report, id string) {
	var lines [][2]string
	wrong := false
	for _, s := range report.Columns[0].Sends {
		wrong = wrong || s.Wrong(report.Level)
		for _, f := range s.Findings {
			lines = append(lines, [2]string{string(f.Level), string(f.Check) + ": " + f.Detail})
			if f.Signed != "" {
				lines = append(lines, [2]string{"signed", f.Signed})
			}
		}
	}
	for _, row := range report.Rows {
		cell := report.Columns[0].Cells[row.ID]
		wrong = wrong || !cell.Good && report.Level.Includes(row.Level)
		lines = slices.Concat([][2]string{{"answer", row.Text}, {"wanted", string(row.Wants[0])}, {"became", string(cell.Outcome)}, {"because", cell.Detail}}, lines)
	}
	ended := r.style.Green("pass")
	switch {
	case wrong:
		ended = r.style.Red("fail")
	case report.Count().Asked == 0:
		ended = r.style.Yellow("skip")
	}
	fmt.Fprintf(r.out, "\n%s  %s\n", ended, r.style.Bold(id))
	for _, line := range lines {
		fmt.Fprint(r.out, terminal.Labelled(2, line[0], 10, line[1], terminal.Width(r.out)))
	}
}
