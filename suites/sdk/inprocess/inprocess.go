// Package inprocess holds what Go clients make of answers without a network
// against what they make of the same answers over loopback, which stands in a
// file for each of them. It is for the tests of the drivers' own modules.
package inprocess

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/sdk"
)

// Differences asks a client in this process and tells where its file says
// something else. It errs if the file is not there or the client cannot be asked.
func Differences(ctx context.Context, name string, loop sdk.Loop) ([]string, error) {
	operations, err := specs.Embedded()
	if err != nil {
		return nil, err
	}
	report, err := sdk.Within(ctx, name, loop, sdk.Options{Operations: operations})
	if err != nil {
		return nil, err
	}
	got, err := outcomes(report)
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(file(name))
	if err != nil {
		return nil, fmt.Errorf("%w; go test -args -update asks the client over loopback and writes it", err)
	}
	return differing(got, strings.Split(strings.TrimSpace(string(data)), "\n")), nil
}

// Write installs a client from the folder of the drivers, asks it over loopback
// and writes what it makes of answers into its file. It errs if no driver has the
// client, if it cannot be installed or asked, and if the file cannot be written.
func Write(ctx context.Context, drivers, name string) error {
	operations, err := specs.Embedded()
	if err != nil {
		return err
	}
	all, err := sdk.Drivers(drivers)
	if err != nil {
		return err
	}
	for _, d := range all {
		i := slices.IndexFunc(d.Clients, func(c sdk.Client) bool { return c.Name == name })
		if i < 0 {
			continue
		}
		d.Install(ctx, func(string) {})
		if reason := d.Clients[i].Absent; reason != "" {
			return errors.New(reason)
		}
		report, err := sdk.Run(ctx, d.Clients[i:i+1], sdk.Options{Operations: operations})
		if err != nil {
			return err
		}
		lines, err := outcomes(report)
		if err != nil {
			return err
		}
		return os.WriteFile(file(name), []byte(strings.Join(lines, "\n")+"\n"), 0o644)
	}
	return fmt.Errorf("no driver in %s has a client %q", drivers, name)
}

func file(name string) string { return filepath.Join("testdata", name+".txt") }

// outcomes gives a line for each answer that the client was given: its row, what
// came of it, the class and code of an error, and of a value that is not the
// served one what the user sees.
func outcomes(r *sdk.Report) ([]string, error) {
	c := &r.Columns[0]
	if c.State != sdk.Ran {
		return nil, fmt.Errorf("%s: %s", c.Name, c.Reason)
	}
	var out []string
	for _, row := range r.Rows {
		cell, asked := c.Cells[row.ID]
		if !asked || cell.Outcome == sdk.NotAsked {
			continue
		}
		detail := cell.Detail
		if cell.Outcome == sdk.Clear || cell.Outcome == sdk.Unclear {
			// What follows class and code may quote ports, nonces and clocks.
			detail, _, _ = strings.Cut(detail, ": ")
		}
		out = append(out, strings.TrimSuffix(row.ID+": "+string(cell.Outcome)+": "+strings.TrimSpace(detail), ": "))
	}
	return out, nil
}

// steady takes out of an outcome what differs from one asking to the next: the port
// of a call, and the id of a request.
func steady(text string) string {
	text = regexp.MustCompile(`127\.0\.0\.1:\d+`).ReplaceAllString(text, "<host>")
	return regexp.MustCompile(`[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}`).ReplaceAllString(text, "<id>")
}

// differing compares lines by what stands before their first colon, so that a
// row more or less does not move all others.
func differing(got, want []string) []string {
	byRow := func(lines []string) map[string]string {
		out := map[string]string{}
		for _, line := range lines {
			row, outcome, _ := strings.Cut(line, ": ")
			out[row] = outcome
		}
		return out
	}
	now, before := byRow(got), byRow(want)
	var out []string
	for _, line := range append(slices.Clone(want), got...) {
		row, _, _ := strings.Cut(line, ": ")
		here, asked := now[row]
		there, known := before[row]
		if asked == known && steady(here) == steady(there) {
			continue
		}
		delete(now, row) // told once
		delete(before, row)
		switch {
		case !known:
			out = append(out, fmt.Sprintf("%s\n\tin process:    %s\n\tover loopback: not in the client's file", row, here))
		case !asked:
			out = append(out, fmt.Sprintf("%s\n\tin process:    not asked\n\tover loopback: %s", row, there))
		default:
			out = append(out, fmt.Sprintf("%s\n\tin process:    %s\n\tover loopback: %s", row, here, there))
		}
	}
	return out
}
