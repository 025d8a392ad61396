package main

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/summary"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

func replayCommand(s streams) *cobra.Command {
	var q question.Question
	var timeout time.Duration
	var color, past, recording string
	var client sdkFlags
	c := &cobra.Command{
		Use: "replay ID", Short: "Ask one case again, and show the exchange",
		Args: unlessGiven(&recording, "ID"),
		Long: `replay sends just what one case needs, prints request and answer, and decides.
Of a case that looks at many answers it prints the one that decided. An id of plumb
sdk is asked of the client that --driver names: replay prints what the client sends,
what it is answered, and what its user then sees. With --from each question of a
recording is asked of the target, and its answer held against the recorded one.`,
		Example: `  plumb replay --record r.jsonl mna/GetFlowStatistic/Type/enum/above
  plumb replay --target http://127.0.0.1:8801 mna/GetFlowStatistic/Type/enum/above
  plumb replay --driver go-tencent-common mna/GetFlowStatistic/body/html-502
  plumb replay --from traffic.har --target http://127.0.0.1:8801`,
		RunE: func(c *cobra.Command, args []string) error {
			when, err := terminal.ParseWhen(color)
			if err != nil {
				return exit.Wrong(err)
			}
			if timeout <= 0 {
				return exit.Wrongf("timeout %v is not above zero", timeout)
			}
			shown := shower{out: s.out, style: terminal.Style{Colours: terminal.Colours(s.out, when, s.getenv)}}
			if recording != "" {
				return (&compared{question: &q, from: recording, timeout: timeout, shower: shown}).run(c.Context(), s)
			}
			if client.driver != "" {
				return client.replay(c.Context(), shown, args[0], timeout)
			}
			q.Everything(args[0])
			if err := askedIn(&q, past, c); err != nil {
				return err
			}
			p, err := prepare(&q, s)
			if err != nil {
				return cmp.Or(ofClients(args[0]), err)
			}
			if n := p.Parts.Planned; n > 1 {
				return exit.Wrongf("%s is the beginning of %d ids; plumb explain %[1]s lists them", args[0], n)
			}
			if err := reach(c.Context(), p.Target); err != nil {
				return err
			}
			return (&replay{p, shown}).run(c.Context(), timeout)
		},
	}
	q.Whom(c.Flags())
	q.Way(c.Flags())
	recordFlag(c, &past)
	c.Flags().StringVar(&recording, "from", "", "ask what a `RECORDING` holds, as plumb judge reads it, and compare the answers")
	c.Flags().DurationVar(&timeout, "timeout", 10*time.Second, "wait this `LONG` for one answer, as 500ms or 30s")
	client.which(c.Flags())
	c.Flags().StringVar(&color, "color", "auto", "colours: auto, always or never")
	return c
}

// replay is one case asked again.
type replay struct {
	*prepared
	shower
}

func (r *replay) run(ctx context.Context, timeout time.Duration) error {
	session := run.Begin(r.Target, run.Options{Timeout: timeout, Writes: r.Selection.Writes})
	var decided run.Decided
	finished := session.Through(ctx, r.Parts, func(d run.Decided) { decided = d })
	if err := session.Lacks(); err != nil {
		return exit.Unfinishedf("%w", err)
	}
	if !finished {
		return exit.Unfinishedf("interrupted before the case was decided")
	}
	for i, number := range r.shown(decided) {
		if i > 0 {
			fmt.Fprintln(r.out)
		}
		if decided.Case.Anchor != nil && number == decided.Exchanges[0] {
			fmt.Fprintln(r.out, r.style.Dim("# the anchor, which must be accepted"))
		}
		r.exchange(session.Exchange(number))
	}
	if hidden := len(decided.Exchanges) - len(r.shown(decided)); hidden > 0 {
		fmt.Fprintln(r.out, r.style.Dim(fmt.Sprintf("# and %d more exchanges, which plumb run --select ID --record FILE writes down", hidden)))
	}
	return r.verdict(decided)
}

// shown picks the exchanges that are printed: all of a few; of many the one
// that decided, or the first.
func (r *replay) shown(d run.Decided) []int {
	const few = 3
	switch {
	case len(d.Exchanges) <= few:
		return d.Exchanges
	case d.Culprit >= 0:
		return d.Exchanges[d.Culprit : d.Culprit+1]
	}
	return d.Exchanges[:1]
}

// exchange prints a request and what came back, nothing of it raw.
func (r *replay) exchange(x *wire.Exchange) {
	fmt.Fprintf(r.out, "> %s %s\n", x.Sent.Method, body.Cut([]byte(x.Sent.URL), bodyLimit*escapes))
	r.headers("> ", x.Sent.Header)
	r.body("> ", []byte(x.Sent.Body))
	if x.Failure != wire.Answered {
		fmt.Fprintf(r.out, "< %s\n", r.style.Red("no answer: "+string(x.Failure)+": "+body.Cut([]byte(x.Detail), headerLimit)))
	} else {
		fmt.Fprintf(r.out, "< HTTP %d %s\n", x.Status, r.style.Dim("in "+x.Took.Round(100*time.Microsecond).String()))
		r.headers("< ", x.Header)
		r.body("< ", x.Body)
	}
	fmt.Fprintln(r.out, r.style.Dim(wire.Curl(x.Request, address(r.Target, x.Request.Operation.Product))))
}

// verdict prints how the case ended and gives the exit status.
func (r *replay) verdict(d run.Decided) error {
	colour := map[finding.Outcome]func(string) string{finding.Pass: r.style.Green, finding.Skip: r.style.Yellow}[d.Outcome]
	if colour == nil {
		colour = r.style.Red
	}
	fmt.Fprintf(r.out, "\n%s  %s\n", colour(string(d.Outcome)), r.style.Bold(d.Case.ID))
	width := terminal.Width(r.out)
	for _, line := range [][2]string{
		{"demand", d.Case.Text}, {"expected", d.Expected}, {"received", d.Received}, {"because", d.Reason}, {"reading", d.Reading},
		{"stated", d.Case.Origin.Sources.String() + " · " + d.Case.Origin.Location.String()},
	} {
		fmt.Fprint(r.out, terminal.Labelled(2, line[0], 10, line[1], width))
	}
	result := summary.Result{Finished: true}
	result.Take(summary.Verdict{Verdict: record.FromVerdict(d.Verdict, d.Exchanges)})
	return exit.With(result.Status())
}
