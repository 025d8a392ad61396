package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/suites/observe"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/sides"
)

// implementation compares the documents with what a recorded target does, and
// writes that as an overlay if it is asked for.
func (f *diffFlags) implementation(made *impact.Report, old *sides.Documents, name string, told io.Writer) (overlay []byte, err error) {
	past, err := recorded(name)
	if err != nil {
		return nil, exit.Wrong(err)
	}
	seen, err := observe.Read(name, old.Operations(), past)
	if err != nil {
		return nil, exit.Wrong(err)
	}
	made.New = fmt.Sprintf("%s (%s)", seen.Target, name)
	for _, d := range seen.Differences {
		made.Changes = append(made.Changes, impact.Change{Change: d.Change, Cases: impact.Cases{Altered: d.Cases}})
	}
	made.Remarks = beside(seen)
	if f.emit == "" {
		return nil, nil
	}
	return overlayOf(seen, old, told)
}

// beside says what else was seen of a target, none of it a difference.
func beside(seen *observe.Observation) []string {
	var out []string
	for _, reading := range seen.Followed {
		out = append(out, "follows the reading "+reading)
	}
	for _, c := range seen.Unnamed {
		out = append(out, fmt.Sprintf("%s answers %s, %d times, where no document names a code", c.Operation, c.Code, c.Seen))
	}
	for _, u := range seen.Unsaid {
		out = append(out, fmt.Sprintf("breaks %s, which no diff can say: %s", u.Requirement, u.Reason))
	}
	return out
}

// overlayOf writes the overlay of the one document that differs.
func overlayOf(seen *observe.Observation, old *sides.Documents, told io.Writer) ([]byte, error) {
	var out []byte
	var of []string
	for _, d := range old.All {
		text, left, err := seen.Overlay(d.Operation, d.Text())
		if err != nil {
			return nil, exit.Wrong(err)
		}
		for _, one := range left {
			fmt.Fprintf(told, "not in the overlay: %s: %s\n", one.Text, one.Left)
		}
		if text != nil {
			out, of = text, append(of, d.Place())
		}
	}
	switch len(of) {
	case 0:
		return seen.NoOverlay(old.All[0].Operation)
	case 1:
		return out, nil
	}
	return nil, exit.Wrongf("an overlay is of one document, and %d differ: name one of %s as OLD", len(of), strings.Join(of, ", "))
}
