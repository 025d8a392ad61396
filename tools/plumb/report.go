package main

import (
	"cmp"
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
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/explain"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/report"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// reportFlags are the flags of plumb report.
type reportFlags struct {
	outputFlag
	format, color, at string
	specs             []string
}

func reportCommand(s streams) *cobra.Command {
	var f reportFlags
	c := &cobra.Command{
		Use: "report RECORD...", Short: "Make a report of one or several records", Args: atLeastOne("RECORD"),
		Long: `report turns what plumb run --record wrote into what its reader needs. Several
records make a matrix: runs across, requirements down; of two runs of one target
it says what changed. The records of a run's shards are one run. Of a run that did not come to its end it shows what was decided,
and says so. A file that is no record, or one of another version of the suite, is
refused, with its line.

The exit status says whether the report was made; plumb gate judges a record.`,
		Example: `  plumb report r.jsonl
  plumb report r.jsonl --format html -o report.html
  plumb report r.jsonl --format markdown >> $GITHUB_STEP_SUMMARY
  plumb report last-week.jsonl today.jsonl`,
		RunE: func(c *cobra.Command, args []string) error { return f.report(c.Context(), s, args) },
	}
	c.Flags().StringVar(&f.format, "format", "text", "`FORMAT`: "+strings.Join(report.Formats(), ", "))
	f.outputFlag.flag(c)
	question.Folders(c.Flags(), &f.specs)
	c.Flags().StringVar(&f.at, "at", "", "let annotations of github and sarif stand at `FILE` of yours, not at the lines of the documents")
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

// report reads all records before it writes anything: of what is no record
// nothing is shown.
func (f *reportFlags) report(ctx context.Context, s streams, paths []string) error {
	when, err := terminal.ParseWhen(f.color)
	if err != nil {
		return exit.Wrong(err)
	}
	if err := report.CheckFormat(f.format); err != nil {
		return exit.Wrong(err)
	}
	if err := f.check(slices.Concat(paths, f.specs)...); err != nil {
		return err
	}
	known, err := knowledge(f.specs)
	if err != nil {
		return exit.Wrong(err)
	}
	runs, err := recordings(paths)
	if err != nil {
		return exit.Wrong(err)
	}
	made := report.Build(runs, known)
	made.At = f.at
	shown := f.shown(s)
	layout := page.Layout{Style: terminal.Style{Colours: terminal.Colours(shown, when, s.getenv)}, Width: terminal.Width(shown)}
	return f.put(ctx, s, func(out io.Writer) error { return report.Write(out, made, f.format, layout) })
}

// knowledge gives what the spec documents say beside records: the explanation of
// each case as it was put to the target of its run, which plumb explain prints.
func knowledge(dirs []string) (report.Knowledge, error) {
	operations, err := question.Documents(dirs...)
	if err != nil {
		return report.Knowledge{}, err
	}
	table, err := impact.Read()
	if err != nil {
		return report.Knowledge{}, err
	}
	byRun := map[*record.Run]func(id string) string{}
	return report.Knowledge{Operations: operations, Impact: table, Explain: func(past *record.Run, id string) string {
		if byRun[past] == nil {
			byRun[past] = explaining(past, operations, table)
		}
		return byRun[past](id)
	}}, nil
}

// explaining explains cases as they were put to the target of a run.
func explaining(past *record.Run, operations []*contract.Operation, table *impact.Table) func(id string) string {
	everything := run.Selection{Level: contract.May, Profiles: contract.Profiles()}
	cases := map[string]probe.Case{}
	for _, c := range everything.Cases(operations, past.Header.CaseAccounts()) {
		cases[c.ID] = c
	}
	addresses := addressesOf(past)
	explainer := explain.Explainer{Impact: table, Width: terminal.Width(io.Discard), Address: func(product string) string {
		return cmp.Or(addresses[product], "http://"+emulatorAddress)
	}}
	return func(id string) string {
		if c, ok := cases[id]; ok {
			return explainer.Case(c)
		}
		return ""
	}
}

// addressesOf gives where each product was asked, as the exchanges of a record
// have it; nothing for the embedded emulator, which has no address.
func addressesOf(past *record.Run) map[string]string {
	out := map[string]string{}
	for _, v := range past.Verdicts {
		product, _, _ := strings.Cut(v.Operation, "/")
		for _, id := range v.Exchanges {
			address, _, _ := strings.Cut(past.Exchanges[id].Request.URL, "?")
			if out[product] == "" && !strings.Contains(address, ".invalid") {
				out[product] = strings.TrimSuffix(address, "/")
			}
		}
	}
	return out
}
