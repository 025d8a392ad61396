package sdk

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Options say what is asked of clients and how long they may take.
type Options struct {
	Operations []*contract.Operation
	Suite      string
	// Select keeps the rows and sends whose ids begin with it.
	Select string
	// Level is the weakest at which what is wrong fails the run; empty is should.
	Level contract.Level
	// Keys are those that a command may sign with beside the recorder's own.
	Keys []sign.Credentials
	// Describe, Call and Slack bound a driver: its start, its client's answer,
	// and what the driver itself may take beyond that. Zero takes the usual.
	Describe, Call, Slack time.Duration
	// Told hears of each client as it begins, from several goroutines; nil for nobody.
	Told func(client string)

	// Through stands between clients and the recorder; nil for nothing.
	Through Through

	// only is the one id that is asked, "" for whatever Select keeps; kept then gets
	// what came of it.
	only string
	kept func(Asked)
}

// selects tells whether an id is asked about.
func (o Options) selects(id string) bool {
	if o.only != "" {
		return id == o.only
	}
	return strings.HasPrefix(id, o.Select)
}

// usual fills in the level and the time limits that are not given.
func (o Options) usual() Options {
	if o.Level == "" {
		o.Level = contract.Should
	}
	o.Describe, o.Call, o.Slack = usual(o.Describe, time.Minute), usual(o.Call, 8*time.Second), usual(o.Slack, 20*time.Second)
	return o
}

// Run asks clients, a few at a time, each with a recorder of its own. Whatever
// one of them does, the others go on; only ctx ends it early. It errs as Rows
// does, and when ctx ends, beside a report of the clients that were asked.
func Run(ctx context.Context, clients []Client, o Options) (*Report, error) {
	o = o.usual()
	report := &Report{Suite: o.Suite, Level: o.Level, Columns: make([]Column, len(clients))}
	rows, err := Rows(o.Operations)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if o.selects(row.ID) {
			report.Rows = append(report.Rows, RowOf{row.ID, row.Group, row.Operation.Key(), row.Text, row.Level, row.wants()[:1]})
		}
	}
	var all atonce.Group
	all.SetLimit(max(2, runtime.NumCPU()))
	failures := make([]error, len(clients))
	for i, c := range clients {
		all.Go(func() error {
			if ctx.Err() == nil {
				report.Columns[i], failures[i] = askClient(ctx, c, o)
			}
			return nil // whatever one does, the others go on
		})
	}
	_ = all.Wait()
	return report, errors.Join(append(failures, ctx.Err())...)
}

// Rows derives the answers that are given to clients. It errs as newRecorder
// does, and for an example that has no print.
func Rows(operations []*contract.Operation) ([]Row, error) {
	recorder, err := newRecorder(operations, nil)
	if err != nil {
		return nil, err
	}
	defer recorder.Close()
	return recorder.rows()
}

// askClient puts one client to a recorder of its own.
func askClient(ctx context.Context, c Client, o Options) (Column, error) {
	if o.Told != nil {
		o.Told(c.Name)
	}
	recorder, err := newRecorder(o.Operations, nil)
	if err != nil {
		return Column{}, err
	}
	defer recorder.Close()
	rows, err := recorder.rows()
	if err != nil {
		return Column{}, err
	}
	s := &session{options: o, recorder: recorder}
	for i := range rows {
		if o.selects(rows[i].ID) {
			s.rows = append(s.rows, &rows[i])
		}
	}
	return s.column(ctx, c), nil
}

func usual(given, otherwise time.Duration) time.Duration {
	if given > 0 {
		return given
	}
	return otherwise
}
