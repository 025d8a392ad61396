package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/gate"
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
	seen    map[int]bool   // exchanges of the verdicts so far; they are in the record
	begun   time.Time
	result  summary.Result
	// failed counts failures by provider, refused those among them whose answer
	// refuses the credentials.
	failed, refused map[string]int
	gating          *gating // nil without --baseline
	broken          error   // of the record
	ended           error   // why the run did not finish
}

func newRunning(f *runFlags, s streams, p *prepared, baseline *gate.Baseline) *running {
	r := &running{
		flags: f, streams: s, prepared: p, session: run.Begin(p.target, f.options()), begun: time.Now(),
		seen: map[int]bool{}, failed: map[string]int{}, refused: map[string]int{}, result: summary.Result{Operations: p.operations, Impact: p.impact, Record: f.record, Planned: len(p.plan.Cases)},
	}
	if baseline != nil {
		of := gate.Of(r.header(), idsOf(p.operations), r.begun)
		r.gating = &gating{flags: &f.gateFlags, baseline: baseline, run: of, gate: baseline.For(of)}
	}
	return r
}

// writeTo lets the run be recorded, from now on.
func (r *running) writeTo(out io.Writer) {
	r.writer = record.NewWriter(out)
	r.broken = r.writer.Header(r.header())
}

// header opens the record; what was asked for stands in it as it was asked.
func (r *running) header() record.Header {
	f := r.flags
	configuration := map[string]string{
		"level": f.level, "profile": strings.Join(f.profiles, ","), "timeout": f.timeout.String(), "workers": strconv.Itoa(f.workers),
	}
	optional := map[string]string{"select": strings.Join(f.prefixes, ","), "specs": f.specs, "baseline": f.baseline}
	if f.rate > 0 {
		optional["rate"] = strconv.FormatFloat(f.rate, 'g', -1, 64)
	}
	if f.budget > 0 {
		optional["budget"] = f.budget.String()
	}
	for key, value := range optional {
		if value != "" {
			configuration[key] = r.target.Redact(value)
		}
	}
	header := r.plan.Header(r.operations, r.target.Redact(r.target.Name), configuration)
	header.Accounts = run.Accounts(r.target)
	return header
}

// carryOut asks everything; it returns whether all cases were decided.
func (r *running) carryOut(ctx context.Context) bool {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if r.flags.budget > 0 {
		timer := time.AfterFunc(r.flags.budget, func() { cancel(errBudget) })
		defer timer.Stop()
	}
	var shown *progress.Progress
	if !r.flags.quiet {
		shown = progress.New(progress.Options{
			Out: r.streams.err, Live: terminal.Is(r.streams.err), Style: terminal.Style{Colours: r.colours()},
			Requests: len(r.plan.Requests), Sent: func() int { sent, repeats := r.session.Sent(); return sent - repeats },
		})
		defer shown.End()
	}
	finished := r.session.Each(ctx, r.plan, func(d run.Decided) {
		outcome := r.decided(d)
		if shown != nil {
			shown.Decided(d.Case.Operation.Key(), outcome)
		}
		if r.broken != nil {
			cancel(r.broken)
		}
	})
	r.ended = context.Cause(ctx)
	return finished && r.broken == nil
}

func (r *running) colours() bool {
	when, _ := terminal.ParseWhen(r.flags.color)
	return terminal.Colours(r.streams.err, when, r.streams.getenv)
}

// decided takes a verdict in: its exchanges go into the record before it. It
// returns the outcome, as the baseline sees it.
func (r *running) decided(d run.Decided) string {
	line := record.FromVerdict(d.Verdict, d.Exchanges)
	if r.gating != nil {
		line = r.gating.gate.Take(line)
	}
	for _, number := range slices.Concat(d.Exchanges, d.Further) {
		if r.seen[number] {
			continue
		}
		r.seen[number] = true
		r.result.Repeats += r.session.Exchange(number).Repeats
		if r.writer != nil && r.broken == nil {
			r.broken = r.writer.Exchange(r.exchange(number))
		}
	}
	if r.writer != nil && r.broken == nil && !r.flags.update {
		r.broken = r.writer.Verdict(line)
	}
	failure := summary.Verdict{Verdict: line}
	if line.Outcome == "fail" && d.Culprit >= 0 && d.Culprit < len(d.Exchanges) {
		number := d.Exchanges[d.Culprit]
		failure.Curl = r.exchange(number).Curl
		provider := d.Case.Operation.Provider
		r.failed[provider]++
		if refusesCredentials(r.session.Exchange(number)) {
			r.refused[provider]++
		}
	}
	r.result.Verdicts = append(r.result.Verdicts, failure)
	return string(line.Outcome)
}

func (r *running) exchange(number int) record.Exchange {
	x := r.session.Exchange(number)
	return record.FromExchange(number, x, address(r.target, x.Request.Operation.Product))
}

// refusesCredentials tells an answer that blames the key or the signature.
func refusesCredentials(x *wire.Exchange) bool {
	code := answer.Read(x).Code
	for _, prefix := range []string{"SignatureDoesNotMatch", "IncompleteSignature", "InvalidAccessKeyId", "InvalidSecurityToken", "AuthFailure"} {
		if strings.HasPrefix(code, prefix) {
			return true
		}
	}
	return false
}

// summarise prints what was found, whether or not the run came to its end.
func (r *running) summarise(style terminal.Style, finished bool) {
	res := &r.result
	res.Finished, res.Took = finished, time.Since(r.begun)
	res.Requests, _ = r.session.Sent()
	res.Foreign = r.session.Foreign()
	for _, provider := range slices.Sorted(maps.Keys(r.refused)) {
		if r.refused[provider] == r.failed[provider] {
			res.Refused = append(res.Refused, provider)
		}
	}
	summary.Write(r.streams.out, res, summary.Layout{Style: style, Width: terminal.Width(r.streams.out), Quiet: r.flags.quiet, Requirements: r.flags.requirements})
}

// end closes the record and gives the exit status.
func (r *running) end(ctx context.Context, finished bool) error {
	switch {
	case r.broken != nil:
		return exit.Unfinishedf("%w; the run ended there", r.broken)
	case !finished && errors.Is(r.ended, errBudget):
		return exit.Unfinishedf("the budget of %s ended the run: %s", r.flags.budget, r.soFar())
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
	text := fmt.Sprintf("%d of %d cases decided, %d of %d requests sent", len(r.result.Verdicts), r.result.Planned,
		min(r.result.Requests-r.result.Repeats, len(r.plan.Requests)), len(r.plan.Requests))
	if r.flags.record != "" {
		text += "; what was decided is in " + r.flags.record
	}
	return text
}
