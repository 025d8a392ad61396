package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// runFlags are the flags of plumb run.
type runFlags struct {
	question
	gateFlags
	record          string
	rate            float64
	timeout, budget time.Duration
	workers         int
	quiet           bool
	requirements    bool
	color           string
}

func runCommand(s streams) *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use: "run", Short: "Ask a target everything, and say what it gets wrong", Args: arguments(),
		Long: `run asks a target everything that its documents promise, and says which sentence
each difference breaks.

--record FILE is written while the run goes on: it can be read at any time, and
what is in it stays when the run is interrupted. What FILE held before goes once
the target has been found and the first line is written. While a run writes to
it a second run into the same file is refused. A file that the run also reads,
as the target file or the baseline, is refused too.`,
		Example: `  plumb run                                     the embedded emulator
  plumb run --target http://127.0.0.1:8801      one server for every product
  plumb run --target mna=https://gateway.test   one product
  plumb run --target cloud.yaml --record r.jsonl
  plumb run --target cloud.yaml --baseline baseline.yaml
  plumb run --select smartag/DescribeUserFlowStatistics/UserNames --level may`,
		RunE: func(c *cobra.Command, _ []string) error { return f.run(c.Context(), s) },
	}
	f.question.flags(c)
	f.dialling(c)
	f.selection(c)
	f.gateFlags.flags(c)
	c.Flags().StringVar(&f.record, "record", "", "write what is asked, answered and decided to `FILE`, a JSON object a line")
	c.Flags().Float64Var(&f.rate, "rate", 0, "`N` requests a second of each operation; 0: as documented, on this machine as fast as answered")
	c.Flags().DurationVar(&f.timeout, "timeout", 10*time.Second, "wait this `LONG` for one answer")
	c.Flags().DurationVar(&f.budget, "budget", 0, "end the run after this `LONG`; 0 for no end")
	c.Flags().IntVar(&f.workers, "workers", 8, "`N` requests at a time")
	c.Flags().IntVar(&f.draw, "fuzz", 0, "draw `N` further requests for each operation, right ones and wrong ones")
	c.Flags().Uint64Var(&f.seed, "seed", 0, "draw from `SEED`, which a run prints; 0 for a new one")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say only what fails and the verdict")
	c.Flags().BoolVar(&f.requirements, "requirements", false, "list every requirement and how its cases ended")
	c.Flags().StringVar(&f.color, "color", "auto", "colours: auto, always or never")
	return c
}

// check refuses numbers that make no sense.
func (f *runFlags) check() error {
	switch {
	case f.rate < 0:
		return exit.Wrongf("rate %v is below zero", f.rate)
	case f.timeout <= 0:
		return exit.Wrongf("timeout %v is not above zero", f.timeout)
	case f.budget < 0:
		return exit.Wrongf("budget %v is below zero", f.budget)
	case f.draw < 0:
		return exit.Wrongf("fuzz %d is below zero", f.draw)
	case f.workers < 1:
		return exit.Wrongf("workers %d: at least one is needed", f.workers)
	}
	return nil
}

func (f *runFlags) run(ctx context.Context, s streams) error {
	when, err := terminal.ParseWhen(f.color)
	if err = cmp.Or(err, f.check()); err != nil {
		return exit.Wrong(err)
	}
	p, err := f.prepare(s)
	if err != nil {
		return err
	}
	baseline, err := f.load(f.target, f.specs)
	if err != nil {
		return err
	}
	file, err := f.open(ctx)
	if err != nil {
		return exit.Wrong(err)
	}
	if file != nil {
		defer file.Close()
	}
	style := terminal.Style{Colours: terminal.Colours(s.out, when, s.getenv)}
	if !f.quiet {
		fmt.Fprintf(s.out, "%s\n\n", planned(p))
	}
	if err := reach(ctx, p.target); err != nil {
		return err
	}
	r := newRunning(f, s, p, baseline)
	if file != nil {
		r.writeTo(file)
	}
	finished := r.carryOut(ctx)
	written, err := r.settle(ctx, finished)
	r.summarise(style, finished)
	fmt.Fprint(s.out, written)
	if err != nil {
		return err
	}
	return r.end(ctx, finished)
}

// open opens the record; nil if none is asked for. What the file holds stays
// until the run begins.
func (f *runFlags) open(ctx context.Context) (*output.Growing, error) {
	if f.record == "" {
		return nil, nil
	}
	if err := output.Check(f.record, f.target, f.specs, f.baseline); err != nil {
		return nil, err
	}
	return output.Grow(ctx, f.record)
}

// planned is the sentence that says beforehand what a run will send.
func planned(p *prepared) string {
	return fmt.Sprintf("%d cases, %d requests to %s", len(p.plan.Cases), len(p.plan.Requests), p.target.Redact(p.target.Name))
}

// reachTime bounds the look whether a target is there at all: who mistypes an
// address is told within a second.
const reachTime = 900 * time.Millisecond

func reach(ctx context.Context, t *target.Target) error {
	bounded, cancel := context.WithTimeout(ctx, reachTime)
	defer cancel()
	err := t.Reach(bounded)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return exit.Unfinishedf("interrupted before anything was sent")
	}
	return exit.Unfinishedf("%s", t.Redact(err.Error()))
}

// options gives what the session is told.
func (f *runFlags) options() run.Options {
	return run.Options{Timeout: f.timeout, Rate: f.rate, Workers: f.workers}
}

// errBudget is the cause of a run that its budget ended.
var errBudget = errors.New("the budget is spent")
