// Package question is what a run is told: whom it asks, which cases, how fast.
// Its flags are those of plumb run, and those behind "--" of the Ginkgo suite.
package question

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// Question says which cases are asked, of whom.
type Question struct {
	Target, Level               string
	Specs                       []string // folders; none for the built-in documents
	Profiles, Prefixes, Skipped []string
	OnlyFailed                  string   // a record: only what failed there is asked
	Shard                       string   // "2/4", "" for all operations
	Writes                      []string // keys of operations that may change things, and may be asked
	Draw                        int      // requests for each operation, beside the written cases
	Seed                        uint64
	Proxy                       string
	NoProxy                     bool

	// Loaded is told how many operations there are before their cases are made; it may be nil.
	Loaded func(operations int)

	only []string // ids, of OnlyFailed
}

// Whom adds the flags that say which specs and which target.
func (q *Question) Whom(f *pflag.FlagSet) {
	f.StringVar(&q.Target, "target", "emulator", "`TARGET`: emulator, emulator:FAULT, a URL, PRODUCT=URL,…, or a target file ending in .yaml")
	Folders(f, &q.Specs)
	f.StringArrayVar(&q.Writes, "writes", nil, "ask `OPERATION` too, as PRODUCT/Action, which may change things (repeatable); without it such a one is sent only what changes nothing")
}

// Folders adds the flag that says which documents are meant.
func Folders(f *pflag.FlagSet, into *[]string) {
	f.StringArrayVar(into, "specs", nil, "load the documents below `DIR` instead of the built-in ones (repeatable, they add up)")
}

// Which adds the flags that say which cases.
func (q *Question) Which(f *pflag.FlagSet) {
	f.StringVar(&q.Level, "level", string(contract.Should), "ask cases of this `LEVEL` and stronger: must, should or may")
	f.StringSliceVar(&q.Profiles, "profile", []string{string(contract.Documents)}, "`PARTS` of the promise: "+strings.Join(everyProfile(), ", "))
	f.StringArrayVar(&q.Prefixes, "select", nil, "ask only cases whose id begins with `ID-PREFIX` (repeatable)")
	f.StringArrayVar(&q.Skipped, "skip", nil, "do not ask cases whose id begins with `ID-PREFIX` (repeatable)")
	f.StringVar(&q.Shard, "shard", "", "ask the part `I/N` of the operations: I counts from 1, or from 0; the records of all N are one run to report and gate")
	f.StringVar(&q.OnlyFailed, "only-failed", "", "ask only what failed in `RECORD`, of its target unless --target names another")
}

// Way adds the flags that say how the target is reached.
func (q *Question) Way(f *pflag.FlagSet) {
	f.StringVar(&q.Proxy, "proxy", "", "ask through the proxy at `URL`; without it the one that HTTP_PROXY or HTTPS_PROXY names, but for what NO_PROXY names")
	f.BoolVar(&q.NoProxy, "no-proxy", false, "ask without a proxy, whatever the environment names")
}

// Given refuses a flag that is given and holds nothing, as of a variable that is not
// set: whoever gives it wants something. Only a prefix may be empty, with which all
// ids begin. The error says which flag it is.
func Given(f *pflag.FlagSet) (err error) {
	f.VisitAll(func(flag *pflag.Flag) { // not Visit: it knows nothing of those that the flag package has set
		name, _ := pflag.UnquoteUsage(flag)
		empty := flag.Value.Type() == "string" && flag.Value.String() == ""
		if several, ok := flag.Value.(pflag.SliceValue); ok {
			empty = slices.Contains(several.GetSlice(), "")
		}
		if err == nil && flag.Changed && empty && !strings.HasSuffix(name, "PREFIX") {
			err = fmt.Errorf("--%s is given and empty: leave it out, or give it its %s", flag.Name, name)
		}
	})
	return err
}

// Everything is the selection of a case by its id alone.
func (q *Question) Everything(id string) {
	q.Level, q.Profiles, q.Prefixes = string(contract.May), everyProfile(), []string{id}
}

// everyProfile gives the words of all profiles.
func everyProfile() []string {
	var out []string
	for _, p := range contract.Profiles() {
		out = append(out, string(p))
	}
	return out
}

// Prepared is a question that makes sense.
type Prepared struct {
	Operations []*contract.Operation
	Target     *target.Target
	Selection  run.Selection
	Parts      *run.Parts
}

// Failed limits the question to what failed in the record that OnlyFailed names,
// asked as it was there unless the flags say otherwise. given tells of a flag
// whether it was given. A record in which nothing failed is an error.
func (q *Question) Failed(past *record.Run, given func(flag string) bool) error {
	for _, v := range past.Verdicts {
		if v.Outcome == finding.Fail || v.Outcome == finding.Error {
			q.only = append(q.only, v.ID)
		}
	}
	if len(q.only) == 0 {
		return fmt.Errorf("nothing failed in %s: there is nothing to ask again", q.OnlyFailed)
	}
	q.As(past.Header, given)
	if !given("level") {
		q.Level = string(contract.May) // ids say enough
	}
	if !given("profile") {
		q.Profiles = everyProfile()
	}
	return nil
}

// As asks the target of a record, by the documents and on the way of its run,
// but for what flags say otherwise.
func (q *Question) As(h record.Header, given func(flag string) bool) {
	if h.Configuration["target"] == "" && strings.HasPrefix(h.Target, "http") && !given("target") {
		q.Target = h.Target // of a record from before the word was kept
	}
	if value := h.Configuration["target"]; value != "" && !given("target") {
		q.Target = value
	}
	if value := h.Configuration["specs"]; value != "" && !given("specs") {
		q.Specs = filepath.SplitList(value)
	}
	if h.Configuration["no-proxy"] != "" && !given("no-proxy") && !given("proxy") {
		q.NoProxy = true
	}
}

// Prepare loads the specs, finds the target and announces the plan. Nothing is sent;
// whatever is wrong is the user's to mend.
func (q *Question) Prepare(getenv func(string) string) (*Prepared, error) {
	var p Prepared
	var err error
	if p.Selection, err = q.selected(); err != nil {
		return nil, err
	}
	if p.Operations, err = Documents(q.Specs...); err != nil {
		return nil, err
	}
	if q.Loaded != nil {
		q.Loaded(len(p.Operations))
	}
	if err = permitted(q.Writes, p.Operations); err != nil {
		return nil, err
	}
	if p.Target, err = q.Find(p.Operations, getenv); err != nil {
		return nil, err
	}
	asked, err := shard(q.Shard, p.Operations, q.Prefixes)
	if err != nil {
		return nil, err
	}
	if p.Parts, err = run.NewParts(asked, p.Target, p.Selection); err != nil {
		return nil, err
	}
	return &p, nil
}

// Find finds the target, and asks it nothing. A proxy that is no URL, and what
// target.Parse refuses, are errors.
func (q *Question) Find(operations []*contract.Operation, getenv func(string) string) (*target.Target, error) {
	proxy, err := target.ParseProxy(q.Proxy, q.NoProxy)
	if err != nil {
		return nil, err
	}
	return target.Parse(q.Target, target.Config{Operations: operations, Getenv: getenv, Proxy: proxy})
}

func (q *Question) selected() (run.Selection, error) {
	level, err := contract.ParseLevel(q.Level)
	if err != nil {
		return run.Selection{}, err
	}
	selection := run.Selection{Level: level, Prefixes: q.Prefixes, Skip: q.Skipped, Only: q.only, Draw: q.Draw, Seed: q.Seed, Writes: q.Writes}
	if selection.Seed == 0 {
		selection.Seed = rand.Uint64N(1_000_000) + 1
	}
	for _, word := range q.Profiles {
		profile, err := contract.ParseProfile(strings.TrimSpace(word))
		if err != nil {
			return run.Selection{}, err
		}
		selection.Profiles = append(selection.Profiles, profile)
	}
	if len(selection.Profiles) == 0 {
		return run.Selection{}, fmt.Errorf("no profile is given; known are %s", strings.Join(everyProfile(), ", "))
	}
	return selection, nil
}

// Documents loads the operations below folders, the built-in ones where none is
// named. It errs as specs.Folders does.
func Documents(dirs ...string) ([]*contract.Operation, error) {
	if len(dirs) == 0 {
		return specs.Embedded()
	}
	return specs.Folders(dirs...)
}
