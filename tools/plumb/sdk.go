package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/sdktable"
)

// sdkFlags are the flags of plumb sdk.
type sdkFlags struct {
	drivers, driver, exec string
	install               bool
	outputFlag
	format, only, level string
	baseline, impact    string
	update, quiet       bool
	keys                []string
	limit               time.Duration
}

// sdkHelp says how clients are asked and judged.
const sdkHelp = `sdk starts a recorder on loopback and puts real clients to it, unchanged, one after
the other. Each request is held against the documents; each answer, in every
documented reading, legal variant and some broken forms, is given to every client,
and what its user then sees is compared with what was served.

A client stands behind a driver, a small program that speaks line-JSON
(fixtures/sdk/README.md). One that is not installed is skipped with its reason.
One that fails ends as error, and the others go on.

A command behind --exec finds the recorder by PLUMBLINE_ENDPOINT and PLUMBLINE_URL,
and its keys in the variables that the vendors' own tools read; --accept-key lets it
sign with keys of its own. What it sent is reported even when it fails.

--baseline accepts known defects of clients, in a file as plumb gate --help shows
it: target is a client, id or prefix that of an answer in the table, or of what is
wrong about a request, as it is printed behind the finding. What is accepted is a
deviation; what is accepted and no longer occurs is to be deleted. --update writes the
file for what is seen: defects become entries that want a reason, entries that no longer
hold go or are narrowed, and the rest stays as people wrote it.

Exit statuses, the first that applies:
  2  wrong usage, or a baseline that cannot be read
  3  no client ran, the command could not be run, or nothing could be asked
  1  a client breaks something at --level or stronger, and no entry accepts it
  3  a driver failed
  4  entries of the baseline are to be deleted or mended, or the table below --impact
     is another one: --update writes it
  0  none of these`

func sdkCommand(s streams) *cobra.Command {
	var f sdkFlags
	c := &cobra.Command{
		Use: "sdk", Short: "Check real clients: what they send, and what they make of answers", Args: arguments(),
		Long: sdkHelp,
		Example: `  plumb sdk --install --baseline fixtures/sdk/baseline.yaml
                                            install every driver that this machine can run, and run them
  plumb sdk --driver node-tencent-typed
  plumb sdk --driver ./my-driver            somebody else's client
  plumb sdk --exec 'npm test'               somebody's own test suite, pointed at the recorder
  plumb sdk --format html -o sdk.html`,
		RunE: func(c *cobra.Command, _ []string) error { return f.run(c.Context(), s) },
	}
	f.which(c.Flags())
	c.Flags().StringVar(&f.exec, "exec", "", "run a `COMMAND` pointed at the recorder and report what it sent")
	c.Flags().BoolVar(&f.install, "install", false, "install the drivers first")
	c.Flags().StringVar(&f.format, "format", "text", "text, json, markdown, html, junit or github")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say only what fails and the totals")
	f.outputFlag.flag(c)
	c.Flags().StringVar(&f.only, "select", "", "ask only what has an id with this `PREFIX`")
	c.Flags().StringVar(&f.level, "level", "should", "fail for what is wrong at this `LEVEL` and stronger: must, should or may")
	c.Flags().StringVar(&f.baseline, "baseline", "", "accept the known defects listed in `FILE`")
	c.Flags().StringVar(&f.impact, "impact", "", "hold what clients make of answers against the table below `DIR`: the page IMPACT.md, and the data that plumb run quotes")
	c.Flags().BoolVar(&f.update, "update", false, "write the --baseline, whose reasons stay, and the table below --impact anew")
	c.Flags().StringArrayVar(&f.keys, "accept-key", nil, "let a command behind --exec sign with these too, as `ID:SECRET` (repeatable)")
	c.Flags().DurationVar(&f.limit, "timeout", 8*time.Second, "how long a client may take for one call")
	return c
}

// which are the flags that name clients.
func (f *sdkFlags) which(flags *pflag.FlagSet) {
	flags.StringVar(&f.drivers, "drivers", "fixtures/sdk", "folder `DIR` that holds the drivers' folders")
	flags.StringVar(&f.driver, "driver", "", "ask only the client of this `NAME`, or that behind a driver's command")
}

// sensible refuses what cannot stand together.
func (f *sdkFlags) sensible() error {
	switch {
	case !slices.Contains(sdktable.Formats(), f.format):
		return exit.Wrongf("format %q is not one of %s", f.format, strings.Join(sdktable.Formats(), ", "))
	case f.driver != "" && f.exec != "":
		return exit.Wrongf("--driver and --exec exclude each other")
	case f.exec != "" && f.baseline != "":
		return exit.Wrongf("--exec and --baseline exclude each other: requests of a command have no ids")
	case f.impact != "" && (f.driver != "" || f.exec != "" || f.only != ""):
		return exit.Wrongf("--impact writes the whole table: it takes no --driver, --exec or --select")
	case f.quiet && f.format != "text":
		return exit.Wrongf("--quiet is of the format text")
	case f.update && f.impact == "" && f.baseline == "":
		return exit.Wrongf("--update writes the file of --baseline FILE and the table below --impact DIR; name one of them")
	case len(f.keys) > 0 && f.exec == "":
		return exit.Wrongf("--accept-key is for a command behind --exec; clients behind drivers get their keys from the recorder")
	case f.limit <= 0:
		return exit.Wrongf("timeout %s is not above zero", f.limit)
	}
	return nil
}

func (f *sdkFlags) run(ctx context.Context, s streams) error {
	if err := f.sensible(); err != nil {
		return err
	}
	if err := f.checkOutputs(); err != nil {
		return exit.Wrong(err)
	}
	operations, err := specs.Embedded()
	if err != nil {
		return exit.Wrong(err)
	}
	known, err := f.known()
	if err != nil {
		return exit.Wrong(err)
	}
	level, err := contract.ParseLevel(f.level)
	if err != nil {
		return exit.Wrong(err)
	}
	keys, err := f.accepted()
	if err != nil {
		return exit.Wrong(err)
	}
	options := sdk.Options{Operations: operations, Suite: run.Version(), Select: f.only, Level: level, Keys: keys, Call: f.limit, Told: func(client string) {
		fmt.Fprintln(s.err, "asking "+client)
	}}
	if asked, err := sdk.Any(options); err != nil || !asked {
		return exit.Wrong(cmp.Or(err, fmt.Errorf("nothing has an id that begins with %q; plumb sdk --format json lists the ids", f.only)))
	}
	report, err := f.ask(ctx, options, s.err)
	if err != nil {
		return err
	}
	if known != nil {
		if err := f.hold(ctx, report, known, options, s.err); err != nil {
			return err
		}
	}
	if err := f.put(ctx, s, func(out io.Writer) error {
		if f.quiet {
			return sdktable.Quiet(out, report)
		}
		return sdktable.Write(out, report, f.format)
	}); err != nil {
		return err
	}
	stale := false
	if f.impact != "" {
		if stale, err = f.holdTable(ctx, report, s.err); err != nil {
			return exit.Unfinishedf("%w", err)
		}
	}
	return f.status(report, stale)
}

// ask puts the clients, or a command, to a recorder.
func (f *sdkFlags) ask(ctx context.Context, options sdk.Options, told io.Writer) (report *sdk.Report, err error) {
	if f.exec != "" {
		report, err = sdk.Exec(ctx, f.exec, options, told)
	} else {
		var clients []sdk.Client
		if clients, err = f.clients(ctx, told); err != nil {
			return nil, err
		}
		report, err = sdk.Run(ctx, clients, options)
	}
	if err != nil {
		return nil, exit.Unfinishedf("%w", err)
	}
	return report, nil
}

// clients gives the clients that are asked.
func (f *sdkFlags) clients(ctx context.Context, told io.Writer) ([]sdk.Client, error) {
	drivers, err := sdk.Drivers(f.drivers)
	if err != nil && f.driver == "" {
		return nil, exit.Wrongf("%w; --drivers names the folder", err)
	}
	var all, named []sdk.Client
	for _, d := range drivers {
		wanted := slices.ContainsFunc(d.Clients, func(c sdk.Client) bool { return f.driver == "" || c.Name == f.driver })
		if f.install && wanted {
			d.Install(ctx, func(command string) { fmt.Fprintln(told, d.Dir+": "+command) })
		}
		all = append(all, d.Clients...)
	}
	if f.driver == "" {
		return all, nil
	}
	var known []string
	for _, c := range all {
		known = append(known, c.Name)
		if c.Name == f.driver {
			named = append(named, c)
		}
	}
	if len(named) > 0 {
		return named, nil
	}
	words := strings.Fields(f.driver)
	if len(known) == 0 && !strings.ContainsAny(f.driver, `/\ `) {
		return nil, exit.Wrongf("there is no client %q: no driver in %s; --drivers names the folder, and a driver of yours is a command with a path, as ./mine, or with words behind it", f.driver, f.drivers)
	}
	if len(words) == 0 || len(words) == 1 && !strings.ContainsAny(f.driver, `/\`) {
		return nil, exit.Wrongf("there is no client %q, and it is no path of a driver; known are %s", f.driver, strings.Join(known, ", "))
	}
	return []sdk.Client{{Name: f.driver, Command: words}}, nil
}

// status is how a run ends; stale is true where the table is another.
func (f *sdkFlags) status(report *sdk.Report, stale bool) error {
	n := report.Count()
	switch {
	case n.Clients == n.Skipped:
		return exit.Unfinishedf("no client was asked: %s", report.Columns[0].Reason)
	case n.Failing > 0:
		return exit.With(exit.Differs)
	case n.Errored > 0:
		return exit.With(exit.Unfinished)
	case n.Asked == 0:
		return exit.Unfinishedf("nothing was asked: no client has an operation of the selection, or a way to say what it asks")
	case stale, report.Baseline != nil && len(report.Baseline.Problems) > 0:
		return exit.With(exit.Stale)
	}
	return nil
}
