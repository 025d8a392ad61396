package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/progress"
	"github.com/plumbline/plumbline/tools/internal/summary"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// running is a run under way: it hands what is decided to the record, to the
// progress and, at the end, to the summary.
type running struct {
	flags   *runFlags
	streams streams
	*prepared
	session *run.Session
	writer  *record.Writer // nil without --record
	record  *run.Recorder
	begun   time.Time
	// released is how many exchanges the session has let go of which the result knows.
	released int
	result   summary.Result
	gating   *gating // nil without --baseline
	ended    error   // why the run did not finish
}

func newRunning(f *runFlags, s streams, p *prepared, baseline *gate.Baseline) *running {
	r := &running{
		flags: f, streams: s, prepared: p, session: run.Begin(p.Target, f.Options()), begun: time.Now(),
		result: summary.Result{Operations: p.Operations, Impact: p.impact, Record: f.Record, Planned: p.Parts.Planned, Unsent: map[string]bool{}},
	}
	r.record = r.session.Recorder(nil, r.addressOf)
	r.result.Again, r.result.Served = question.Again(r.header()), question.Served(r.header())
	if baseline != nil {
		of := gate.Of(r.header(), probe.IDs(p.Operations), r.begun)
		r.gating = &gating{flags: f.gate(), baseline: baseline, run: of, gate: baseline.For(of)}
	}
	return r
}

// writeTo lets the run be recorded, from now on.
func (r *running) writeTo(out io.Writer) {
	r.writer = record.NewWriter(out)
	r.record = r.session.Recorder(r.writer, r.addressOf)
	r.record.Header(r.header())
}

func (r *running) addressOf(product string) string { return address(r.Target, product) }

// header opens the record.
func (r *running) header() record.Header { return r.flags.Header(r.Prepared) }

// lacks ends a run for which something is not set up; what was refused is in its
// record, which says with no footer that it did not finish.
func (r *running) lacks(err error) error {
	if lack := (*run.Lack)(nil); errors.As(err, &lack) {
		r.record.Exchanges(run.Decided{Further: lack.Exchanges})
	}
	return exit.Unfinishedf("%w", cmp.Or(r.record.Broken(), err))
}

// carryOut asks everything; it returns whether all cases were decided.
func (r *running) carryOut(ctx context.Context) bool {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if r.flags.Budget > 0 {
		timer := time.AfterFunc(r.flags.Budget, func() { cancel(errBudget) })
		defer timer.Stop()
	}
	var shown *progress.Progress
	if !r.flags.quiet {
		shown = progress.New(progress.Options{
			Out: r.streams.err, Live: terminal.Is(r.streams.err), Style: terminal.Style{Colours: r.colours()},
			Requests: r.Parts.Requests, Sent: r.session.Planned,
		})
		defer shown.End()
	}
	finished := r.session.Through(ctx, r.Parts, func(d run.Decided) {
		outcome := r.decided(d)
		if shown != nil {
			shown.Decided(d.Case.Operation.Key(), outcome)
		}
		if err := r.record.Broken(); err != nil {
			cancel(err)
		}
	})
	r.ended = context.Cause(ctx)
	return finished && r.record.Broken() == nil
}

func (r *running) colours() bool {
	when, _ := terminal.ParseWhen(r.flags.color)
	return terminal.Colours(r.streams.err, when, r.streams.getenv)
}

// decided takes a verdict in: its exchanges go into the record before it. It
// returns the outcome, as the baseline sees it.
func (r *running) decided(d run.Decided) string {
	line := record.FromVerdict(d.Verdict, d.Exchanges)
	r.record.Exchanges(d)
	if released := r.session.Released(); released > r.released && !r.flags.requirements {
		r.released = released
		r.result.Over() // of the operations before no verdict comes any more
		clear(r.result.Unsent)
	}
	for i, number := range d.Exchanges {
		if x := r.session.Exchange(number); x != nil && x.Failure == wire.NotSent {
			r.result.Unsent[line.Exchanges[i]] = true
		}
	}
	told := summary.Verdict{Verdict: line}
	if line.Outcome == finding.Fail && d.Culprit >= 0 && d.Culprit < len(d.Exchanges) {
		told.Curl = r.record.Exchange(d.Exchanges[d.Culprit]).Curl
	}
	if r.gating != nil {
		told = r.gating.take(told)
	}
	if !r.flags.Update {
		r.record.Verdict(told.Verdict)
	}
	r.result.Take(told)
	return string(told.Outcome)
}

// summarise prints what was found, whether or not the run came to its end.
func (r *running) summarise(style terminal.Style) {
	res := &r.result
	res.Took = time.Since(r.begun)
	res.Requests, _ = r.session.Sent()
	res.Repeats = r.record.Repeats()
	res.Foreign, res.Overloads = r.session.Foreign()
	summary.Write(r.streams.out, res, summary.Layout{Style: style, Width: terminal.Width(r.streams.out), Quiet: r.flags.quiet, Requirements: r.flags.requirements})
}

// end closes the record and gives the exit status.
func (r *running) end(ctx context.Context, finished bool) error {
	switch {
	case r.record.Broken() != nil:
		return exit.Unfinishedf("%w; the run ended there", r.record.Broken())
	case !finished && errors.Is(r.ended, errBudget):
		return exit.Unfinishedf("the budget of %s ended the run: %s", r.flags.Budget, r.soFar())
	case !finished:
		return exit.Unfinishedf("interrupted: %s", r.soFar())
	}
	status := r.result.Status()
	if r.writer != nil {
		footer := r.footer()
		footer.ExitStatus = int(status)
		if err := r.writer.Footer(footer); err != nil {
			return exit.Unfinishedf("%w", err)
		}
	}
	return exit.With(status)
}

// soFar says how far a run came that did not finish.
func (r *running) soFar() string {
	text := fmt.Sprintf("%d of %d cases decided, %d of %d requests sent", r.result.Tally().All, r.result.Planned,
		min(r.result.Requests-r.result.Repeats, r.Parts.Requests), r.Parts.Requests)
	if r.flags.Record != "" {
		text += "; what was decided is in " + r.flags.Record
	}
	return text
}
