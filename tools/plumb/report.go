package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/report"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// reportFlags are the flags of plumb report.
type reportFlags struct {
	outputFlag
	format, specs, color string
}

func reportCommand(s streams) *cobra.Command {
	var f reportFlags
	c := &cobra.Command{
		Use: "report RECORD...", Short: "Make a report of one or several records", Args: atLeastOne("RECORD"),
		Long: `report turns what plumb run --record wrote into what its reader needs. Several
records make a matrix: runs across, requirements down; of two runs of one target
it says what changed. A file that is no whole record, or one of another version of the
suite, is refused, with its line.

The exit status says whether the report was made; plumb gate judges a record.`,
		Example: `  plumb report r.jsonl
  plumb report r.jsonl --format html -o report.html
  plumb report r.jsonl --format markdown >> $GITHUB_STEP_SUMMARY
  plumb report last-week.jsonl today.jsonl`,
		RunE: func(c *cobra.Command, args []string) error { return f.report(c.Context(), s, args) },
	}
	c.Flags().StringVar(&f.format, "format", "text", "`FORMAT`: "+strings.Join(report.Formats(), ", "))
	f.outputFlag.flag(c)
	c.Flags().StringVar(&f.specs, "specs", "", "explain the cases by the documents below `DIR` instead of the built-in ones")
	c.Flags().StringVar(&f.color, "color", "auto", "colours of text: auto, always or never")
	return c
}

// atLeastOne wants one word or more behind a verb.
func atLeastOne(name string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return exit.Wrongf("%s wants %s; %[1]s --help shows the usage", c.CommandPath(), name)
		}
		return nil
	}
}

// report reads all records before it writes anything: of a record that is not
// whole nothing is shown.
func (f *reportFlags) report(ctx context.Context, s streams, paths []string) error {
	when, err := terminal.ParseWhen(f.color)
	if err != nil {
		return exit.Wrong(err)
	}
	if err := report.CheckFormat(f.format); err != nil {
		return exit.Wrong(err)
	}
	if err := f.check(append(slices.Clone(paths), f.specs)...); err != nil {
		return err
	}
	known, err := knowledge(s, f.specs)
	if err != nil {
		return exit.Wrong(err)
	}
	var runs []*record.Run
	for _, path := range paths {
		one, err := recorded(path)
		if err != nil {
			return exit.Wrong(err)
		}
		runs = append(runs, one)
	}
	made := report.Build(runs, known)
	shown := f.shown(s)
	layout := page.Layout{Style: terminal.Style{Colours: terminal.Colours(shown, when, s.getenv)}, Width: terminal.Width(shown)}
	return f.put(ctx, s, func(out io.Writer) error { return report.Write(out, made, f.format, layout) })
}

// knowledge gives what the spec documents say beside a record: the explanation
// of each case, the same that plumb explain prints.
func knowledge(s streams, dir string) (report.Knowledge, error) {
	operations, err := question.Documents(dir)
	if err != nil {
		return report.Knowledge{}, err
	}
	emulator, err := target.Parse("emulator", target.Config{Operations: operations, Getenv: s.getenv})
	if err != nil {
		return report.Knowledge{}, err
	}
	everything := run.Selection{Level: contract.May, Profiles: []contract.Profile{contract.Documents, contract.Gateway, contract.Frequency}}
	plan, err := run.New(operations, emulator, everything)
	if err != nil {
		return report.Knowledge{}, err
	}
	table, err := impact.Read()
	if err != nil {
		return report.Knowledge{}, err
	}
	p := prepared{&question.Prepared{Operations: operations, Target: emulator, Plan: plan}, table}
	cases := map[string]probe.Case{}
	for _, c := range plan.Cases {
		cases[c.ID] = c
	}
	explainer := p.explainer(terminal.Width(io.Discard))
	return report.Knowledge{Operations: operations, Impact: table, Explain: func(id string) string {
		if c, ok := cases[id]; ok {
			return explainer.Case(c)
		}
		return ""
	}}, nil
}
