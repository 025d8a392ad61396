package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/sdktable"
)

// sdkFlags are the flags of plumb sdk.
type sdkFlags struct {
	drivers, driver, exec string
	install               bool
	format, output, only  string
	limit                 time.Duration
}

func sdkCommand(s streams) *cobra.Command {
	var f sdkFlags
	c := &cobra.Command{
		Use: "sdk", Short: "Check real clients: what they send, and what they make of answers", Args: arguments(),
		Long: `sdk starts a recorder on loopback and puts real clients to it, unchanged, one after
the other. Each request is held against the documents; each answer, in every
documented reading, legal variant and some broken forms, is given to every client,
and what its user then sees is compared with what was served.

A client stands behind a driver, a small program that speaks line-JSON
(fixtures/sdk/README.md). One that is not installed is skipped with its reason.
One that fails ends as error, and the others go on.

Exit statuses: 0 ran, and no client breaks what the documents state; 1 one does;
2 wrong usage; 3 no client ran, a driver failed, or the command could not be run.`,
		Example: `  plumb sdk --install                       install every driver that this machine can run, and run them
  plumb sdk --driver node-tencent-typed
  plumb sdk --driver ./my-driver            somebody else's client
  plumb sdk --exec 'npm test'               somebody's own test suite, pointed at the recorder
  plumb sdk --format html -o sdk.html`,
		RunE: func(c *cobra.Command, _ []string) error { return f.run(c.Context(), s) },
	}
	c.Flags().StringVar(&f.drivers, "drivers", "fixtures/sdk", "folder `DIR` that holds the drivers' folders")
	c.Flags().StringVar(&f.driver, "driver", "", "ask only the client of this `NAME`, or that behind a driver's command")
	c.Flags().StringVar(&f.exec, "exec", "", "run a `COMMAND` pointed at the recorder and report what it sent")
	c.Flags().BoolVar(&f.install, "install", false, "install the drivers first")
	c.Flags().StringVar(&f.format, "format", "text", "text, json, markdown or html")
	c.Flags().StringVarP(&f.output, "output", "o", "", "write the report to `FILE`")
	c.Flags().StringVar(&f.only, "select", "", "ask only what has an id with this `PREFIX`")
	c.Flags().DurationVar(&f.limit, "timeout", 8*time.Second, "how long a client may take for one call")
	return c
}

func (f *sdkFlags) run(ctx context.Context, s streams) error {
	if !slices.Contains(sdktable.Formats(), f.format) {
		return exit.Wrongf("format %q is not one of %s", f.format, strings.Join(sdktable.Formats(), ", "))
	}
	if f.driver != "" && f.exec != "" {
		return exit.Wrongf("--driver and --exec exclude each other")
	}
	if f.limit <= 0 {
		return exit.Wrongf("timeout %s is not above zero", f.limit)
	}
	operations, err := specs.Embedded()
	if err != nil {
		return exit.Wrong(err)
	}
	options := sdk.Options{Operations: operations, Suite: run.Version(), Select: f.only, Call: f.limit, Told: func(client string) {
		fmt.Fprintln(s.err, "asking "+client)
	}}
	var report *sdk.Report
	if f.exec != "" {
		report, err = sdk.Exec(ctx, f.exec, options, s.err)
	} else {
		var clients []sdk.Client
		if clients, err = f.clients(s.err); err != nil {
			return err
		}
		report, err = sdk.Run(ctx, clients, options)
	}
	if err != nil {
		return exit.Unfinishedf("%w", err)
	}
	if len(report.Rows) == 0 && f.exec == "" {
		return exit.Wrongf("nothing has an id that begins with %q", f.only)
	}
	return f.report(report, s.out)
}

// clients gives the clients that are asked.
func (f *sdkFlags) clients(told io.Writer) ([]sdk.Client, error) {
	drivers, err := sdk.Drivers(f.drivers)
	if err != nil && f.driver == "" {
		return nil, exit.Wrongf("%w; --drivers names the folder", err)
	}
	var all, named []sdk.Client
	for _, d := range drivers {
		wanted := slices.ContainsFunc(d.Clients, func(c sdk.Client) bool { return f.driver == "" || c.Name == f.driver })
		if f.install && wanted {
			if err := d.Installed(func(command string) { fmt.Fprintln(told, d.Dir+": "+command) }); err != nil {
				for i := range d.Clients {
					d.Clients[i].Absent = err.Error()
				}
			}
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
	if len(words) == 0 || len(words) == 1 && !strings.ContainsAny(f.driver, `/\`) {
		return nil, exit.Wrongf("there is no client %q, and it is no path of a driver; known are %s", f.driver, strings.Join(known, ", "))
	}
	return []sdk.Client{{Name: f.driver, Command: words}}, nil
}

// report writes the report and gives the status.
func (f *sdkFlags) report(report *sdk.Report, out io.Writer) error {
	var buffer bytes.Buffer
	if err := sdktable.Write(&buffer, report, f.format); err != nil {
		return exit.Wrong(err)
	}
	if f.output != "" {
		if err := os.WriteFile(f.output, buffer.Bytes(), 0o644); err != nil {
			return exit.Unfinishedf("%w", err)
		}
	} else if _, err := out.Write(buffer.Bytes()); err != nil {
		return exit.Unfinishedf("%w", err)
	}
	n := report.Count()
	switch {
	case n.Clients == n.Skipped:
		return exit.Unfinishedf("no client was asked: %s", report.Columns[0].Reason)
	case n.Must > 0:
		return exit.With(exit.Differs)
	case n.Errored > 0:
		return exit.With(exit.Unfinished)
	}
	return nil
}
