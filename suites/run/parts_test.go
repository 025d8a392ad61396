package run_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// copies are so many operations of one product: one of the smallest under other names.
func copies(t testing.TB, n int) []*contract.Operation {
	t.Helper()
	small, err := specs.Folders(filepath.Join("..", "..", "fixtures", "operations", "tencent", "organization"))
	if err != nil {
		t.Fatal(err)
	}
	out := make([]*contract.Operation, n)
	for i := range out {
		o := *small[0]
		o.Name = fmt.Sprintf("%s%04d", o.Name, i)
		out[i] = &o
	}
	return out
}

// atNobody is a target that knows some operations, and is not asked.
func atNobody(t testing.TB, ops []*contract.Operation) *target.Target {
	t.Helper()
	tested, err := target.Parse(local, target.Config{Operations: ops, Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	return tested
}

// envelopes selects little of many operations: what is asked of all answers for their ids.
func envelopes(ops []*contract.Operation) run.Selection {
	s := run.Selection{Level: contract.Should}
	for _, o := range ops {
		s.Prefixes = append(s.Prefixes, o.Key()+"/envelope/request-id")
	}
	return s
}

// A plan in parts has every case of the plan that is whole, once, in the order of the
// operations, and announces as much.
func TestPartsAreTheWhole(t *testing.T) {
	ops := copies(t, 40)
	tested := atNobody(t, ops)
	whole, err := run.New(ops, tested, run.Selection{Level: contract.Should})
	if err != nil {
		t.Fatal(err)
	}
	parts, err := run.NewParts(ops, tested, run.Selection{Level: contract.Should})
	if err != nil {
		t.Fatal(err)
	}
	n, ids := 0, map[string]bool{}
	for part := range parts.All() {
		n++
		for _, c := range part.Cases {
			ids[c.ID] = true
		}
	}
	together, all := parts.Whole(), whole.Announced()
	if n < 2 || len(ids) != len(whole.Cases) || len(together.Cases) != len(ids) || parts.Planned != all.Planned || parts.Requests != all.Requests || parts.Measuring != all.Measuring {
		t.Errorf("%d parts have %d cases and announce %d and %d requests; the whole has %d and %d", n, len(ids), parts.Planned, parts.Requests, all.Planned, all.Requests)
	}
	if _, err := run.NewParts(ops, tested, run.Selection{Level: contract.Should, Prefixes: []string{ops[0].Key(), ops[39].Key() + "x"}}); err == nil {
		t.Error("an id that no part has is taken")
	}
}

// What is asked part by part is decided as it is asked whole, and what two answers share is
// found whichever parts they are of.
func TestThroughPartsAsWhole(t *testing.T) {
	ops, keys := copies(t, 40), sign.Credentials{ID: "id", Secret: "secret"}
	for name, alone := range map[string]bool{"one server": false, "a server for the last": true} {
		t.Run(name, func(t *testing.T) {
			tested := target.Handler("handler", lastApart(t, ops, keys, alone), keys, target.Config{Operations: ops})
			parts, err := run.NewParts(ops, tested, envelopes(ops))
			if err != nil {
				t.Fatal(err)
			}
			decided, failed := 0, []string(nil)
			session := run.Begin(tested, run.Options{})
			finished := session.Through(t.Context(), parts, func(d run.Decided) {
				decided++
				for _, number := range d.Exchanges {
					session.Exchange(number) // what was let go is nobody's any more
				}
				if d.Outcome != finding.Pass {
					failed = append(failed, d.Case.ID+": "+string(d.Outcome))
				}
			})
			want := []string(nil)
			if alone {
				want = []string{ops[39].Key() + "/envelope/request-id/not-repeated: fail"}
			}
			if !finished || decided != parts.Planned || !slices.Equal(failed, want) {
				t.Errorf("%d of %d decided, not passed %q, want %q", decided, parts.Planned, failed, want)
			}
		})
	}
}

// lastApart serves operations by one server or, alone, the last one by a server of its own:
// each counts its request ids from one.
func lastApart(t *testing.T, ops []*contract.Operation, keys sign.Credentials, alone bool) http.Handler {
	t.Helper()
	var servers [2]http.Handler
	for i := range servers {
		server, err := emulator.New(emulator.Options{Operations: ops, Credentials: []sign.Credentials{keys}, CheckSignatures: true})
		if err != nil {
			t.Fatal(err)
		}
		servers[i] = server
	}
	return byAction(ops[len(ops)-1].Name, alone, servers)
}

// What a plan holds does not grow with the operations: only what they are does.
func TestPartsAreLetGo(t *testing.T) {
	most := func(n int) uint64 {
		ops := copies(t, n)
		parts, err := run.NewParts(ops, atNobody(t, ops), run.Selection{Level: contract.Should})
		if err != nil {
			t.Fatal(err)
		}
		var held uint64
		for part := range parts.All() {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			held = max(held, m.HeapAlloc)
			runtime.KeepAlive(part)
		}
		return held
	}
	few, many := most(50), most(200)
	t.Logf("at most %d KB for 50 operations, %d KB for 200", few>>10, many>>10)
	if 10*many > 13*few {
		t.Errorf("a plan of 200 operations holds %d bytes, of 50 %d", many, few)
	}
}
