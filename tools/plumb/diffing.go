package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	clients "github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/sdkimpact"
	"github.com/plumbline/plumbline/tools/internal/sides"
)

// definition compares the documents with a vendor's own definition, on either side of them.
func (f *diffFlags) definition(made *impact.Report, documents *sides.Documents, name string, first bool) error {
	defined, cannot, err := sides.Defined(name, documents)
	if err != nil {
		return exit.Wrong(err)
	}
	made.Remarks = cannot
	for i, d := range documents.All {
		if defined[i] == nil {
			continue
		}
		old, new := d, defined[i]
		if first {
			old, new = new, old
		}
		changes, err := revision.Compare(old, new)
		if err != nil {
			return exit.Wrong(err)
		}
		for j := range changes { // it is not the document that says so
			theirs := &changes[j].New
			if first {
				theirs = &changes[j].Old
			}
			theirs.Sources = nil
		}
		made.Changes = append(made.Changes, changesOf(changes)...)
	}
	return nil
}

// client compares the documents with the types of a client.
func (f *diffFlags) client(ctx context.Context, made *impact.Report, old *sides.Documents, name string) error {
	named, err := (&sdkFlags{drivers: f.drivers, driver: name}).clients(ctx, io.Discard)
	if err != nil {
		return err
	}
	d, types, cannot, err := sdk.TypesOf(ctx, named[0], old.Operations(), sdk.Options{})
	if err != nil {
		return exit.Unfinishedf("%s: %w", name, err)
	}
	made.New = sdk.Named(name, d)
	if len(types) == 0 {
		return exit.Unfinishedf("%s has no types to compare: %s", made.New, whyNone(old, cannot))
	}
	for _, document := range about(old, func(o *contract.Operation) bool { _, has := types[o.Key()]; return has }) {
		changes, err := sdk.Differences(document, made.New, types[document.Operation.Key()])
		if err != nil {
			return exit.Wrong(err)
		}
		made.Changes = append(made.Changes, changesOf(changes)...)
	}
	return nil
}

// whyNone says why a client has no types, each reason once.
func whyNone(d *sides.Documents, cannot map[string]string) string {
	var out []string
	for _, o := range d.Operations() {
		if text := cannot[o.Key()]; text != "" && !strings.Contains(strings.Join(out, "; "), text) {
			out = append(out, text)
		}
	}
	return strings.Join(out, "; ")
}

// documents compares two sides of documents, and what the difference does.
func (f *diffFlags) documents(ctx context.Context, made *impact.Report, old *sides.Documents, name string) error {
	new, err := sides.Beside(ctx, name, old)
	if err != nil {
		return exit.Wrong(err)
	}
	changes, err := revision.CompareAll(old.All, new.All)
	if err != nil {
		return exit.Wrong(err)
	}
	made.Remarks = slices.Concat(sides.LeftOut(old, new), sides.Lint(old, new))
	sound, why := derivable(slices.Concat(old.All, new.All))
	made.Remarks = append(made.Remarks, why...)
	if n := operationsOf(changes); n > casesShown && len(f.records) == 0 && !f.cases {
		made.Remarks = append(made.Remarks, fmt.Sprintf("the cases of %d operations that differ are not compared: --cases compares them", n))
		made.Changes = changesOf(changes)
		return exit.Wrong(tellEffects(made.Changes, new.Operations(), old.Operations()))
	}
	compared := impact.Compare(sound(old.Operations()), sound(new.Operations()), changes, func(c ...revision.Change) (*contract.Operation, error) {
		of := about(old, func(o *contract.Operation) bool { return o.Key() == c[0].Operation })
		return revision.Apply(of[0], c...)
	})
	if err := tellEffects(compared.Changes, new.Operations(), old.Operations()); err != nil {
		return exit.Wrong(err)
	}
	made.Changes, made.Together = compared.Changes, compared.Together
	for _, file := range f.records {
		past, err := record.LoadSoFar(file)
		if err != nil {
			return exit.Wrong(err)
		}
		target, err := compared.Target(file, past)
		if err != nil {
			return exit.Wrong(err)
		}
		made.Targets = append(made.Targets, target)
	}
	return nil
}

// casesShown is of how many operations that differ cases are compared unasked: to
// derive them takes longer than to read and compare the documents.
const casesShown = 32

// operationsOf counts the operations that differ.
func operationsOf(changes []revision.Change) int {
	of := map[string]bool{}
	for _, c := range changes {
		of[c.Operation] = true
	}
	return len(of)
}

// derivable takes the operations out of a list from whose documents, on either
// side, no cases can be derived, and says why of each.
func derivable(all []*revision.Document) (sound func([]*contract.Operation) []*contract.Operation, why []string) {
	underived := map[string]bool{}
	for _, d := range all {
		if d.Unsound != nil {
			underived[d.Operation.Key()] = true
			why = append(why, fmt.Sprintf("no cases of %s are compared: %s", d.Operation.Key(), first(d.Unsound)))
		}
	}
	return func(list []*contract.Operation) []*contract.Operation {
		return slices.DeleteFunc(slices.Clone(list), func(o *contract.Operation) bool { return underived[o.Key()] })
	}, why
}

// first is the first line of an error of several.
func first(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	return text
}

// tellEffects says of changes of readings what real clients were seen to make of them.
func tellEffects(changes []impact.Change, sides ...[]*contract.Operation) error {
	table, err := clients.Read()
	if err != nil {
		return err
	}
	for i := range changes {
		var effects []string
		for _, reading := range changes[i].Readings {
			set, chosen, _ := strings.Cut(reading, "=")
			for _, operations := range sides {
				if text := sdkimpact.Clients(operations, table, changes[i].Operation, set, chosen); text != "" && !slices.Contains(effects, text) {
					effects = append(effects, text)
				}
			}
		}
		if len(effects) > 0 {
			changes[i].Effect = strings.Join(effects, "; ")
		}
	}
	return nil
}

// accept marks the differences that a baseline knows. stale is true if an entry
// must be mended; why is told.
func (f *diffFlags) accept(made *impact.Report, told io.Writer) (stale bool, err error) {
	if f.baseline == "" {
		return false, nil
	}
	known, err := gate.Load(f.baseline, false)
	if err != nil {
		return false, err
	}
	var ids []string
	for i := range made.Changes {
		ids = append(ids, made.Changes[i].ID())
	}
	target, _, _ := strings.Cut(made.New, " (") // a client's name without its version
	g := known.For(gate.Run{Target: target, Catalogue: ids, Now: time.Now(), ByHand: true})
	for i := range made.Changes {
		c := &made.Changes[i]
		v := g.Take(record.Verdict{ID: c.ID(), Requirement: c.ID(), Outcome: "fail"})
		if v.Accepted != nil {
			c.Accepted = v.Accepted.Reason
		}
	}
	for _, p := range g.Problems() {
		stale = true
		fmt.Fprintf(told, "%s: %s\n", p.Place, p.Text)
	}
	return stale, nil
}
