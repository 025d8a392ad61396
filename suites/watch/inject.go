package watch

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// Injection says what is answered in the stead of an upstream, so that clients meet it.
type Injection struct {
	// Ways are codes of refusals, of an operation's document or of its gateway, and names
	// of emulator.Written; they come by turns.
	Ways []string
	// Every is how manieth request of an operation is answered so.
	Every int
	// Told is told of each, from several goroutines; nil for nobody.
	Told func(op *contract.Operation, way string)
}

// Inject answers some requests of documented operations as a refusal or a legal variant
// would be, and passes the others on to next. What is answered so is not judged. A way
// that an operation does not have is left out there; one that none has is an error.
func (w *Watch) Inject(next http.Handler, in Injection) (http.Handler, error) {
	out := &injecting{Injection: in, next: next, operations: w.options.Operations, ways: map[*contract.Operation][]way{}, counts: map[*contract.Operation]int{}}
	for _, name := range in.Ways {
		found, err := waysOf(w.options.Operations, name)
		if err != nil {
			return nil, err
		}
		for op, answer := range found {
			out.ways[op] = append(out.ways[op], way{name, answer})
		}
	}
	return out, nil
}

// way is a name and what answers so.
type way struct {
	name   string
	answer http.Handler
}

// waysOf gives what answers in a way, for each operation that has it.
func waysOf(operations []*contract.Operation, name string) (map[*contract.Operation]http.Handler, error) {
	out := map[*contract.Operation]http.Handler{}
	if slices.ContainsFunc(emulator.Written(), func(v emulator.Variant) bool { return v.Name == name }) {
		unusual, err := emulator.New(emulator.Options{Operations: operations, Variants: []string{name}})
		for _, op := range operations {
			out[op] = unusual
		}
		return out, err
	}
	var known []string
	for _, op := range operations {
		for _, refusal := range emulator.Refusals(op) {
			known = append(known, refusal.Code)
			if refusal.Code == name {
				out[op] = refusing(op, refusal)
			}
		}
	}
	if len(out) == 0 {
		for _, v := range emulator.Written() {
			known = append(known, v.Name)
		}
		slices.Sort(known)
		return nil, fmt.Errorf("there is no documented code and no variant %q; known are %s", name, strings.Join(slices.Compact(known), ", "))
	}
	return out, nil
}

// refusing refuses a request, in the format that it asks for.
func refusing(op *contract.Operation, refusal emulator.Refusal) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body) // which was read before
		format := contract.JSON
		if received := wire.ProtocolOf(op).Decode(r, content); strings.EqualFold(received.Format, string(contract.XML)) {
			format = contract.XML
		}
		media, body := emulator.Refused(op, format, r.Host, refusal)
		to.Header().Set("Content-Type", media)
		to.WriteHeader(cmp.Or(refusal.Status, op.Gateway.Error.Status.From))
		_, _ = to.Write(body) // a client that went is no news
	})
}

// injecting is a handler that answers some requests itself.
type injecting struct {
	Injection
	next       http.Handler
	operations []*contract.Operation
	ways       map[*contract.Operation][]way

	mu     sync.Mutex
	counts map[*contract.Operation]int // of requests, by operation
}

// ServeHTTP answers a request whose turn it is, and passes any other on. To know what it
// asks for a body of a usual length is read first; a longer one passes as it comes.
func (i *injecting) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	content, err := io.ReadAll(io.LimitReader(r.Body, longestRequest))
	whole := err == nil && len(content) < longestRequest
	passed := r.Clone(r.Context())
	passed.Body = again{io.MultiReader(bytes.NewReader(content), r.Body), r.Body}
	if whole {
		asked := r.Clone(r.Context())
		asked.Body = io.NopCloser(bytes.NewReader(content))
		if op, _ := wire.Recognise(i.operations, asked, content); op != nil {
			if chosen, turn := i.turn(op); turn {
				if i.Told != nil {
					i.Told(op, chosen.name)
				}
				chosen.answer.ServeHTTP(to, asked)
				return
			}
		}
	}
	if len(content) == 0 && whole {
		passed.Body = r.Body // none at all is passed on as none
	}
	i.next.ServeHTTP(to, passed)
}

// again is a body of which a part was read, given once more.
type again struct {
	io.Reader
	io.Closer
}

// turn counts a request, and gives the way in which it is answered if it is its turn.
func (i *injecting) turn(op *contract.Operation) (way, bool) {
	ways := i.ways[op]
	i.mu.Lock()
	defer i.mu.Unlock()
	i.counts[op]++
	n := i.counts[op]
	if len(ways) == 0 || n%i.Every != 0 {
		return way{}, false
	}
	return ways[(n/i.Every-1)%len(ways)], true
}
