package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/traffic"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/summary"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// judgeFlags are the flags of plumb judge.
type judgeFlags struct {
	record, level, color string
	specs                []string
	quiet, requirements  bool
}

func judgeCommand(s streams) *cobra.Command {
	var f judgeFlags
	c := &cobra.Command{
		Use: "judge FILE...", Short: "Judge recorded traffic: what clients sent, and what was answered", Args: atLeastOne("FILE"),
		Long: `judge holds recordings against the documents and sends nothing. A recording is an
HTTP archive (HAR), as browsers and proxies export it, or a record that plumb
wrote. The requests are judged as plumb sdk judges them, the answers by all that
plumb run looks for in every answer: fields, kinds, forms, envelope, readings. A
request that is wrong in one thing shows whether that is refused, and with the
documented code. What the recordings do not show is skipped: "not in this
traffic". Of an operation that is not in them at all nothing is missing.

What is not judged is counted by reason, with the first places. Signatures are
not checked: that needs the secret. No credentials, cookies or values that no
document names get into the record or onto the screen.

Exit statuses: 0 nothing seen differs; 1 something does; 2 a file is no recording;
3 no exchange of a documented operation could be judged.`,
		Example: `  plumb judge browser.har
  plumb judge monday.har tuesday.har --record r.jsonl; plumb report r.jsonl`,
		RunE: func(c *cobra.Command, args []string) error { return f.judge(c.Context(), s, args) },
	}
	f.flags(c)
	return c
}

// flags are those of every command that judges traffic.
func (f *judgeFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.record, "record", "", "write what was judged and decided to `FILE`, a JSON object a line")
	c.Flags().StringVar(&f.level, "level", "should", "judge by cases of this `LEVEL` and stronger: must, should or may")
	question.Folders(c.Flags(), &f.specs)
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say only what fails and the verdict")
	c.Flags().BoolVar(&f.requirements, "requirements", false, "list every requirement and how its cases ended")
	c.Flags().StringVar(&f.color, "color", "auto", "colours: auto, always or never")
}

// judging is what the flags ask for.
type judging struct {
	*judgeFlags
	begun      time.Time
	level      contract.Level
	when       terminal.When
	operations []*contract.Operation
}

// check reads the flags; a record must be none of the inputs.
func (f *judgeFlags) check(inputs ...string) (*judging, error) {
	j := &judging{judgeFlags: f, begun: time.Now()}
	var err, wrong error
	j.when, err = terminal.ParseWhen(f.color)
	j.level, wrong = contract.ParseLevel(f.level)
	if err = cmp.Or(err, wrong); err == nil && f.record != "" {
		err = output.Check(f.record, slices.Concat(inputs, f.specs)...)
	}
	if err == nil {
		j.operations, err = question.Documents(f.specs...)
	}
	return j, exit.Wrong(err)
}

func (f *judgeFlags) judge(ctx context.Context, s streams, files []string) error {
	j, err := f.check(files...)
	if err != nil {
		return err
	}
	seen := traffic.New(j.operations)
	for _, file := range files {
		if err := readRecording(ctx, seen, file); err != nil {
			return err
		}
	}
	return j.conclude(ctx, s, seen, seen.Judge(j.level), "in "+page.Plural(len(files), "recording"))
}

// conclude writes the record and the summary, and ends with the status of what was
// decided; where is where it was seen, in words.
func (j *judging) conclude(ctx context.Context, s streams, seen *traffic.Traffic, decided []traffic.Decided, where string) error {
	result, err := heard(seen, decided, j.operations, j.record)
	if err != nil {
		return exit.Wrong(err)
	}
	result.Took = time.Since(j.begun)
	if j.record != "" {
		write := func(out io.Writer) error {
			return seen.Write(out, seen.Header(decided, j.level, j.begun), decided, int(result.Status()))
		}
		if err := written(output.Save(ctx, j.record, write)); err != nil {
			return err
		}
	}
	if !j.quiet {
		fmt.Fprint(s.out, gathered(seen, where))
	}
	summary.Write(s.out, result, summary.Layout{Style: j.style(s), Width: terminal.Width(s.out), Quiet: j.quiet, Requirements: j.requirements})
	return exit.With(result.Status())
}

func (j *judging) style(s streams) terminal.Style {
	return terminal.Style{Colours: terminal.Colours(s.out, j.when, s.getenv)}
}

// readRecording reads a file, until ctx ends.
func readRecording(ctx context.Context, into *traffic.Traffic, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return exit.Wrong(err)
	}
	defer file.Close()
	err = into.Read(body.Cut([]byte(name), 200), interruptible{ctx, file})
	if ctx.Err() != nil {
		return exit.Unfinishedf("interrupted while %s was read", name)
	}
	return exit.Wrong(err)
}

// interruptible is a file that can be as long as it likes.
type interruptible struct {
	ctx context.Context
	in  io.Reader
}

// Read reads unless the context has ended.
func (r interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.in.Read(p)
}

// heard gives what was decided to the summary, which owns the words of a verdict.
func heard(seen *traffic.Traffic, decided []traffic.Decided, operations []*contract.Operation, file string) (*summary.Result, error) {
	table, err := impact.Read()
	if err != nil {
		return nil, err
	}
	_, documented := seen.Counts()
	result := &summary.Result{Operations: operations, Impact: table, Planned: len(decided), Requests: documented, Record: file, Finished: true, Heard: true}
	for _, d := range decided {
		v := summary.Verdict{Verdict: d.Line()}
		if d.Outcome == finding.Fail {
			v.Curl = seen.Curl(d)
		}
		result.Take(v)
	}
	return result, nil
}

// gathered says what was read, and what of it was not judged.
func gathered(seen *traffic.Traffic, where string) string {
	all, documented := seen.Counts()
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s, %d of documented operations; signatures are not checked without the secret\n", page.Plural(all, "exchange"), where, documented)
	out.WriteString(leftOut(seen.Left()))
	out.WriteByte('\n')
	return out.String()
}
