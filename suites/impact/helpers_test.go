package impact_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// all loads every revision once; nobody changes what it gives.
var all = sync.OnceValues(specs.Revisions)

// online is the key of the operation that has two revisions.
const online = "smartag/DescribeUserOnlineClientStatistics"

// under gives the operations with one revision of the one that has two: "001" or
// "002".
func under(t testing.TB, document string) []*contract.Operation {
	t.Helper()
	revisions, err := all()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(slices.Clone(revisions), func(o *contract.Operation) bool { return o.Key() == online && o.Document != document })
}

// only gives one revision alone.
func only(t testing.TB, document string) []*contract.Operation {
	t.Helper()
	return slices.DeleteFunc(under(t, document), func(o *contract.Operation) bool { return o.Key() != online })
}

var keys = sign.Credentials{ID: "emulator-key-id", Secret: "emulator-secret"}

// serving is the emulator of some documents, with names of faults and variants,
// and readings as SET=READING.
func serving(t testing.TB, operations []*contract.Operation, names ...string) http.Handler {
	t.Helper()
	options := emulator.Options{Operations: operations, Credentials: []sign.Credentials{keys}, CheckSignatures: true}
	for _, name := range names {
		if set, reading, ok := strings.Cut(name, "="); ok {
			options.Readings = map[string]string{set: reading}
		} else if slices.ContainsFunc(emulator.Variants(), func(v emulator.Variant) bool { return v.Name == name }) {
			options.Variants = append(options.Variants, name)
		} else {
			options.Faults = append(options.Faults, name)
		}
	}
	handler, err := emulator.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// everything is every case but those of the rate, which take seconds.
var everything = run.Selection{Level: contract.May, Profiles: []contract.Profile{contract.Documents, contract.Gateway}}

// words are the configuration of a run that asks everything.
var words = map[string]string{"level": "may", "profile": "contract,gateway"}

// recorded runs the suite of some documents against a handler and gives the
// record, written and read.
func recorded(t testing.TB, operations []*contract.Operation, handler http.Handler, selection run.Selection, configuration map[string]string) *record.Run {
	t.Helper()
	tested := target.Handler("handler", handler, keys, target.Config{Operations: operations})
	plan, err := run.New(operations, tested, selection)
	if err != nil {
		t.Fatal(err)
	}
	header := plan.Header(operations, tested.Name, configuration)
	header.Accounts = run.Accounts(tested)
	var out bytes.Buffer
	check(t, run.Begin(tested, run.Options{}).Record(t.Context(), plan, header, "http://t", &out))
	past, err := record.Read("run.jsonl", &out)
	check(t, err)
	return past
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
