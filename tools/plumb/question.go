package main

import (
	"math/rand/v2"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/fixtures/sdk/impact"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

// question is what several commands are told alike: which cases, of whom.
type question struct {
	target, level, specs string
	profiles, prefixes   []string
	draw                 int // requests for each operation, beside the written cases
	seed                 uint64
	proxy                string
	noProxy              bool
}

// flags adds the flags that say which specs and which target.
func (q *question) flags(c *cobra.Command) {
	c.Flags().StringVar(&q.target, "target", "emulator", "`TARGET`: emulator, emulator:FAULT, a URL, PRODUCT=URL,…, or a target file ending in .yaml")
	c.Flags().StringVar(&q.specs, "specs", "", "load the documents below `DIR` instead of the built-in ones")
}

// selection adds the flags that say which cases.
func (q *question) selection(c *cobra.Command) {
	c.Flags().StringVar(&q.level, "level", "should", "ask cases of this `LEVEL` and stronger: must, should or may")
	c.Flags().StringSliceVar(&q.profiles, "profile", []string{"contract"}, "`PARTS` of the promise: contract, gateway, rate")
	c.Flags().StringArrayVar(&q.prefixes, "select", nil, "ask only cases whose id begins with `ID-PREFIX` (repeatable)")
}

// dialling adds the flags that say how the target is reached.
func (q *question) dialling(c *cobra.Command) {
	c.Flags().StringVar(&q.proxy, "proxy", "", "ask through the proxy at `URL`; without it the one that HTTP_PROXY or HTTPS_PROXY names, but for what NO_PROXY names")
	c.Flags().BoolVar(&q.noProxy, "no-proxy", false, "ask without a proxy, whatever the environment names")
}

// everything is the selection of a case by its id alone.
func (q *question) everything(id string) {
	q.level, q.profiles, q.prefixes = "may", []string{"contract", "gateway", "rate"}, []string{id}
}

// prepared is a question that makes sense.
type prepared struct {
	operations []*contract.Operation
	target     *target.Target
	selection  run.Selection
	plan       run.Plan
	impact     *impact.Table
}

// prepare loads the specs, finds the target and makes the plan. Nothing is
// sent; whatever is wrong is the user's to mend.
func (q *question) prepare(s streams) (*prepared, error) {
	var p prepared
	var err error
	if p.selection, err = q.selected(); err != nil {
		return nil, exit.Wrong(err)
	}
	if p.operations, err = load(q.specs); err != nil {
		return nil, exit.Wrong(err)
	}
	proxy, err := target.ParseProxy(q.proxy, q.noProxy)
	if err != nil {
		return nil, exit.Wrong(err)
	}
	if p.target, err = target.Parse(q.target, target.Config{Operations: p.operations, Getenv: s.getenv, Proxy: proxy}); err != nil {
		return nil, exit.Wrong(err)
	}
	if p.plan, err = run.New(p.operations, p.target, p.selection); err != nil {
		return nil, exit.Wrong(err)
	}
	if p.impact, err = impact.Read(); err != nil {
		return nil, exit.Wrong(err)
	}
	return &p, nil
}

func (q *question) selected() (run.Selection, error) {
	level, err := contract.ParseLevel(q.level)
	if err != nil {
		return run.Selection{}, err
	}
	selection := run.Selection{Level: level, Prefixes: q.prefixes, Draw: q.draw, Seed: q.seed}
	if selection.Seed == 0 {
		selection.Seed = rand.Uint64N(1_000_000) + 1
	}
	for _, word := range q.profiles {
		profile, err := contract.ParseProfile(strings.TrimSpace(word))
		if err != nil {
			return run.Selection{}, err
		}
		selection.Profiles = append(selection.Profiles, profile)
	}
	if len(selection.Profiles) == 0 {
		return run.Selection{}, exit.Wrongf("no profile is given; known are contract, gateway, rate")
	}
	return selection, nil
}

func load(dir string) ([]*contract.Operation, error) {
	if dir == "" {
		return specs.Embedded()
	}
	return specs.Folder(dir)
}

// emulatorAddress is where plumb emulate serves unless it is told otherwise.
const emulatorAddress = "127.0.0.1:8801"

// address gives the URL that a command line for a product asks. The embedded
// emulator has none: plumb emulate serves it at its usual one.
func address(t *target.Target, product string) string {
	p, served := t.Products[product]
	if !served || strings.HasSuffix(p.Endpoint.URL, ".invalid") {
		return "http://" + emulatorAddress
	}
	return p.Endpoint.URL
}
