package run

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/target"
)

// Embedding says what Against asks. The zero value asks what plumb run does, of
// an emulator that holds the world of ours: its region, instance, users and
// devices (fixtures/emulator.World).
type Embedding struct {
	Selection  Selection             // no level is must and should
	Operations []*contract.Operation // nil for the built-in documents
	// Accounts replace what is known of a product's account, by product.
	Accounts map[string]probe.Account
	Keys     sign.Credentials // what requests are signed with; usual ones if empty
	Options  Options
}

// Against asks a handler of this process, without a network: an emulator author
// runs the suite from their own go test with it. It returns every verdict in the
// order decided; the error is one of the embedding, or that ctx ended first.
func Against(ctx context.Context, handler http.Handler, e Embedding) ([]Decided, error) {
	if err := e.fill(); err != nil {
		return nil, err
	}
	e.Options.Writes = e.Selection.Writes
	t := target.Handler("handler", handler, e.Keys, target.Config{Operations: e.Operations})
	for name, account := range e.Accounts {
		p, served := t.Products[name]
		if !served {
			return nil, fmt.Errorf("%q is no product of these operations", name)
		}
		p.Account = account
		t.Products[name] = p
	}
	plan, err := New(e.Operations, t, e.Selection)
	if err != nil {
		return nil, err
	}
	var out []Decided
	if !Begin(t, e.Options).Each(ctx, plan, func(d Decided) { out = append(out, d) }) {
		return out, fmt.Errorf("%d of %d cases decided: %w", len(out), len(plan.Cases), context.Cause(ctx))
	}
	return out, nil
}

func (e *Embedding) fill() error {
	if e.Operations == nil {
		operations, err := specs.Embedded()
		if err != nil {
			return err
		}
		e.Operations = operations
	}
	if e.Selection.Level == "" {
		e.Selection.Level = contract.Should
	}
	if e.Keys == (sign.Credentials{}) {
		e.Keys = sign.Credentials{ID: "plumbline-key-id", Secret: "plumbline-secret"}
	}
	return nil
}

// Breaks tells whether a verdict speaks against the target: it breaks a must or
// a should, or could not be asked.
func (d Decided) Breaks() bool {
	return d.Outcome == finding.Error || d.Outcome == finding.Fail && d.Case.Level != contract.May
}

// Broken gives an error for each verdict that speaks against the target, and the
// one of Against itself: nothing is wrong with a handler of which
// Broken(Against(…)) is empty. A run in which nothing could be asked has shown
// nothing, which is an error too.
func Broken(verdicts []Decided, err error) []error {
	var out []error
	asked := false
	for _, d := range verdicts {
		asked = asked || d.Outcome == finding.Pass || d.Outcome == finding.Fail
		if d.Breaks() {
			out = append(out, errors.New(d.String()))
		}
	}
	if err == nil && !asked {
		err = fmt.Errorf("none of %d cases could be asked", len(verdicts))
	}
	if err != nil {
		out = append(out, err)
	}
	return out
}

// String says what was demanded, what came and how to ask again, in a few lines.
func (d Decided) String() string {
	lines := []string{fmt.Sprintf("%s: %s", d.Outcome, d.Case.ID), fmt.Sprintf("%s (%s)", d.Case.Text, d.Case.Level)}
	for _, line := range [][2]string{{"expected", d.Expected}, {"received", d.Received}, {"because", d.Reason}} {
		if line[1] != "" {
			lines = append(lines, line[0]+" "+line[1])
		}
	}
	lines = append(lines, fmt.Sprintf("stated %s, %s", d.Case.Origin.Sources, d.Case.Origin.Location))
	if needs := Needs(d.Case); d.Culprit >= 0 && d.Culprit < len(needs) {
		lines = append(lines, "repeat "+wire.Curl(needs[d.Culprit], "http://127.0.0.1"))
	}
	return strings.Join(lines, "\n  ")
}
