package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/summary"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// gateHelp says how a baseline is written and judged.
const gateHelp = `gate holds a record, or those of all shards of a run, against a baseline, a YAML
file of known deviations that its owner has written down:

  accepted:
    - id: mna/GetFlowStatistic/Type/enum/above   # or prefix: of several cases
      outcome: fail                              # or skip, or error
      reason: the gateway in front of it lets any Type through
      link: https://tracker.test/812             # optional
      target: "http://127.0.0.1:*"               # optional; * is any characters
      expires: 2027-01-31                        # optional; the last day it holds
      flaky: true                                # optional; it ends so at times only

A case that ends as its entry says is a deviation and no failure. An entry is to
be deleted or mended if its case ends differently, if it matches no case, if it
has expired or has no reason; a prefix also if it covers cases that pass. Of
several entries the closest decides: an id, then the longest prefix. Entries of
cases that exist and were not asked, and of other targets, are left alone.

The key known lists the cases that were there when --update last wrote the file.
A case that a later suite adds is shown as new and does not count until --update
has accepted it. Without that key no case is new.

--update writes the file for the run at hand: failures become entries, whose
reasons are yours to write; what no longer occurs goes; your reasons, links,
comments and their order stay.

Exit statuses, the first that applies:
  2  the record or the baseline cannot be used
  3  the run could not ask everything, or did not come to its end: it decides nothing
  1  something fails that no entry covers; entries to mend are listed too
  4  nothing else fails, and entries are to be deleted or mended
  0  none of these`

// gateFlags are what plumb gate and plumb run are told about a baseline.
type gateFlags struct {
	baseline string
	update   bool
}

func (f *gateFlags) flags(c *cobra.Command) {
	question.Gate(c.Flags(), &f.baseline, &f.update)
}

// load reads the baseline; nil if none is asked for. One that will be written may
// be none of the other inputs.
func (f *gateFlags) load(others ...string) (*gate.Baseline, error) {
	if f.baseline == "" {
		if f.update {
			return nil, exit.Wrongf("--update writes a baseline; name it with --baseline FILE")
		}
		return nil, nil
	}
	if f.update {
		if err := output.Check(f.baseline, others...); err != nil {
			return nil, exit.Wrong(err)
		}
	}
	b, err := gate.Load(f.baseline, f.update)
	if errors.Is(err, gate.ErrNone) {
		err = fmt.Errorf("%w; --update writes one", err)
	}
	return b, exit.Wrong(err)
}

func gateCommand(s streams) *cobra.Command {
	var f gateFlags
	var quiet bool
	var color string
	c := &cobra.Command{
		Use: "gate RECORD...", Short: "Let a recorded run through or stop it, by a list of known deviations", Args: atLeastOne("RECORD"),
		Long: gateHelp,
		Example: `  plumb run --record r.jsonl; plumb gate r.jsonl --baseline baseline.yaml
  plumb gate r.jsonl --baseline baseline.yaml --update`,
		RunE: func(c *cobra.Command, args []string) error {
			when, err := terminal.ParseWhen(color)
			if err != nil {
				return exit.Wrong(err)
			}
			if f.baseline == "" {
				return exit.Wrongf("plumb gate wants --baseline FILE; plumb gate --help shows what stands in it")
			}
			layout := summary.Layout{Style: terminal.Style{Colours: terminal.Colours(s.out, when, s.getenv)}, Width: terminal.Width(s.out), Quiet: quiet}
			return f.gate(c.Context(), s, args, layout)
		},
	}
	f.flags(c)
	c.Flags().BoolVar(&quiet, "quiet", false, "say only what fails and the verdict")
	c.Flags().StringVar(&color, "color", "auto", "colours: auto, always or never")
	return c
}

func (f *gateFlags) gate(ctx context.Context, s streams, files []string, layout summary.Layout) error {
	runs, err := recordings(files)
	if err == nil && len(runs) != 1 {
		err = fmt.Errorf("%s and %s are records of two runs: a baseline is of one; several records are the shards of a run", files[0], files[1])
	}
	if err != nil {
		return exit.Wrong(err)
	}
	past := runs[0]
	baseline, err := f.load(files...)
	if err != nil {
		return err
	}
	operations, ids, err := catalogue(past.Header)
	if err != nil {
		return exit.Wrong(err)
	}
	of := gate.Of(past.Header, ids, time.Now())
	g := &gating{flags: f, baseline: baseline, run: of, gate: baseline.For(of)}
	result := resultOf(past, files[0], operations, g.take)
	if result.Impact, err = impact.Read(); err != nil {
		return exit.Wrong(err)
	}
	line, err := g.settle(ctx, result)
	if err != nil {
		return err
	}
	summary.Write(s.out, result, layout)
	fmt.Fprint(s.out, line)
	return exit.With(result.Status())
}

// recorded reads a record of this version of the suite, also that of a run that did
// not come to its end.
func recorded(file string) (*record.Run, error) {
	past, err := record.LoadSoFar(file)
	if err != nil {
		return nil, err
	}
	return past, past.OfSuite(file, run.Version())
}

// recordings reads records, the shards of a run as that run.
func recordings(files []string) ([]*record.Run, error) {
	var runs []*record.Run
	for _, file := range files {
		one, err := recorded(file)
		if err != nil {
			return nil, err
		}
		runs = append(runs, one)
	}
	return record.Join(runs)
}

// catalogue gives the built-in operations and the ids of all their cases, if a
// record is about them; nothing if it is about documents of the user's own.
func catalogue(h record.Header) ([]*contract.Operation, []string, error) {
	operations, err := specs.Embedded()
	if err != nil || run.Specs(operations) != h.Specs {
		return nil, nil, err
	}
	return operations, probe.IDs(operations), nil
}

// resultOf gives what a record holds, each verdict as a baseline sees it. Records come from
// anywhere: nothing in them is printed as it stands.
func resultOf(past *record.Run, file string, operations []*contract.Operation, seen func(summary.Verdict) summary.Verdict) *summary.Result {
	result := &summary.Result{
		Operations: operations, Planned: past.Header.Planned, Requests: past.Footer.Requests,
		Took: past.Footer.End.Sub(past.Header.Start), Record: file, Finished: !past.Unfinished, Missing: past.MissingShards(), Again: question.Again(past.Header), Served: question.Served(past.Header), Heard: past.Header.OfTraffic(), Unsent: past.Unsent(),
	}
	for _, x := range past.Exchanges {
		result.Repeats += x.Repeats
	}
	const limit = 2000
	cut := func(text string) string { return body.Cut([]byte(text), limit) }
	for _, v := range past.Verdicts {
		_, id, _ := v.Decisive(nil)
		result.Take(seen(summary.Verdict{Verdict: v.With(cut), Curl: cut(past.Exchanges[id].Curl)}))
	}
	return result
}
