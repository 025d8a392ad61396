package mutants_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// kill is what the suite says of one fault.
type kill struct {
	fault emulator.Fault
	// named are the requirements of the failed cases; cases are their ids.
	named, cases []string
}

// caught tells whether any case failed.
func (k kill) caught() bool { return len(k.named) > 0 }

// aimed tells whether the broken requirement is among those named.
func (k kill) aimed() bool { return slices.Contains(k.named, k.fault.Breaks) }

// others counts the requirements that are named beside the broken one.
func (k kill) others() int {
	if k.aimed() {
		return len(k.named) - 1
	}
	return len(k.named)
}

// measure runs the suite against each fault. A run waits twice as long as it works,
// for bursts that begin in a second of their own, so that more are under way than
// there are processors. A fault is at one operation; its cases are asked.
func measure(operations []*contract.Operation, faults []emulator.Fault) ([]kill, error) {
	out := make([]kill, len(faults))
	errs := make([]error, len(faults))
	work := make(chan int)
	var workers sync.WaitGroup
	for range 3 * runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range work {
				out[i], errs[i] = against(operations, faults[i])
			}
		})
	}
	for i := range faults {
		work <- i
	}
	close(work)
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// against runs the suite against one fault.
func against(operations []*contract.Operation, fault emulator.Fault) (kill, error) {
	failed, err := failures(operations, emulator.Options{Faults: []string{fault.Name}}, operationOf(fault), contract.Should.Weaker(fault.Level))
	k := kill{fault: fault}
	for _, v := range failed {
		if fault.Change.Remembers && v.Case.Requirement != fault.Breaks {
			continue // which other requests meet what sticks is chance, since they are sent at once
		}
		k.cases = append(k.cases, v.Case.ID)
		if !slices.Contains(k.named, v.Case.Requirement) {
			k.named = append(k.named, v.Case.Requirement)
		}
	}
	return k, err
}

// operationOf is the operation a fault is at.
func operationOf(f emulator.Fault) string {
	words := strings.SplitN(f.Breaks, "/", 3)
	return strings.Join(words[:2], "/")
}

// failures gives the verdicts that are no pass.
func failures(operations []*contract.Operation, options emulator.Options, operation string, level contract.Level) ([]judge.Verdict, error) {
	all, err := verdicts(operations, options, operation, level)
	return slices.DeleteFunc(all, func(v judge.Verdict) bool { return v.Outcome != finding.Fail && v.Outcome != finding.Error }), err
}

// verdicts runs the cases of an operation, or of all for "", against an emulator
// in this process, asking down to a level.
func verdicts(operations []*contract.Operation, options emulator.Options, operation string, level contract.Level) ([]judge.Verdict, error) {
	keys := sign.Credentials{ID: "mutants-key-id", Secret: "mutants-secret"}
	options.Operations, options.Credentials, options.CheckSignatures = operations, []sign.Credentials{keys}, true
	handler, err := emulator.New(options)
	if err != nil {
		return nil, err
	}
	product, _, _ := strings.Cut(operation, "/") // with its others: a file is held against what they answer
	asked := slices.DeleteFunc(slices.Clone(operations), func(o *contract.Operation) bool { return operation != "" && o.Product != product })
	config := target.Config{Operations: operations}
	tested := target.Handler("mutant", handler, keys, config)
	profiles := []contract.Profile{contract.Documents, contract.Gateway, contract.Files}
	if len(options.Faults) > 0 && strings.HasPrefix(options.Faults[0], "serves-") {
		profiles = append(profiles, contract.Frequency) // waits a second, so that it is asked only where it matters
	}
	selection := run.Selection{Level: level, Profiles: profiles}
	if operation != "" {
		selection.Prefixes = []string{operation}
	}
	plan, err := run.New(asked, tested, selection)
	if err != nil {
		return nil, err
	}
	var out []judge.Verdict
	session := run.Begin(tested, run.Options{Workers: 2})
	if !session.Each(context.Background(), plan, func(d run.Decided) {
		out = append(out, d.Verdict)
	}) {
		return nil, fmt.Errorf("the run against %v did not finish", options.Faults)
	}
	return out, nil
}

// asked gives the ids of all cases that the emulator is asked at a level.
func asked(operations []*contract.Operation, level contract.Level) ([]string, error) {
	handler, err := emulator.New(emulator.Options{Operations: operations})
	if err != nil {
		return nil, err
	}
	tested := target.Handler("emulator", handler, sign.Credentials{ID: "id", Secret: "secret"}, target.Config{Operations: operations})
	plan, err := run.New(operations, tested, run.Selection{Level: level, Profiles: contract.Profiles()})
	var out []string
	for _, c := range plan.Cases {
		out = append(out, c.ID)
	}
	return out, err
}
