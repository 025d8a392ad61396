package observe_test

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
	"github.com/plumbline/plumbline/suites/observe"
	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// embedded loads the documents once; nobody changes what it gives.
var embedded = sync.OnceValues(specs.Embedded)

// operations gives the operations of the documents, or the one of a name.
func operations(t testing.TB, name string) []*contract.Operation {
	t.Helper()
	all, err := embedded()
	check(t, err)
	return slices.DeleteFunc(slices.Clone(all), func(o *contract.Operation) bool { return name != "" && o.Name != name })
}

// operationOf is the operation that the name of a fault ends in.
func operationOf(fault string) string {
	_, place, _ := strings.Cut(fault, "@")
	name, _, _ := strings.Cut(place, "/")
	return name
}

var keys = sign.Credentials{ID: "emulator-key-id", Secret: "emulator-secret"}

// serving is the emulator with names of faults and variants, and readings as
// SET=READING.
func serving(t testing.TB, names ...string) http.Handler {
	t.Helper()
	options := emulator.Options{Operations: operations(t, ""), Credentials: []sign.Credentials{keys}, CheckSignatures: true, Readings: map[string]string{}}
	for _, name := range names {
		if set, reading, ok := strings.Cut(name, "="); ok {
			options.Readings[set] = reading
		} else if slices.ContainsFunc(emulator.Variants(), func(v emulator.Variant) bool { return v.Name == name }) {
			options.Variants = append(options.Variants, name)
		} else {
			options.Faults = append(options.Faults, name)
		}
	}
	handler, err := emulator.New(options)
	check(t, err)
	return handler
}

// usual is what plumb run asks without flags.
var usual = run.Selection{Level: contract.Should}

// recorded runs the suite against a handler and gives the record, written and
// read.
func recorded(t testing.TB, ops []*contract.Operation, handler http.Handler, selection run.Selection) *record.Run {
	t.Helper()
	_, past := written(t, ops, handler, selection)
	return past
}

// written is recorded, with the text of the record.
func written(t testing.TB, ops []*contract.Operation, handler http.Handler, selection run.Selection) (string, *record.Run) {
	t.Helper()
	tested := target.Handler("handler", handler, keys, target.Config{Operations: ops})
	plan, err := run.New(ops, tested, selection)
	check(t, err)
	header := plan.Header(ops, tested.Name, map[string]string{})
	header.Accounts = run.Accounts(tested)
	var out bytes.Buffer
	check(t, run.Begin(tested, run.Options{}).Record(t.Context(), plan, header, "http://t", &out))
	past, err := record.Read("run.jsonl", strings.NewReader(out.String()))
	check(t, err)
	return out.String(), past
}

// observed runs the suite against the emulator with some names and says what
// the record shows.
func observed(t testing.TB, ops []*contract.Operation, names ...string) *observe.Observation {
	t.Helper()
	o, err := observe.Read("run.jsonl", ops, recorded(t, ops, serving(t, names...), usual))
	check(t, err)
	return o
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
