package sdk

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// answering answers every request as the emulator answers a right one. What a
// client makes of an answer must not hang on what it sent: one that loses a
// parameter would get nothing but refusals.
func (r *Recorder) answering(op *contract.Operation, options emulator.Options) http.Handler {
	// Most rows are never put to most clients, so their emulators are made when asked.
	made := sync.OnceValues(func() (http.Handler, error) { return r.Emulator(options) })
	var serial atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		question := wire.Request{Operation: op, Carrier: op.Carriers[0], Format: contract.JSON, Args: usualArgs(op)}
		if strings.Contains(strings.ToUpper(request.URL.RawQuery), "FORMAT=XML") {
			question.Format = contract.XML
		}
		n := int(serial.Add(1))
		asked, err := wire.Encode(question, wire.Endpoint{URL: "http://" + port(request), Scheme: wire.Of(op).Schemes()[0], Credentials: r.keys},
			wire.Stamp{Time: time.Now(), Nonce: "recorder" + strconv.Itoa(n), Count: n})
		e, failed := made()
		if err = errors.Join(err, failed); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		// Some variants depend on what the client accepts.
		asked.Header.Set("Accept-Encoding", request.Header.Get("Accept-Encoding"))
		e.ServeHTTP(w, asked.WithContext(request.Context()))
	})
}

// usualArgs are what clients are told to ask when it is the answer that counts.
func usualArgs(op *contract.Operation) contract.Args {
	if l, ok := list(op); ok {
		return full(op, names(l, 2))
	}
	return minimal(op)
}
