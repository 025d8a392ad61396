package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/survey"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

// initFlags are the flags of plumb init.
type initFlags struct {
	question
	output  string
	timeout time.Duration
}

func initCommand(s streams) *cobra.Command {
	var f initFlags
	c := &cobra.Command{
		Use: "init TARGET", Short: "Write a target file by asking what answers", Args: arguments("TARGET"),
		Long: `init asks a target, URL or PRODUCT=URL,…, a few requests for each operation at the
documented pace: which operations answer, which of the names that the documents
print are there, when there is data, whether signatures are checked. What it could
not find out stands in the file as comments.`,
		Example: `  plumb init http://127.0.0.1:8801 -o cloud.yaml
  plumb init smartag=http://127.0.0.1:8801,mna=http://127.0.0.1:8802`,
		RunE: func(c *cobra.Command, args []string) error {
			f.target = args[0]
			return f.run(c.Context(), s)
		},
	}
	c.Flags().StringVarP(&f.output, "output", "o", "", "write to `FILE`, which must not be there yet, instead of stdout")
	c.Flags().StringVar(&f.specs, "specs", "", "load the documents below `DIR` instead of the built-in ones")
	c.Flags().DurationVar(&f.timeout, "timeout", 10*time.Second, "wait this `LONG` for one answer")
	f.dialling(c)
	return c
}

func (f *initFlags) run(ctx context.Context, s streams) error {
	if f.timeout <= 0 {
		return exit.Wrongf("timeout %v is not above zero", f.timeout)
	}
	operations, err := load(f.specs)
	if err != nil {
		return exit.Wrong(err)
	}
	proxy, err := target.ParseProxy(f.proxy, f.noProxy)
	if err != nil {
		return exit.Wrong(err)
	}
	tested, err := target.Parse(f.target, target.Config{Operations: operations, Getenv: s.getenv, Proxy: proxy})
	if err != nil {
		return exit.Wrong(err)
	}
	if _, err := os.Lstat(f.output); f.output != "" && !errors.Is(err, fs.ErrNotExist) {
		return exit.Wrongf("%s is there already; name another file, or move it away", f.output)
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
		return exit.Unfinishedf("no operation answers at %s; nothing is written", tested.Redact(f.target))
	}
	return f.write(s, tested.Redact(text), products)
}

// write puts the file where it belongs; one that came about meanwhile is kept.
func (f *initFlags) write(s streams, text string, products []survey.Product) error {
	if f.output == "" {
		_, err := fmt.Fprint(s.out, text)
		return err
	}
	file, err := os.OpenFile(f.output, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return exit.Wrong(err)
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return exit.Unfinishedf("%w", err)
	}
	doubts := 0
	for _, p := range products {
		doubts += len(p.Unsure)
	}
	fmt.Fprintf(s.out, "%s is written, with what was not found out as comments: %d; plumb run --target %[1]s asks it\n", f.output, doubts)
	return nil
}
