package sdk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
)

// session asks one client after the other.
type session struct {
	options  Options
	recorder *Recorder
	rows     []*Row

	client  Client
	process *process
	env     []string
	now     *Column
	// authority is the file of the recorder's certificate.
	authority string
	// limit is how long the client may take for one call: what the options say,
	// or more for a client that was seen to be slow when nothing was wrong.
	limit time.Duration
	// idle is true for a client that a rehearsal could not get an answer of.
	idle bool
	sent map[string]*Call // by the ids of what was asked, to look for what came late
	// meanwhile is what was sent while answers were given.
	meanwhile map[*contract.Operation]*Sent
}

// column asks one client everything.
func (s *session) column(ctx context.Context, c Client) Column {
	column := Column{Name: c.Name, State: Ran, Cells: map[string]Cell{}}
	if c.Absent != "" {
		column.State, column.Reason = Skipped, c.Absent
		if c.Broken {
			column.State = Errored
		}
		return column
	}
	home, err := os.MkdirTemp("", "plumb-sdk-")
	if err != nil {
		column.State, column.Reason = Errored, err.Error()
		return column
	}
	defer os.RemoveAll(home)
	s.authority = filepath.Join(home, "recorder.pem")
	if err := os.WriteFile(s.authority, s.recorder.Certificate, 0o600); err != nil {
		column.State, column.Reason = Errored, err.Error()
		return column
	}
	s.client, s.env, s.now = c, environment(os.Environ(), home), &column
	s.limit, s.sent, s.meanwhile = s.options.Call, map[string]*Call{}, map[*contract.Operation]*Sent{}
	if err := s.start(ctx); err != nil {
		s.fail(err)
	}
	defer s.stop() // a panic leaves no driver behind
	s.askAll(ctx)
	s.stop()
	s.late()
	return column
}

// askAll asks for every request and gives every answer.
func (s *session) askAll(ctx context.Context) {
	column := s.now
	for _, op := range s.options.Operations {
		if column.State == Ran && !column.Description.Can(op) {
			continue
		}
		before := len(column.Sends)
		all := Sends(op)
		for _, send := range all {
			if s.options.selects(send.ID) && ctx.Err() == nil {
				column.Sends = append(column.Sends, s.send(ctx, send))
			}
		}
		if asked := column.Sends[before:]; len(asked) == len(all) { // fewer tell nothing of what can be said
			column.Sends = append(column.Sends, sayable(op, all, asked))
		}
		if s.options.selects(together(op).ID) && ctx.Err() == nil && column.Description.AtOnce && distinct(op) != nil {
			column.Sends = append(column.Sends, s.together(ctx, op))
		}
	}
	for _, row := range s.rows {
		if ctx.Err() == nil && (column.State != Ran || column.applies(row)) {
			column.Cells[row.ID] = s.cell(ctx, row)
		}
	}
	for _, op := range s.options.Operations {
		if sent, asked := s.meanwhile[op]; asked {
			column.Sends = append(column.Sends, *sent)
		}
	}
}

// late tells of requests that came when the client had given its result: they
// count for the call that they were made for.
func (s *session) late() {
	for i := range s.now.Sends {
		sent := &s.now.Sends[i]
		call := s.sent[sent.ID]
		if call == nil {
			continue
		}
		if n := call.late(); n > 0 {
			sent.Findings = append(sent.Findings, Finding{Check: SentOnce, Level: contract.Should, Detail: fmt.Sprintf("%d requests are sent after the result was given", n)})
		}
	}
}

// applies tells whether a row can be put to the client.
func (c *Column) applies(row *Row) bool {
	return c.Description.Can(row.Operation) && (row.Format == "" || string(row.Format) == c.Description.Format)
}

// environment is what a driver gets: a home of its own, and of the rest only
// what finds programs. Proxies and credentials of the user stay outside.
func environment(all []string, home string) []string {
	out := []string{"HOME=" + home, "TMPDIR=" + home, "LANG=C.UTF-8", "NO_PROXY=*", "no_proxy=*", "PYTHONDONTWRITEBYTECODE=1"}
	for _, entry := range all {
		switch name, _, _ := strings.Cut(entry, "="); name {
		case "PATH", "JAVA_HOME", "PYENV_ROOT", "SystemRoot", "PATHEXT", "GOROOT":
			out = append(out, entry)
		}
	}
	return out
}

func (s *session) stop() {
	if s.process != nil {
		s.process.end()
		s.process = nil
	}
}

// fail ends the client: what is left of its cases are errors.
func (s *session) fail(err error) {
	s.now.State, s.now.Reason = Errored, excerpt(err.Error())
	s.stop()
}

// call puts a call to the driver and serves it with a handler. An error is the
// driver's and ends the client.
func (s *session) call(ctx context.Context, id string, op *contract.Operation, args contract.Args, handler http.Handler) (*Reply, []Hit, error) {
	return s.calls(ctx, id, op, Question{Do: "call", Args: json.RawMessage(args.JSON())}, handler, s.limit)
}

// calls puts one call, or several at once, to the driver, as call does.
func (s *session) calls(ctx context.Context, id string, op *contract.Operation, q Question, handler http.Handler, limit time.Duration) (*Reply, []Hit, error) {
	if s.process == nil {
		return nil, nil, fmt.Errorf("the driver had failed before")
	}
	reply, call, err := s.put(ctx, op, q, handler, limit)
	if err != nil {
		s.fail(err)
		return nil, nil, err
	}
	s.sent[id] = call
	hits := call.end()
	if s.options.kept != nil {
		s.options.kept(Asked{Replies: reply.each(), Hits: hits})
	}
	if reply.hangs() { // what still waits inside must not hold up the next call
		s.stop()
		if err := s.start(ctx); err != nil {
			s.fail(err)
		}
	}
	return reply, hits, nil
}

// put asks the driver for what q says of an operation, within a limit.
func (s *session) put(ctx context.Context, op *contract.Operation, q Question, handler http.Handler, limit time.Duration) (*Reply, *Call, error) {
	call, err := s.recorder.open(handler)
	if err != nil {
		return nil, nil, err
	}
	keys := s.recorder.keys
	q.Operation, q.Action, q.Version, q.Format = op.Key(), op.Name, op.Version, s.now.Description.Format
	told, end, err := s.told(call)
	if err != nil {
		return nil, nil, err
	}
	defer end()
	q.Endpoint, q.Secure, q.CA, q.Keys = told, call.Secure, s.authority, &Keys{keys.ID, keys.Secret}
	q.LimitMS, q.ClientMS = int(limit.Milliseconds()), int(limit.Milliseconds())/4
	reply, err := s.process.ask(ctx, q, limit+s.options.Slack)
	call.raise()
	return reply, call, err
}

// cell gives one row to the client.
func (s *session) cell(ctx context.Context, row *Row) Cell {
	reply, hits, err := s.call(ctx, row.ID, row.Operation, usualArgs(row.Operation), row.handler)
	if err != nil {
		return Cell{Outcome: Failed, Detail: s.now.Reason}
	}
	if reply.Cannot == "" {
		s.beside(row, hits)
	}
	return classify(row, s.now.Description, reply, hits)
}

// beside looks at what the client sends while it is given an answer: what it
// sends again has to be as good as what it sends at first.
func (s *session) beside(row *Row, hits []Hit) {
	op := row.Operation
	sent := s.meanwhile[op]
	if sent == nil {
		begun := meanwhile(op).begun()
		sent = &begun
		s.meanwhile[op] = sent
	}
	for i, h := range hits {
		for _, f := range Recorded(op, h, usualArgs(op)) {
			f.Detail += fmt.Sprintf(", in request %d for %s", i+1, strings.TrimPrefix(row.ID, op.Key()+"/"))
			if !slices.ContainsFunc(sent.Findings, func(o Finding) bool { return o.Check == f.Check && o.about == f.about }) {
				sent.Findings = append(sent.Findings, f)
			}
		}
	}
}

// send lets the client send something and looks at it.
func (s *session) send(ctx context.Context, c Send) Sent {
	sent := Sent{ID: c.ID, Text: c.Text, State: Ran}
	handler, err := s.recorder.emulator(emulator.Options{})
	if err != nil {
		sent.State = Errored
		return sent
	}
	reply, hits, err := s.call(ctx, c.ID, c.Operation, c.Args, handler)
	switch {
	case err != nil:
		sent.State = Errored
	case reply.Cannot != "":
		sent.State = Skipped
	default:
		sent.Findings = sentBy(c, reply, hits)
	}
	return sent
}
