// Package conformance is the suite as Ginkgo users run it: each case is one It.
//
//	go tool ginkgo run ./suites/conformance -- --target=http://127.0.0.1:8801
//
// It holds nothing but that: the cases, the sending and the judging are the
// plain packages beside it, and plumb run gives the same verdicts.
package conformance_test

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"
	. "github.com/onsi/gomega"
	"github.com/spf13/pflag"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/gate"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/record"
)

// options are the flags after "--": those of plumb run that say what is asked.
type options struct {
	question.Run
	flags *pflag.FlagSet
}

// given are the flags of this process; the testing package leaves no other way
// to hand them from TestMain to a test.
var given = declare(flag.CommandLine)

// declare adds the flags of plumb run to those of a test binary.
func declare(to *flag.FlagSet) *options {
	o := &options{flags: pflag.NewFlagSet("", pflag.ContinueOnError)}
	o.Flags(o.flags)
	o.flags.VisitAll(func(f *pflag.Flag) { to.Var(&goFlag{f}, f.Name, f.Usage) })
	for name, own := range map[string]string{"quiet": "--succinct", "requirements": "-v", "color": "--no-color"} {
		to.BoolFunc(name, "of plumb run alone; "+own+" of ginkgo is like it", func(string) error {
			return fmt.Errorf("how plumb run prints; say %s before the --, which is ginkgo's", own)
		})
	}
	return o
}

// goFlag is a flag of plumb run as the flag package knows flags.
type goFlag struct{ *pflag.Flag }

func (f *goFlag) String() string {
	if f.Flag == nil {
		return ""
	}
	return f.Value.String()
}

func (f *goFlag) Set(text string) error {
	f.Changed = true
	return f.Value.Set(text)
}

func (f *goFlag) IsBoolFlag() bool { return f.NoOptDefVal != "" }

func TestConformance(t *testing.T) {
	RegisterFailHandler(Fail)
	suite, err := prepare(given)
	if err != nil {
		t.Fatal(err)
	}
	suite.register()
	configuration, reporter := GinkgoConfiguration()
	configuration.FailOnEmpty = true
	if suite.junit = fromCaller(reporter.JUnitReport); suite.junit != "" {
		reporter.JUnitReport = "" // Ginkgo's own would name no operation and hold no id
		ReportAfterSuite("junit", suite.writeJUnit)
	}
	if configuration.ParallelProcess == 1 {
		stop, err := suite.open(configuration)
		if err != nil {
			t.Fatal(err)
		}
		defer stop()
	}
	RunSpecs(t, "Plumbline conformance", configuration, reporter)
}

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(m.Run())
}

// prepare does everything that can go wrong before a case is asked.
func prepare(o *options) (*suite, error) {
	if err := cmp.Or(question.Given(o.flags), o.Check()); err != nil {
		return nil, err
	}
	o.meant()
	if err := o.failed(); err != nil {
		return nil, err
	}
	prepared, err := o.Prepare(os.Getenv)
	if err != nil {
		return nil, err
	}
	s := &suite{options: o, Prepared: prepared, plan: prepared.Parts.Whole()}
	if s.baseline, err = o.baseline(); err != nil {
		return nil, err
	}
	if configuration, _ := GinkgoConfiguration(); o.Record != "" && configuration.ParallelProcess == 1 { // which may be writing before another looks
		if err := output.Check(o.Record, append(slices.Clone(o.Specs), o.Target, o.Baseline, o.OnlyFailed)...); err != nil {
			return nil, err
		}
	}
	o.Await(context.Background(), prepared.Target)
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return s, prepared.Target.Reach(ctx)
}

// failed limits the question to what failed in the record of --only-failed.
func (o *options) failed() error {
	if o.OnlyFailed == "" {
		return nil
	}
	past, err := record.Load(o.OnlyFailed)
	if err != nil {
		return err
	}
	defer o.meant() // the record has paths as they were typed
	return o.Failed(past, o.flags.Changed)
}

// baseline reads the known deviations; nil if there are none to read.
func (o *options) baseline() (*gate.Baseline, error) {
	if o.Baseline == "" {
		if o.Update {
			return nil, errors.New("--update writes a baseline; name it with --baseline=FILE")
		}
		return nil, nil
	}
	return gate.Load(o.Baseline, o.Update)
}

// location puts an It at the YAML line of its fact.
func location(l contract.Location) types.CodeLocation {
	return types.CodeLocation{FileName: l.File, LineNumber: l.Line}
}

// What is left to assert with Gomega: every flag of plumb run is here, and none
// of them is one of Ginkgo's.
func TestFlags(t *testing.T) {
	g := NewWithT(t)
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	o := declare(flags)
	g.Expect(flags.Parse([]string{"--target=a.yaml", "--select=a/b", "--select", "c", "--update", "--workers=1", "--budget", "3s"})).To(Succeed())
	g.Expect(o.Prefixes).To(Equal([]string{"a/b", "c"}))
	g.Expect(o.Update).To(BeTrue())
	g.Expect(o.Workers).To(Equal(1))
	g.Expect(o.flags.Changed("target")).To(BeTrue())
	g.Expect(question.Given(o.flags)).To(Succeed())
	g.Expect(flags.Parse([]string{"--record="})).To(Succeed())
	g.Expect(question.Given(o.flags)).To(MatchError(ContainSubstring("--record is given and empty")))
	g.Expect(flags.Parse([]string{"--quiet"})).To(MatchError(ContainSubstring("--succinct")))
}
