package sdk

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

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
}

// column asks one client everything.
func (s *session) column(ctx context.Context, c Client) Column {
	column := Column{Name: c.Name, State: Ran, Cells: map[string]Cell{}}
	if c.Absent != "" {
		column.State, column.Reason = Skipped, c.Absent
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
	if err := s.start(); err != nil {
		s.fail(err)
	}
	defer s.stop()
	for _, op := range s.options.Operations {
		if column.State == Ran && !column.Description.Can(op) {
			continue
		}
		for _, send := range Sends(op) {
			if strings.HasPrefix(send.ID, s.options.Select) && ctx.Err() == nil {
				column.Sends = append(column.Sends, s.send(send))
			}
		}
	}
	for _, row := range s.rows {
		if ctx.Err() == nil && (column.State != Ran || column.applies(row)) {
			column.Cells[row.ID] = s.cell(row)
		}
	}
	return column
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

// launch starts the driver, as a process or in this one.
func (s *session) launch() (*process, error) {
	if s.client.within != nil {
		return attach(func(in io.Reader, out io.Writer) error { return s.client.within(in, out, s.recorder.Answer) })
	}
	return launch(s.client.Command, s.client.Dir, s.env)
}

// start launches the driver and lets it describe its client.
func (s *session) start() error {
	p, err := s.launch()
	if err != nil {
		return fmt.Errorf("the driver does not start: %w", err)
	}
	s.process = p
	reply, err := p.ask(Question{Do: "describe"}, s.options.Describe)
	if err != nil {
		return err
	}
	s.now.Description = *reply.Describe
	if f := contract.Format(reply.Describe.Format); f != contract.JSON && f != contract.XML {
		return fmt.Errorf("the driver describes its format as %q, which is neither json nor xml", f)
	}
	return nil
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
func (s *session) call(op *contract.Operation, args contract.Args, handler http.Handler) (*Reply, []Hit, error) {
	if s.process == nil {
		return nil, nil, fmt.Errorf("the driver had failed before")
	}
	s.recorder.Serve(handler)
	keys := s.recorder.keys
	reply, err := s.process.ask(Question{
		Do: "call", Operation: op.Key(), Action: op.Name, Version: op.Version, Args: object(args), Endpoint: s.recorder.Endpoint,
		Secure: s.recorder.Secure, CA: s.authority,
		Keys: &Keys{keys.ID, keys.Secret}, Format: s.now.Description.Format, LimitMS: int(s.options.Call.Milliseconds()),
	}, s.options.Call+s.options.Slack)
	if err != nil {
		s.fail(err)
		return nil, nil, err
	}
	hits := s.recorder.Hits()
	if reply.Hang { // what still waits inside must not answer the next call
		s.stop()
		if err := s.start(); err != nil {
			s.fail(err)
		}
	}
	return reply, hits, nil
}

// cell gives one row to the client.
func (s *session) cell(row *Row) Cell {
	reply, hits, err := s.call(row.Operation, usualArgs(row.Operation), row.handler)
	if err != nil {
		return Cell{Outcome: Failed, Detail: s.now.Reason}
	}
	return classify(row, s.now.Description, reply, hits)
}

// send lets the client send something and looks at it.
func (s *session) send(c Send) Sent {
	sent := Sent{ID: c.ID, Text: c.Text, State: Ran}
	handler, err := s.recorder.Emulator(emulator.Options{})
	if err != nil {
		sent.State = Errored
		return sent
	}
	reply, hits, err := s.call(c.Operation, c.Args, handler)
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
