// Package conformance is the suite as Ginkgo users run it: each case is one It.
//
//	go tool ginkgo run ./suites/conformance -- --target=http://127.0.0.1:8801
//
// It holds nothing but that: the cases, the sending and the judging are the
// plain packages beside it, and plumb run gives the same verdicts.
package conformance_test

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"
	. "github.com/onsi/gomega"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// options are the flags after "--"; they are those of plumb run.
type options struct {
	target, level, profile, selection, record, specs string
	rate                                             float64
	timeout                                          time.Duration
	proxy                                            string
	noProxy                                          bool
}

func (o *options) declare(flags *flag.FlagSet) {
	flags.StringVar(&o.target, "target", "emulator", "what is tested: emulator, emulator:FAULT, URL, smartag=URL,mna=URL or a target file ending in .yaml")
	flags.StringVar(&o.level, "level", "should", "ask cases of this level and stronger: must, should or may")
	flags.StringVar(&o.profile, "profile", "contract", "parts that are asked, joined by commas: contract, gateway, rate")
	flags.StringVar(&o.selection, "select", "", "ids or beginnings of ids, joined by commas")
	flags.StringVar(&o.record, "record", "", "file for the line-JSON record")
	flags.StringVar(&o.specs, "specs", "", "folder of spec documents instead of those built in")
	flags.Float64Var(&o.rate, "rate", 0, "requests a second of each operation; 0 leaves it to the target")
	flags.StringVar(&o.proxy, "proxy", "", "URL of a proxy; without it that of the environment")
	flags.BoolVar(&o.noProxy, "no-proxy", false, "ask without a proxy, whatever the environment names")
	flags.DurationVar(&o.timeout, "timeout", 10*time.Second, "time for one answer")
}

func TestConformance(t *testing.T) {
	suite, err := prepare(given.meant())
	if err != nil {
		t.Fatal(err)
	}
	RegisterFailHandler(Fail)
	suite.register()
	suite.session = run.Begin(suite.target, run.Options{Timeout: given.timeout, Rate: given.rate})
	if configuration, _ := GinkgoConfiguration(); configuration.ParallelTotal == 1 {
		stop := suite.session.Ahead(context.Background(), suite.willRun(PreviewSpecs("Plumbline conformance")))
		defer stop()
	}
	RunSpecs(t, "Plumbline conformance")
}

func TestMain(m *testing.M) {
	given.declare(flag.CommandLine)
	flag.Parse()
	os.Exit(m.Run())
}

// prepare does everything that can go wrong before a case is asked.
func prepare(o options) (*suite, error) {
	operations, err := specs.Embedded()
	if o.specs != "" {
		operations, err = specs.Folder(o.specs)
	}
	if err != nil {
		return nil, err
	}
	proxy, err := target.ParseProxy(o.proxy, o.noProxy)
	if err != nil {
		return nil, err
	}
	tested, err := target.Parse(o.target, target.Config{Operations: operations, Getenv: os.Getenv, Proxy: proxy})
	if err != nil {
		return nil, err
	}
	selection, err := o.choose()
	if err != nil {
		return nil, err
	}
	plan, err := run.New(operations, tested, selection)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := tested.Reach(ctx); err != nil {
		return nil, err
	}
	return &suite{options: o, operations: operations, target: tested, plan: plan}, nil
}

func (o options) choose() (run.Selection, error) {
	level, err := contract.ParseLevel(o.level)
	selection := run.Selection{Level: level}
	if o.selection != "" {
		selection.Prefixes = strings.Split(o.selection, ",")
	}
	for _, word := range strings.Split(o.profile, ",") {
		profile, wrong := contract.ParseProfile(word)
		if wrong != nil {
			err = wrong
		}
		selection.Profiles = append(selection.Profiles, profile)
	}
	return selection, err
}

// location puts an It at the YAML line of its fact.
func location(l contract.Location) types.CodeLocation {
	return types.CodeLocation{FileName: l.File, LineNumber: l.Line}
}

// given are the flags of this process; the testing package leaves no other way
// to hand them from TestMain to a test.
var given = &options{}

// The suite's own assertion is the one below: everything else is a verdict.
func conforms(message string) { Expect(message).To(BeEmpty()) }
