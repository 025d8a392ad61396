package sdk

import (
	"bytes"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/sign"
)

// Recorder serves what it is told to, on loopback, and keeps what arrives.
type Recorder struct {
	// Endpoint is its host and port for plain HTTP, Secure that for TLS with the
	// certificate Certificate (PEM): some clients, tccli for one, speak nothing else.
	Endpoint, Secure string
	Certificate      []byte
	operations       []*contract.Operation
	keys             sign.Credentials
	servers          []*httptest.Server

	reading sync.Mutex // one request at a time is read
	reader  http.Handler
	read    emulator.Observation

	mu      sync.Mutex
	handler http.Handler
	hits    []Hit
	round   int // counts the calls of Serve, so that a late answer is not put to the next
}

// Hit is a request that arrived and the answer it got.
type Hit struct {
	emulator.Observation
	Served []byte // the body that was answered

	answered bool
}

// recorderKeys open the recorder and nothing else.
func recorderKeys() sign.Credentials {
	return sign.Credentials{ID: "AKIDplumbline", Secret: "recorder-secret-0123456789"}
}

// NewRecorder starts a recorder of some operations, which answers as the emulator.
func NewRecorder(operations []*contract.Operation) (*Recorder, error) {
	r := &Recorder{operations: operations, keys: recorderKeys()}
	var err error
	if r.reader, err = r.Emulator(emulator.Options{Observe: func(o emulator.Observation) { r.read = o }}); err != nil {
		return nil, err
	}
	if r.handler, err = r.Emulator(emulator.Options{}); err != nil {
		return nil, err
	}
	plain, secure := httptest.NewServer(http.HandlerFunc(r.serve)), httptest.NewUnstartedServer(http.HandlerFunc(r.serve))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // a client that hangs up is no news
	secure.StartTLS()
	r.servers = []*httptest.Server{plain, secure}
	r.Endpoint, r.Secure = plain.Listener.Addr().String(), secure.Listener.Addr().String()
	r.Certificate = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw})
	return r, nil
}

// Close ends the recorder, requests that still wait included.
func (r *Recorder) Close() {
	for _, s := range r.servers {
		s.CloseClientConnections()
		s.Close()
	}
}

// Emulator makes a handler that answers as the emulator with some options, and
// checks the recorder's signatures.
func (r *Recorder) Emulator(options emulator.Options) (http.Handler, error) {
	options.Operations, options.CheckSignatures = r.operations, true
	options.Credentials = []sign.Credentials{r.keys}
	return emulator.New(options)
}

// Serve answers with a handler from now on and forgets what arrived so far.
func (r *Recorder) Serve(handler http.Handler) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.handler, r.hits = handler, nil
	r.round++
}

// Hits gives what arrived since Serve. It waits a little for answers that are
// still being written: a client may be done before the recorder is.
func (r *Recorder) Hits() []Hit {
	for range 100 {
		if hits, whole := r.copied(); whole {
			return hits
		}
		time.Sleep(5 * time.Millisecond)
	}
	hits, _ := r.copied()
	return hits
}

func (r *Recorder) copied() (hits []Hit, whole bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.hits), !slices.ContainsFunc(r.hits, func(h Hit) bool { return !h.answered })
}

// maxRequest bounds what is read of a request.
const maxRequest = 10 << 20

// serve reads a request with the recorder's emulator, whatever handler answers: so it is known what a client sends when a canned answer follows too.
func (r *Recorder) serve(w http.ResponseWriter, request *http.Request) {
	r.mu.Lock()
	handler := r.handler
	r.mu.Unlock()
	content, _ := io.ReadAll(io.LimitReader(request.Body, maxRequest))
	seen := r.observe(request, content)
	request.Body = io.NopCloser(bytes.NewReader(content))
	copied := &copying{ResponseWriter: w}
	// A client may act on the answer before it is all written, so the request is
	// kept at once and its answer added.
	at, round := r.keep(Hit{Observation: seen})
	defer func() { r.complete(at, round, copied.body.Bytes()) }()
	handler.ServeHTTP(copied, request)
}

func (r *Recorder) keep(h Hit) (at, round int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hits = append(r.hits, h)
	return len(r.hits) - 1, r.round
}

func (r *Recorder) complete(at, round int, served []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if round == r.round && at < len(r.hits) {
		r.hits[at].Served, r.hits[at].answered = served, true
	}
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
	body bytes.Buffer
}

// Write passes on and keeps.
func (c *copying) Write(data []byte) (int, error) {
	c.body.Write(data)
	return c.ResponseWriter.Write(data)
}

// Flush passes on.
func (c *copying) Flush() {
	if f, ok := c.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// canned answers every request alike. A length beyond the body's promises
// bytes that never come; wait lets nothing come at all.
type canned struct {
	status  int
	media   string
	content string
	wait    bool
}

// ServeHTTP writes the answer.
func (c canned) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if c.wait {
		select {
		case <-request.Context().Done():
		case <-time.After(time.Minute):
		}
		return
	}
	w.Header().Set("Content-Type", c.media)
	w.WriteHeader(c.status)
	_, _ = io.WriteString(w, c.content) // a client that went is no news
}
