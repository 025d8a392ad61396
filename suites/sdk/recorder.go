package sdk

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Recorder serves what it is told to, on loopback, and keeps what arrives. Each
// call to a client has a port of its own, so that a request is the call's that it
// was made for, however late it comes.
type Recorder struct {
	// Certificate (PEM) is that of every call's TLS port: some clients, tccli for
	// one, speak nothing else.
	Certificate []byte
	operations  []*contract.Operation
	keys        sign.Credentials
	accepted    []sign.Credentials // which open it too
	ports       ports

	reading sync.Mutex // one request at a time is read
	reader  http.Handler
	read    emulator.Observation

	mu    sync.Mutex
	calls []*Call // the newest last; older ones have no port any more
}

// Hit is a request that arrived and the answer it got.
type Hit struct {
	emulator.Observation
	Served     []byte      // the body that was answered
	ServedWith http.Header // the headers before it, but those that a server adds
	With       int         // the status it was answered with
	// Named is the operation that the request names, whatever version it says.
	Named *contract.Operation
	// Leaks says where the secret key stands in the request, which is nowhere.
	Leaks []string
	// Cause is why the signature does not match, nil where it does.
	Cause *sign.Cause
	// Late is true for what arrived when the client had given its result already.
	Late bool

	answered bool
}

// recorderKeys open the recorder and nothing else.
func recorderKeys() sign.Credentials {
	return sign.Credentials{ID: "AKIDplumbline", Secret: "recorder-secret-0123456789"}
}

// newRecorder makes a recorder of some operations, which further keys open too. It
// errs as Emulator does.
func newRecorder(operations []*contract.Operation, accepted []sign.Credentials) (*Recorder, error) {
	r := &Recorder{operations: operations, keys: recorderKeys(), accepted: accepted}
	var err error
	if r.reader, err = r.emulator(emulator.Options{Observe: func(o emulator.Observation) { r.read = o }}); err != nil {
		return nil, err
	}
	r.Certificate = r.ports.start(http.HandlerFunc(r.serve))
	return r, nil
}

// Close ends the recorder, requests that still wait included.
func (r *Recorder) Close() { r.ports.stop() }

// emulator makes a handler that answers as the emulator with some options, and
// checks the recorder's signatures. Names of faults, variants or readings that do
// not exist are errors.
func (r *Recorder) emulator(options emulator.Options) (http.Handler, error) {
	options.Operations, options.CheckSignatures = r.operations, true
	options.Credentials = r.all()
	options.FileHost = emulator.NoFileHost // what clients say of it is compared
	return emulator.New(options)
}

// lingering is how many calls keep their ports: what a client sends after its
// result is seen for so long.
const lingering = 32

// open gives a new call ports of its own, on which handler answers. It errs if
// the system gives no port.
func (r *Recorder) open(handler http.Handler) (*Call, error) {
	plain, secure, err := r.ports.open()
	if err != nil {
		return nil, err
	}
	c := &Call{Endpoint: plain.Addr().String(), Secure: secure.Addr().String(), handler: handler}
	c.closed = func() { plain.Close(); secure.Close() }
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, c)
	if old := len(r.calls) - lingering; old > 0 {
		r.calls[0].closed()
		r.calls = slices.Delete(r.calls, 0, 1)
	}
	return c, nil
}

// call finds the call of a port, nil if there is none any more.
func (r *Recorder) call(address string) *Call {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.calls, func(c *Call) bool { return address == c.Endpoint || address == c.Secure })
	if i < 0 {
		return nil
	}
	return r.calls[i]
}

// maxRequest bounds what is read of a request.
const maxRequest = 10 << 20

// serve reads a request with the recorder's emulator, whatever handler answers:
// so it is known what a client sends when a canned answer follows too.
func (r *Recorder) serve(w http.ResponseWriter, request *http.Request) {
	c := r.call(port(request))
	if c == nil {
		panic(http.ErrAbortHandler)
	}
	panicked := atonce.Caught(func() { r.exchange(c, w, request) })
	if panicked != nil && panicked.Cause != http.ErrAbortHandler {
		c.broke(panicked) // or it would be taken for a connection that was closed on the client
	}
	if panicked != nil {
		panic(http.ErrAbortHandler)
	}
}

// exchange reads and answers a request for a call.
func (r *Recorder) exchange(c *Call, w http.ResponseWriter, request *http.Request) {
	content, _ := io.ReadAll(io.LimitReader(request.Body, maxRequest))
	seen := r.observe(request, content)
	request.Body = io.NopCloser(bytes.NewReader(content))
	copied := &copying{ResponseWriter: w}
	// A client may act on the answer before it is all written, so the request is
	// kept at once and its answer added.
	at := c.keep(r.hit(seen))
	defer func() { c.complete(at, copied) }()
	c.handler.ServeHTTP(copied, request)
}

// all are the keys that open it.
func (r *Recorder) all() []sign.Credentials { return append([]sign.Credentials{r.keys}, r.accepted...) }

// hit is what is known of a request that was observed.
func (r *Recorder) hit(o emulator.Observation) Hit {
	keys := r.keys // or those with the id that the request gives
	for _, k := range r.all() {
		if k.ID == o.Signature.KeyID {
			keys = k
		}
	}
	h := Hit{Observation: o, Leaks: leaks(o, keys.Secret), Named: o.Operation}
	if cause, ok := sign.Explain(o.Signature, o.Request, o.RequestBody, o.Received.Form, o.Received.Query, keys.Secret); ok {
		h.Cause = &cause
	}
	if h.Named == nil {
		current := slices.DeleteFunc(slices.Clone(r.operations), func(op *contract.Operation) bool { return op.Superseded })
		h.Named = wire.Find(current, &o.Received)
	}
	return h
}

// leaks says where a secret stands in a request, in whatever writing.
func leaks(o emulator.Observation, secret string) []string {
	redactor := wire.NewRedactor(sign.Credentials{Secret: secret})
	var out []string
	has := func(where, text string) {
		if redactor.Text(text) != text {
			out = append(out, where)
		}
	}
	has("the URL", o.Request.URL.String())
	has("the body", string(o.RequestBody))
	for _, name := range slices.Sorted(maps.Keys(o.Request.Header)) {
		has("the header "+name, strings.Join(o.Request.Header[name], ", "))
	}
	return out
}

// observe lets the recorder's own emulator read the request, whose answer
// nobody sees.
func (r *Recorder) observe(request *http.Request, content []byte) emulator.Observation {
	copied := request.Clone(request.Context())
	copied.Body = io.NopCloser(bytes.NewReader(content))
	r.reading.Lock()
	defer r.reading.Unlock()
	r.reader.ServeHTTP(httptest.NewRecorder(), copied)
	return r.read
}

// copying keeps what is written.
type copying struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader passes on and keeps.
func (c *copying) WriteHeader(status int) {
	c.status = cmp.Or(c.status, status)
	c.ResponseWriter.WriteHeader(status)
}

// Write passes on and keeps.
func (c *copying) Write(data []byte) (int, error) {
	c.status = cmp.Or(c.status, http.StatusOK)
	c.body.Write(data)
	return c.ResponseWriter.Write(data)
}

// Flush passes on.
func (c *copying) Flush() {
	if f, ok := c.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}
