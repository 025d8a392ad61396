package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/tools/internal/difference"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/sides"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// diffFlags are the flags of plumb diff.
type diffFlags struct {
	outputFlag
	format, color         string
	failOn, emit, drivers string
	baseline              string
	records               []string
	cases                 bool
}

func diffCommand(s streams) *cobra.Command {
	var f diffFlags
	c := &cobra.Command{
		Use: "diff OLD NEW", Short: "Say what changed between two revisions of the documents, and whom it breaks", Args: twoSides,
		Long: `diff compares documents, and says of every difference whom it breaks, where both
sides say so, which cases it adds, removes and alters and, given records, which
verdicts flip.

OLD is a file, a folder, a git revision (HEAD~1, or HEAD~1:folder), the number of a
built-in document (001), or "` + sides.Embedded + `" for the built-in documents as they stand.
NEW is one of these, or a record, or sdk:CLIENT. Of a record diff says what its target
really does; of a client, what its types make of the documents. Either side can be
VENDOR:DEFINITION, what the vendor ships for machines: tencent:api.json, or the folder
or wheel of its command line. If both are, two versions of it are compared.

The status is 0 however much differs, unless --fail-on asks for more: 1 if something
is breaking, if anything differs at all, or if a verdict flips to fail. It is 3 if
flips are asked for, none is found, and a record leaves cases undecided.`,
		Example: `  plumb diff 001 002
  plumb diff HEAD~1:specs specs --format markdown
  plumb diff 001 002 --record emulator.jsonl --fail-on flips
  plumb diff embedded emulator.jsonl --emit overlay -o observed.yaml
  plumb diff embedded tencent:api.json
  plumb diff tencent:before/api.json tencent:api.json
  plumb diff embedded sdk:go-alibaba-typed-json --baseline known.yaml --fail-on any`,
		RunE: func(c *cobra.Command, args []string) error { return f.run(c.Context(), s, args[0], args[1]) },
	}
	c.Flags().StringVar(&f.format, "format", "text", "`FORMAT`: "+strings.Join(difference.Formats(), ", "))
	f.outputFlag.flag(c)
	c.Flags().StringVar(&f.color, "color", "auto", "colours of text: auto, always or never")
	c.Flags().StringArrayVar(&f.records, "record", nil, "judge the run in `FILE` under both sides; may be given several times")
	c.Flags().StringVar(&f.failOn, "fail-on", "", "end with status 1 on `WHAT`: "+strings.Join(failures(), ", "))
	c.Flags().BoolVar(&f.cases, "cases", false, "compare the cases of all operations that differ, however many; else of a few dozen")
	c.Flags().StringVar(&f.emit, "emit", "", "write `WHAT` instead of a report: overlay, an OpenAPI Overlay of what a target really does")
	c.Flags().StringVar(&f.baseline, "baseline", "", "differences that are known, in `FILE`, each with its reason")
	c.Flags().StringVar(&f.drivers, "drivers", "fixtures/sdk", "folder `DIR` that holds the clients' drivers")
	return c
}

// twoSides wants two words behind the verb.
func twoSides(c *cobra.Command, args []string) error {
	if len(args) != 2 {
		return exit.Wrongf("%s wants OLD and NEW, got %d words; %[1]s --help shows what they can be", c.CommandPath(), len(args))
	}
	return nil
}

// failures are what --fail-on can name.
func failures() []string { return []string{"breaking", "any", "flips"} }

// sensible refuses flags that make no sense together.
func (f *diffFlags) sensible(new newSide) error {
	switch {
	case f.failOn != "" && !slices.Contains(failures(), f.failOn):
		return exit.Wrongf("fail-on %q is not one of %s", f.failOn, strings.Join(failures(), ", "))
	case f.failOn == "flips" && len(f.records) == 0:
		return exit.Wrongf("fail-on flips wants records: give --record")
	case f.emit != "" && f.emit != "overlay":
		return exit.Wrongf("emit %q is not overlay", f.emit)
	case f.emit != "" && new.against != impact.Implementation:
		return exit.Wrongf("emit overlay wants a record as NEW: an overlay says what a target really does")
	case len(f.records) > 0 && new.against != impact.Documents:
		return exit.Wrongf("--record judges runs under two sides of documents; %s is a %s", new.name, new.against)
	}
	return difference.CheckFormat(f.format)
}

func (f *diffFlags) run(ctx context.Context, s streams, oldName, newName string) error {
	when, err := terminal.ParseWhen(f.color)
	if err != nil {
		return exit.Wrong(err)
	}
	made := &impact.Report{Suite: run.Version(), Old: oldName, New: newName}
	old, new := sideOf(oldName), sideOf(newName)
	swapped := old.against == impact.Definition && new.against == impact.Documents
	if swapped {
		oldName, old, new = newName, new, old
	}
	made.Against = new.against
	if err := f.sensible(new); err != nil {
		return exit.Wrong(err)
	}
	if err := f.check(slices.Concat(f.records, old.files(), new.files(), []string{f.baseline, f.drivers})...); err != nil {
		return err
	}
	overlay, err := f.compare(ctx, made, old, new, swapped, s.err)
	if err != nil {
		return err
	}
	stale, err := f.accept(made, s.err)
	if err != nil {
		return exit.Wrong(err)
	}
	if f.emit != "" {
		return f.put(ctx, s, output.Text(overlay))
	}
	shown := f.shown(s)
	layout := page.Layout{Style: terminal.Style{Colours: terminal.Colours(shown, when, s.getenv)}, Width: terminal.Width(shown)}
	if err := f.put(ctx, s, func(out io.Writer) error { return difference.Write(out, made, f.format, layout) }); err != nil {
		return err
	}
	return f.status(made, stale)
}

// compare compares two sides, told in the other order where they are swapped. The old one
// are documents, unless both are a vendor's own definition.
func (f *diffFlags) compare(ctx context.Context, made *impact.Report, old, new newSide, swapped bool, told io.Writer) (overlay []byte, err error) {
	if old.against == impact.Definition && new.against == impact.Definition {
		made.Against = impact.Definitions
		changes, remarks, err := sides.Versions(old.name, new.name)
		made.Changes, made.Remarks = changesOf(changes), remarks
		return nil, exit.Wrong(err)
	}
	if old.against != impact.Documents {
		return nil, exit.Wrongf("%s is a %s: documents come first, then what they are compared with", old.name, old.against)
	}
	documents, err := sides.Open(ctx, old.name)
	if err != nil {
		return nil, exit.Wrong(err)
	}
	switch new.against {
	case impact.Definition:
		return nil, f.definition(made, documents, new.name, swapped)
	case impact.Client:
		return nil, f.client(ctx, made, documents, new.name)
	case impact.Implementation:
		return f.implementation(made, documents, new.name, told)
	}
	return nil, f.documents(ctx, made, documents, new.name)
}

// status is how a diff ends. Known differences do not count.
func (f *diffFlags) status(r *impact.Report, stale bool) error {
	fails, undecided := false, 0
	for i := range r.Changes {
		c := &r.Changes[i]
		open := c.Accepted == ""
		fails = fails || open && (f.failOn == "any" || f.failOn == "breaking" && c.Weight.Breaking())
	}
	for _, t := range r.Targets {
		fails = fails || f.failOn == "flips" && slices.ContainsFunc(t.Flips, func(flip impact.Flip) bool { return flip.Red() && flip.Level != contract.May })
		undecided += len(t.Unasked)
	}
	switch {
	case fails:
		return exit.With(exit.Differs)
	case f.failOn == "flips" && undecided > 0:
		return exit.Unfinishedf("no verdict flips, but %d are undecided: the records do not hold what their cases ask", undecided)
	case stale:
		return exit.With(exit.Stale)
	}
	return nil
}

// changesOf wraps differences that make no cases.
func changesOf(changes []revision.Change) []impact.Change {
	out := make([]impact.Change, len(changes))
	for i, c := range changes {
		out[i].Change = c
	}
	return out
}

// about finds the documents of some operations.
func about(d *sides.Documents, has func(*contract.Operation) bool) []*revision.Document {
	return slices.DeleteFunc(slices.Clone(d.All), func(one *revision.Document) bool { return !has(one.Operation) })
}
