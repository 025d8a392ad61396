package main

import (
	"context"
	"fmt"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// compared is a recording whose questions are asked of a target.
type compared struct {
	question *question.Question
	from     string
	timeout  time.Duration
	shower
}

// run asks, prints each answer that is another one now, and ends with what that makes.
func (r *compared) run(ctx context.Context, s streams) error {
	operations, err := question.Documents(r.question.Specs...)
	if err != nil {
		return exit.Wrong(err)
	}
	tested, err := r.question.Find(operations, s.getenv)
	if err != nil {
		return exit.Wrong(err)
	}
	seen := traffic.New(operations)
	if err := readRecording(ctx, seen, r.from); err != nil {
		return err
	}
	if err := reach(ctx, tested); err != nil {
		return err
	}
	counts := map[finding.Outcome]int{}
	seen.Again(ctx, run.Begin(tested, run.Options{Timeout: r.timeout}).Ask, func(a traffic.Repeated) {
		counts[a.Outcome]++
		if a.Outcome == finding.Fail || a.Outcome == finding.Error {
			r.differs(a, address(tested, a.Request.Operation.Product))
		}
	})
	if ctx.Err() != nil {
		return exit.Unfinishedf("interrupted before all was asked")
	}
	return r.total(counts)
}

// differs prints one answer that is not as recorded.
func (r *compared) differs(a traffic.Repeated, address string) {
	name := func(i int) string { return []string{finding.InWords(a.Request), "the recorded one"}[min(i, 1)] }
	fmt.Fprintf(r.out, "%s  %s\n", r.style.Red(string(a.Outcome)), r.style.Bold(fmt.Sprintf("exchange %d: %s", a.Number, finding.InWords(a.Request))))
	for _, f := range a.Findings {
		fmt.Fprint(r.out, terminal.Labelled(2, "received", 10, f.Sentence(name), terminal.Width(r.out)))
		if f.Other == 0 { // it is about the answer as a whole
			fmt.Fprint(r.out, terminal.Labelled(2, "recorded", 10, finding.Describe(a.Then), terminal.Width(r.out)))
		}
	}
	fmt.Fprintln(r.out, "  "+r.style.Dim(wire.Curl(a.Request, address)))
}

// total prints what came of all and gives the exit status.
func (r *compared) total(counts map[finding.Outcome]int) error {
	asked := counts[finding.Pass] + counts[finding.Fail] + counts[finding.Error]
	if asked == 0 {
		return exit.Unfinishedf("%s holds nothing that can be asked again; plumb judge %[1]s says what it holds", r.from)
	}
	fmt.Fprintf(r.out, "%d of %s of %s answered as recorded\n", counts[finding.Pass], page.Plural(asked, "question"), r.from)
	if n := counts[finding.Skip]; n > 0 {
		fmt.Fprintf(r.out, "%s not asked: they change something, or cannot be written again\n", page.Plural(n, "question"))
	}
	switch {
	case counts[finding.Error] > 0:
		return exit.With(exit.Unfinished)
	case counts[finding.Fail] > 0:
		return exit.With(exit.Differs)
	}
	return nil
}
