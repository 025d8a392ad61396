package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// runFlags are the flags of plumb run.
type runFlags struct {
	question.Run
	quiet        bool
	requirements bool
	color        string
}

func runCommand(s streams) *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use: "run", Short: "Ask a target everything, and say what it gets wrong", Args: arguments(),
		Long: `run asks a target everything that its documents promise, and says which sentence
each difference breaks.

--record FILE is written while the run goes on: its lines can be read at any
time, and stay when the run is interrupted: report and gate then show what was
decided and say that the run did not finish. What FILE held before goes once
the target has been found and the first line is written. While a run writes to
it a second run into the same file is refused. A file that the run also reads,
as the target file or the baseline, is refused too.`,
		Example: `  plumb run                                     the embedded emulator
  plumb run --target http://127.0.0.1:8801      one server for every product
  plumb run --target mna=https://gateway.test   one product
  plumb run --target cloud.yaml --record r.jsonl
  plumb run --target cloud.yaml --baseline baseline.yaml
  plumb run --select smartag/DescribeUserFlowStatistics/UserNames --level may`,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := failedBefore(&f.Question, c); err != nil {
				return err
			}
			return f.run(c.Context(), s)
		},
	}
	f.Flags(c.Flags())
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say only what fails and the verdict")
	c.Flags().BoolVar(&f.requirements, "requirements", false, "list every requirement and how its cases ended")
	c.Flags().StringVar(&f.color, "color", "auto", "colours: auto, always or never")
	return c
}

func (f *runFlags) run(ctx context.Context, s streams) error {
	when, err := terminal.ParseWhen(f.color)
	if err = cmp.Or(err, f.Check()); err != nil {
		return exit.Wrong(err)
	}
	p, err := prepare(&f.Question, s)
	if err != nil {
		return err
	}
	baseline, err := f.gate().load(append(slices.Clone(f.Specs), f.Target)...)
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
	f.Await(ctx, p.Target)
	if err := reach(ctx, p.Target); err != nil {
		return err
	}
	if s.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(room(usualMemory, len(p.Operations)))
	}
	r := newRunning(f, s, p, baseline)
	if file != nil {
		r.writeTo(file)
	}
	finished := r.carryOut(ctx)
	if err := r.session.Lacks(); err != nil {
		return r.lacks(err)
	}
	written, err := r.settle(ctx, finished)
	r.summarise(style)
	fmt.Fprint(s.out, written)
	if err != nil {
		return err
	}
	return r.end(ctx, finished)
}

// gate gives what is said about a baseline.
func (f *runFlags) gate() *gateFlags { return &gateFlags{baseline: f.Baseline, update: f.Update} }

// open opens the record; nil if none is asked for. What the file holds stays
// until the run begins.
func (f *runFlags) open(ctx context.Context) (*output.Growing, error) {
	if f.Record == "" {
		return nil, nil
	}
	if err := output.Check(f.Record, append(slices.Clone(f.Specs), f.Target, f.Baseline, f.OnlyFailed)...); err != nil {
		return nil, err
	}
	return output.Grow(ctx, f.Record)
}

// planned is the sentence that says beforehand what a run will send.
func planned(p *prepared) string {
	text := fmt.Sprintf("%d cases, %d requests to %s", p.Parts.Planned, p.Parts.Requests, p.Target.Redact(p.Target.Name))
	if n := p.Parts.Measuring; n > 0 {
		text += fmt.Sprintf(", up to %d more to measure limits", n)
	}
	if n := p.Parts.Drawing; n > 0 {
		text += fmt.Sprintf(", %d drawn beside them", n)
	}
	if open := specs.Open(p.Operations); open > 0 {
		text += "; the documents are drafts that leave " + page.Plural(open, "question") + " open"
	}
	return text
}

// usualMemory is what a run takes unless what it keeps is more: short of it nothing
// is let go in a hurry.
const usualMemory = 100 << 20 // bytes

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

// errBudget is the cause of a run that its budget ended.
var errBudget = errors.New("the budget is spent")
