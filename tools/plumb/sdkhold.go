package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/sdktable"
)

// known reads the baseline, before anything is installed; nil if none is asked for.
func (f *sdkFlags) known() (*gate.Baseline, error) {
	if f.baseline == "" {
		return nil, nil
	}
	known, err := gate.Load(f.baseline, f.update)
	if errors.Is(err, gate.ErrNone) {
		err = fmt.Errorf("%w; --update writes one", err)
	}
	return known, err
}

// hold holds a report against the baseline, which --update writes first. Clients of the
// folder that were not asked are known all the same: entries may be about them.
func (f *sdkFlags) hold(ctx context.Context, report *sdk.Report, known *gate.Baseline, o sdk.Options, told io.Writer) error {
	var names []string
	if drivers, err := sdk.Drivers(f.drivers); err == nil { // without the folder it is somebody's own driver
		for _, d := range drivers {
			for _, c := range d.Clients {
				names = append(names, c.Name)
			}
		}
	}
	n := report.Count()
	if f.update && n.Errored == 0 && n.Asked > 0 {
		return f.rewrite(ctx, report, known, o, names, told)
	}
	if f.update {
		fmt.Fprintf(told, "%s: not updated, because not every client could be asked\n", f.baseline)
	}
	return exit.Wrong(report.Hold(known, o, names, time.Now()))
}

// rewrite writes the baseline, if it is another one now, and holds the report against it.
func (f *sdkFlags) rewrite(ctx context.Context, report *sdk.Report, known *gate.Baseline, o sdk.Options, names []string, told io.Writer) error {
	text, changes, err := report.Update(known, o, names, time.Now())
	if err != nil {
		return exit.Wrong(err)
	}
	line, err := rewritten(ctx, f.baseline, text, changes)
	fmt.Fprint(told, line)
	return err
}

// checkOutputs refuses, before any client is asked, files that cannot be written.
func (f *sdkFlags) checkOutputs() error {
	inputs := append(strings.Fields(f.driver), f.baseline, f.drivers)
	if err := f.outputFlag.check(append(inputs, f.impactFiles()...)...); err != nil {
		return err
	}
	for _, file := range f.impactFiles() {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("impact table: %w", err)
		}
		if err := output.Check(file, inputs...); err != nil {
			return err
		}
	}
	return nil
}

// impactFiles are the page and the data that --impact writes.
func (f *sdkFlags) impactFiles() []string {
	if f.impact == "" {
		return nil
	}
	return []string{filepath.Join(f.impact, "IMPACT.md"), filepath.Join(f.impact, "impact", "impact.json")}
}

// holdTable holds the table of a whole run against that of an earlier one, or, with
// --update, writes it, for people and for plumb run. A client that the table has
// and that could not be asked now would lose its column; so nothing is written then.
func (f *sdkFlags) holdTable(ctx context.Context, report *sdk.Report, told io.Writer) (stale bool, err error) {
	page, data := f.impactFiles()[0], f.impactFiles()[1]
	before, err := tableOf(data)
	if err != nil {
		return false, err
	}
	table := &impact.Table{}
	for _, c := range report.Columns {
		switch {
		case c.State == sdk.Ran:
			if err := table.Add(clientOf(c), outcomesOf(c)); err != nil {
				return false, err
			}
		case f.update && (before.Has(c.Name) || c.State == sdk.Errored):
			return false, fmt.Errorf("impact table: nothing is written below %s, because %s could not be asked: %s", f.impact, c.Name, c.Reason)
		}
	}
	for _, c := range before.Clients {
		if !slices.ContainsFunc(report.Columns, func(now sdk.Column) bool { return now.Name == c.Name }) {
			fmt.Fprintf(told, "impact table: %s has no driver any more and leaves the table\n", c.Name)
			stale = true
		}
	}
	if !f.update {
		for _, d := range table.Differences(before) {
			fmt.Fprintf(told, "%s: %s\n", data, d)
			stale = true
		}
		return stale, nil
	}
	if err := output.Save(ctx, page, func(out io.Writer) error { return sdktable.Write(out, report, "markdown") }); err != nil {
		return false, err
	}
	return false, output.Save(ctx, data, output.Text(table.Text()))
}

// accepted reads the keys that a command may sign with.
func (f *sdkFlags) accepted() ([]sign.Credentials, error) {
	var out []sign.Credentials
	for i, text := range f.keys {
		id, secret, both := strings.Cut(text, ":")
		if !both || id == "" || secret == "" {
			return nil, fmt.Errorf("--accept-key: the value number %d is not ID:SECRET", i+1) // and is not shown: it may be a secret
		}
		out = append(out, sign.Credentials{ID: id, Secret: secret})
	}
	return out, nil
}

// tableOf reads a table of an earlier run; one that is not there is empty.
func tableOf(file string) (*impact.Table, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &impact.Table{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("impact table: %w", err)
	}
	return impact.Parse(text)
}

// clientOf is a client as the table knows it; of its language the name only.
func clientOf(c sdk.Column) impact.Client {
	language := strings.FieldsFunc(c.Description.Language, func(r rune) bool { return r == ' ' || r >= '0' && r <= '9' })
	name := ""
	if len(language) > 0 {
		name = strings.ToUpper(language[0][:1]) + language[0][1:]
	}
	return impact.Client{Name: c.Name, Client: c.Description.Client, Version: c.Description.Version, Language: name}
}

// outcomesOf is what a client made of answers, before any baseline.
func outcomesOf(c sdk.Column) map[string]string {
	out := map[string]string{}
	for id, cell := range c.Cells {
		out[id] = string(cell.Was())
	}
	return out
}
