package revisions_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// side is one side of a change: its document, the emulator of it, and what that
// answers to the side's own cases.
type side struct {
	asking
	document *revision.Document
	handler  http.Handler
	past     *record.Run // the run, as a file would have it
	own      []run.Decided
}

func (s *side) operations() []*contract.Operation {
	return []*contract.Operation{s.document.Operation}
}

func keys() sign.Credentials {
	return sign.Credentials{ID: "emulator-key-id", Secret: "emulator-secret"}
}

// asking says which cases are asked: every one, but those of the rate, which
// take seconds, only where they are what changes.
type asking struct{ rate bool }

func (a asking) profiles() []contract.Profile {
	out := []contract.Profile{contract.Documents, contract.Gateway}
	if a.rate {
		out = append(out, contract.Frequency)
	}
	return out
}

func (a asking) selection(op *contract.Operation) run.Selection {
	return run.Selection{Level: contract.May, Profiles: a.profiles(), Writes: []string{op.Key()}}
}

// words are the configuration of such a run.
func (a asking) words() map[string]string {
	var profiles []string
	for _, p := range a.profiles() {
		profiles = append(profiles, string(p))
	}
	return map[string]string{"level": string(contract.May), "profile": strings.Join(profiles, ",")}
}

// account is what is asked about. The emulator knows nothing of these operations
// but their documents and answers with the examples in them, one row for "anna"
// and one point at the begin of the period, so there is nobody else.
func account() probe.Account {
	world := emulator.World()
	return probe.Account{Values: map[string][]string{
		"instance": {world.Instance}, "unknown-instance": {world.UnknownInstance}, "users": {"anna"},
		"devices": world.Devices, "begin": {"1600000000"}, "end": {"1600003600"},
	}}
}

// serve reads a side, starts its emulator and asks that the side's own cases.
func serve(file string, text []byte, which asking) (*side, error) {
	document, err := revision.Read(file, text)
	if err != nil {
		return nil, err
	}
	s := &side{asking: which, document: document}
	s.handler, err = emulator.New(emulator.Options{Operations: s.operations(), Credentials: []sign.Credentials{keys()}, CheckSignatures: true})
	if err != nil {
		return nil, err
	}
	if s.own, err = s.asked(s); err != nil {
		return nil, err
	}
	s.past, err = s.recorded()
	return s, err
}

// asked asks the side's emulator the cases of a side.
func (s *side) asked(of *side) ([]run.Decided, error) {
	operation := of.document.Operation
	return run.Against(context.Background(), s.handler, run.Embedding{
		Operations: of.operations(), Selection: s.selection(operation), Keys: keys(), Accounts: map[string]probe.Account{operation.Product: account()},
	})
}

// recorded runs the side's own cases and gives the record, written and read.
func (s *side) recorded() (*record.Run, error) {
	tested := target.Handler("handler", s.handler, keys(), target.Config{Operations: s.operations()})
	for name, product := range tested.Products {
		product.Account = account()
		tested.Products[name] = product
	}
	plan, err := run.New(s.operations(), tested, s.selection(s.document.Operation))
	if err != nil {
		return nil, err
	}
	header := plan.Header(s.operations(), tested.Name, s.words())
	header.Accounts = run.Accounts(tested)
	var out bytes.Buffer
	if err := run.Begin(tested, run.Options{Writes: []string{s.document.Operation.Key()}}).Record(context.Background(), plan, header, "http://t", &out); err != nil {
		return nil, fmt.Errorf("the run cannot be recorded: %w", err)
	}
	return record.Read("run.jsonl", &out)
}
