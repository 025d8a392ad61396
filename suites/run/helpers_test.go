package run_test

import (
	"flag"
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// embedded loads the documents once; nobody changes what it gives.
var embedded = sync.OnceValues(specs.Embedded)

func operations(t testing.TB) []*contract.Operation {
	t.Helper()
	all, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// runs is how many random runs are made of each kind: make check makes all.
var runs = flag.Int("runs", 0, "make so many random runs of each kind; 0 for a few")

// howMany says how many of all runs are made: as many as the flag says, else some, and
// few in a hurry.
func howMany(all, some int) int {
	switch {
	case *runs > 0:
		return min(*runs, all)
	case testing.Short():
		return min(some, 6)
	}
	return some
}

// through is a target on this machine or, as remote, elsewhere, whose network is
// a handler of the test.
func through(t testing.TB, word string, transport http.RoundTripper) *target.Target {
	t.Helper()
	tested, err := target.Parse(word, target.Config{Operations: operations(t), Getenv: func(string) string { return "" }, Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return tested
}

// The words of targets whose network a test replaces.
const (
	local  = "http://127.0.0.1:1"
	remote = "http://cloud.example"
)

// planned is the plan of some cases, or of all at level should for none.
func planned(t testing.TB, tested *target.Target, prefixes ...string) run.Plan {
	t.Helper()
	plan, err := run.New(operations(t), tested, run.Selection{Level: contract.Should, Prefixes: prefixes})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// carried carries a plan out and gives its verdicts.
func carried(t testing.TB, session *run.Session, plan run.Plan) []run.Decided {
	t.Helper()
	var out []run.Decided
	if !session.Each(t.Context(), plan, func(d run.Decided) { out = append(out, d) }) {
		t.Error("the run did not finish")
	}
	return out
}

// digest is equal for runs that decide the same cases in the same way.
func digest(decided []run.Decided) string {
	var lines []string
	for _, d := range decided {
		lines = append(lines, d.Case.ID+" "+string(d.Outcome))
	}
	slices.Sort(lines)
	sum := fnv.New64a()
	fmt.Fprint(sum, lines)
	return fmt.Sprintf("%d cases %x", len(lines), sum.Sum64())
}

// tripper is a network that a function stands in for.
type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
