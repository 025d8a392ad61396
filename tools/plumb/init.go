package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/survey"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

// initFlags are the flags of plumb init.
type initFlags struct {
	question.Question
	outputFlag
	timeout time.Duration
	from    string
}

func initCommand(s streams) *cobra.Command {
	var f initFlags
	c := &cobra.Command{
		Use: "init TARGET", Short: "Write a target file by asking what answers",
		Args: unlessGiven(&f.from, "TARGET"),
		Long: `init asks a target, URL or PRODUCT=URL,…, a few requests for each operation at the
documented pace: which operations answer, which of the names that the documents
print are there, when there is data, whether signatures are checked. What it could
not find out stands in the file as comments. With --from it asks nobody: which
operations answered where, and to which names and times, a recording says.`,
		Example: `  plumb init http://127.0.0.1:8801 -o cloud.yaml
  plumb init smartag=http://127.0.0.1:8801,mna=http://127.0.0.1:8802
  plumb init --from traffic.har -o cloud.yaml`,
		RunE: func(c *cobra.Command, args []string) error {
			if f.from != "" {
				return f.read(c.Context(), s)
			}
			f.Target = args[0]
			return f.run(c.Context(), s)
		},
	}
	c.Flags().StringVarP(&f.out, "output", "o", "", "write to `FILE`, which must not be there yet, instead of stdout")
	question.Folders(c.Flags(), &f.Specs)
	c.Flags().StringVar(&f.from, "from", "", "learn from a `RECORDING`, as plumb judge reads it, and ask nobody")
	c.Flags().DurationVar(&f.timeout, "timeout", 10*time.Second, "wait this `LONG` for one answer, as 500ms or 30s")
	f.Way(c.Flags())
	return c
}

func (f *initFlags) run(ctx context.Context, s streams) error {
	if f.timeout <= 0 {
		return exit.Wrongf("timeout %v is not above zero", f.timeout)
	}
	operations, err := question.Documents(f.Specs...)
	if err != nil {
		return exit.Wrong(err)
	}
	tested, err := f.Find(operations, s.getenv)
	if err != nil {
		return exit.Wrong(err)
	}
	for _, p := range tested.Products {
		if p.InProcess {
			return exit.Wrongf("%s has no URL that a file could name: serve it, plumb emulate, and give the URL", f.Target)
		}
	}
	if err := f.check(f.Specs...); err != nil {
		return err
	}
	if err := f.absent(); err != nil {
		return err
	}
	if err := reach(ctx, tested); err != nil {
		return err
	}
	products, err := survey.Ask(ctx, tested, operations, run.Options{Timeout: f.timeout})
	if err != nil {
		return exit.Unfinishedf("interrupted; nothing is written")
	}
	text, ok := survey.File(tested.Redact(tested.Name), products, operations)
	if !ok {
		for _, p := range products {
			for _, sentence := range p.Unsure {
				fmt.Fprintln(s.err, tested.Redact(sentence))
			}
		}
		return exit.Unfinishedf("no operation answers at %s; nothing is written", tested.Redact(f.Target))
	}
	return f.write(ctx, s, tested.Redact(text), products)
}

// read learns from a recording.
func (f *initFlags) read(ctx context.Context, s streams) error {
	operations, err := question.Documents(f.Specs...)
	if err != nil {
		return exit.Wrong(err)
	}
	if err := f.check(append(slices.Clone(f.Specs), f.from)...); err != nil {
		return err
	}
	if err := f.absent(); err != nil {
		return err
	}
	seen := traffic.New(operations)
	if err := readRecording(ctx, seen, f.from); err != nil {
		return err
	}
	products := survey.Recorded(seen, operations)
	text, ok := survey.File("learnt from a recording", products, operations)
	if !ok {
		fmt.Fprint(s.err, leftOut(seen.Left()))
		return exit.Unfinishedf("no operation answers in %s; nothing is written", f.from)
	}
	return f.write(ctx, s, text, products)
}

// absent refuses a file that is there: what people wrote in it is not made again.
func (f *initFlags) absent() error {
	if _, err := os.Lstat(f.out); f.out != "" && !errors.Is(err, fs.ErrNotExist) {
		return exit.Wrongf("%s is there already; name another file, or move it away", f.out)
	}
	return nil
}

// write puts the file where it belongs; one that came about meanwhile is kept.
func (f *initFlags) write(ctx context.Context, s streams, text string, products []survey.Product) error {
	if err := f.absent(); err != nil {
		return err
	}
	if err := f.put(ctx, s, output.Text([]byte(text))); err != nil || f.out == "" {
		return err
	}
	doubts := 0
	for _, p := range products {
		doubts += len(p.Unsure)
	}
	fmt.Fprintf(s.out, "%s is written, with what was not found out as comments: %d; plumb run --target %[1]s asks it\n", f.out, doubts)
	return nil
}
