package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

// outputFlag is the flag -o of the commands that make something to look at.
type outputFlag struct{ out string }

func (f *outputFlag) flag(c *cobra.Command) {
	c.Flags().StringVarP(&f.out, "output", "o", "", "write to `FILE` instead of stdout; it takes its new content whole or stays as it was")
}

// check refuses, before anything is done, a file that cannot be written or that
// is one of the inputs.
func (f *outputFlag) check(inputs ...string) error {
	if f.out == "" {
		return nil
	}
	return exit.Wrong(output.Check(f.out, inputs...))
}

// shown is the stream whose width and colours count: a file has none of its own.
func (f *outputFlag) shown(s streams) io.Writer {
	if f.out == "" {
		return s.out
	}
	return io.Discard
}

// put writes what write makes to where the user wants it.
func (f *outputFlag) put(ctx context.Context, s streams, write func(io.Writer) error) error {
	if f.out == "" {
		return written(write(s.out))
	}
	return written(output.Save(ctx, f.out, write))
}

// written is how writing ended: if it failed, what was asked for was not done.
func written(err error) error {
	if err == nil {
		return nil
	}
	return exit.Unfinishedf("%w", err)
}
