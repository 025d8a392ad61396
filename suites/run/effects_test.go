package run_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/target"
)

// closing is an operation that may change things, with an effect to be filled in.
const closing = `openapi: "3.0.3"
info: {title: CloseDepot, version: "2031-01-01", description: Closes a depot.}
x-operation:
  provider: alibaba
  product: post
  protocol: alibaba-rpc
  revision: "1"
  document: "900"
  x-source: "900:1"
  effect: {%s, x-source: "900:1"}
  formats: [{value: json, x-source: "900:1"}]
  carriers:
    - {id: get, method: GET, place: query, level: must, x-source: "900:1"}
    - {id: post, method: POST, place: form, level: should, x-source: common}
paths: {}
components:
  schemas:
    Request:
      type: object
      required: [Depot]
      properties:
        Depot: {type: string, example: north, x-source: "900:2", x-fixture: {key: depot, need: mandatory, default: north, unknown: unknown-depot, absent: nowhere}}
        Size: {type: integer, enum: [1, 2, 3], x-source: "900:4"}
        DryRun: {type: string, enum: ["true", "false"], x-source: "900:5"}
    Response:
      type: object
      required: [RequestId]
      x-source: "900:7"
      properties: {RequestId: {type: string, x-source: "900:8"}}
x-requests: [{id: plain, complete: true, x-source: "900:12", args: {Depot: north}}]
x-errors:
  - {code: NoDepot, status: 400, message: You must name a depot., x-source: "900:13", triggers: [{parameter: Depot, when: absent, level: must}]}
  - {code: DepotNotFound, status: 404, message: There is no such depot., x-source: "900:14", triggers: [{parameter: Depot, when: unknown, level: must}]}
`

// yard is a server with one depot, which can be closed once.
type yard struct {
	op            *contract.Operation
	once          bool // false for a server that answers the same each time
	handler       http.Handler
	mu            sync.Mutex
	seen          []emulator.Observation
	done          int
	inside, crowd atomic.Int32
}

func yardKeys() sign.Credentials { return sign.Credentials{ID: "yard-key", Secret: "yard-secret"} }

func newYard(t *testing.T, op *contract.Operation, once bool, faults ...string) *yard {
	t.Helper()
	y := &yard{op: op, once: once}
	handler, err := emulator.New(emulator.Options{Operations: []*contract.Operation{op}, Credentials: []sign.Credentials{yardKeys()}, CheckSignatures: true, Faults: faults, Observe: func(o emulator.Observation) { y.seen = append(y.seen, o) }})
	if err != nil {
		t.Fatal(err)
	}
	y.handler = handler
	return y
}

func (y *yard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	y.crowd.Store(max(y.crowd.Load(), y.inside.Add(1)))
	defer y.inside.Add(-1)
	y.mu.Lock()
	defer y.mu.Unlock()
	kept := httptest.NewRecorder()
	y.handler.ServeHTTP(kept, r)
	last := y.seen[len(y.seen)-1]
	body, id := kept.Body.Bytes(), regexp.MustCompile(`[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}`)
	if last.Code == "" && last.Args.JSON() != "{}" && !strings.Contains(last.Args.JSON(), `"DryRun":"true"`) {
		if y.done++; y.done > 1 && y.once {
			row, _ := y.op.Error("DepotNotFound")
			_, body = emulator.Refused(y.op, contract.JSON, r.Host, emulator.Refusal{Code: row.Code, Status: row.Status, Message: row.Message})
			kept.Code, body = row.Status, id.ReplaceAll(body, id.Find(kept.Body.Bytes()))
		}
	}
	w.Header().Set("Content-Type", kept.Header().Get("Content-Type"))
	w.WriteHeader(kept.Code)
	_, _ = w.Write(body)
}

func closed(t *testing.T, effect string) *contract.Operation {
	t.Helper()
	op, err := specs.Read("CloseDepot.yaml", fmt.Appendf(nil, closing, effect))
	if err != nil {
		t.Fatal(err)
	}
	return op
}

// ask asks a yard and gives what was decided, by outcome, and every reason of a skip.
func ask(t *testing.T, y *yard, leave bool) (outcomes map[finding.Outcome]int, reasons string, broken []string) {
	t.Helper()
	e := run.Embedding{Keys: yardKeys(), Operations: []*contract.Operation{y.op}, Selection: run.Selection{Level: contract.May, Profiles: []contract.Profile{contract.Documents, contract.Gateway, contract.Frequency}, Draw: 5}}
	if leave {
		e.Selection.Writes = []string{y.op.Key()}
	}
	decided, err := run.Against(t.Context(), y, e)
	if err != nil {
		t.Fatal(err)
	}
	outcomes = map[finding.Outcome]int{}
	for _, d := range decided {
		outcomes[d.Outcome]++
		reasons += d.Reason + "\n"
		if d.Breaks() && d.Case.Profile == contract.Documents {
			broken = append(broken, d.String())
		}
	}
	return outcomes, reasons, broken
}

// Without leave nothing whole is sent; with it what is not said to be repeatable is
// done once, and no two requests are under way.
func TestAWriteIsAskedWithCare(t *testing.T) {
	for _, row := range []struct {
		name, effect  string
		leave, once   bool
		least, most   int // requests that do it
		passes        int // at least
		every, reason string
	}{
		{"unsaid", "value: write", false, true, 0, 0, 8, "", "a write: asked only with --writes post/CloseDepot"},
		{"allowed", "value: write", true, true, 1, 1, 30, "", "a write is done once"},
		{"repeatable", "value: write, repeatable: true", true, false, 20, 1000, 60, "", "a write is asked one request at a time"},
		{"tried", "value: dry-run, parameter: DryRun, argument: \"true\"", false, true, 0, 0, 12, `"DryRun":"true"`, "a write: asked only with"},
		{"read", "value: read", false, false, 20, 1000, 60, "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			y := newYard(t, closed(t, row.effect), row.once)
			outcomes, reasons, broken := ask(t, y, row.leave)
			if len(broken) > 0 {
				t.Errorf("called wrong:\n%s", strings.Join(broken, "\n"))
			}
			if y.done < row.least || y.done > row.most || outcomes[finding.Pass] < row.passes {
				t.Errorf("done %d times, %v", y.done, outcomes)
			}
			if !strings.Contains(reasons, row.reason) {
				t.Errorf("no case is skipped as %q", row.reason)
			}
			if crowd := y.crowd.Load(); row.name != "read" && crowd > 1 {
				t.Errorf("%d requests are under way at once", crowd)
			}
			for _, o := range y.seen {
				args := o.Args.JSON()
				if o.Args != nil && (!strings.Contains(args, row.every) || row.name == "unsaid" && strings.Contains(args, "Depot")) {
					t.Errorf("sent: %s", args)
				}
			}
		})
	}
}

// A server that takes what lacks its parameter is found out without leave.
func TestAWriteThatTakesTooMuchIsFoundWithoutLeave(t *testing.T) {
	y := newYard(t, closed(t, "value: write"), true, "accepts-absent@CloseDepot/Depot")
	if _, _, broken := ask(t, y, false); len(broken) == 0 {
		t.Error("nothing is found")
	}
}

// What came to a server and was not answered is not asked for again: it may be done.
func TestALostWriteIsNotRepeated(t *testing.T) {
	op := closed(t, "value: write")
	var whole atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("Depot") == "north" && r.URL.Query().Get("Size") == "" && r.URL.Query().Get("DryRun") == "" {
			whole.Add(1)
		}
		panic(http.ErrAbortHandler)
	}))
	defer server.Close()
	tested, err := target.Parse(server.URL, target.Config{Operations: []*contract.Operation{op}, Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := run.New([]*contract.Operation{op}, tested, run.Selection{Level: contract.Must, Prefixes: []string{op.Key() + "/carrier"}, Writes: []string{op.Key()}})
	if err != nil {
		t.Fatal(err)
	}
	run.Begin(tested, run.Options{Writes: []string{op.Key()}}).Each(context.Background(), plan, func(run.Decided) {})
	if whole.Load() != 1 {
		t.Errorf("sent %d times", whole.Load())
	}
}
