package probe_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/target"
)

// update is the flag; the testing package leaves no other way to hand it on.
var update = flag.Bool("update", false, "write the golden list of cases anew")

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

// accounts gives what is known of the target of a word.
func accounts(t testing.TB, word string) map[string]probe.Account {
	t.Helper()
	tested, err := target.Parse(word, target.Config{Operations: operations(t), Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	return tested.Accounts()
}

// cases gives the cases for the emulator's account.
func cases(t testing.TB) []probe.Case {
	t.Helper()
	return probe.Cases(operations(t), accounts(t, "emulator"))
}

// profiled gives the cases for the account of a target file.
func profiled(t *testing.T, text string) []probe.Case {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cloud.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return probe.Cases(operations(t), accounts(t, file))
}

// understood gives the arguments of a request as a server reads them off the
// wire: lists that were written as pairs are lists again.
func understood(t testing.TB, r wire.Request) contract.Args {
	t.Helper()
	request, err := wire.Encode(r, wire.Endpoint{URL: "http://target.invalid", Scheme: sign.None}, wire.Stamp{Time: time.Unix(1_600_000_000, 0), Nonce: "n", Count: 1})
	if err != nil {
		t.Fatal(err)
	}
	received := wire.ProtocolOf(r.Operation).Decode(request, wire.BodyOf(request))
	return received.ArgsFor(r.Operation)
}

// violations says what a request violates, as "UserNames maxItems", sorted.
func violations(t testing.TB, r wire.Request) string {
	t.Helper()
	var out []string
	for _, v := range r.Operation.Check(understood(t, r)) {
		out = append(out, v.Parameter+" "+string(v.Keyword))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// judged is the request whose answer decides a case of a single one.
func judged(c probe.Case) wire.Request { return c.Requests[len(c.Requests)-1] }

// placed is an id without its operation: "UserNames/maxItems/at-limit".
func placed(id string) string { return strings.SplitN(id, "/", 3)[2] }
