package sdk

import (
	"bytes"
	"errors"
	"io"
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
	return r.answeringTo(op, usualArgs(op), options)
}

// answeringTo answers every request as if it had asked with these arguments.
func (r *Recorder) answeringTo(op *contract.Operation, args contract.Args, options emulator.Options) http.Handler {
	// Most rows are never put to most clients, so their emulators are made when asked.
	made := sync.OnceValues(func() (http.Handler, error) { return r.emulator(options) })
	var serial atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		question := wire.Request{Operation: op, Carrier: op.Carriers[0], Format: contract.JSON, Args: args}
		if asksXML(op, request) {
			question.Format = contract.XML
		}
		n := int(serial.Add(1))
		asked, err := wire.Encode(question, wire.Endpoint{URL: "http://" + port(request), Scheme: wire.ProtocolOf(op).Schemes()[0], Credentials: r.keys},
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

// asksXML tells whether a request wants its answer in XML, wherever the protocol
// lets it say so.
func asksXML(op *contract.Operation, request *http.Request) bool {
	content, _ := io.ReadAll(request.Body) // which the recorder has read already
	request.Body = io.NopCloser(bytes.NewReader(content))
	received := wire.ProtocolOf(op).Decode(request, content)
	return strings.EqualFold(received.Format, string(contract.XML))
}

// usualArgs are what clients are told to ask when it is the answer that counts.
func usualArgs(op *contract.Operation) contract.Args {
	if l, ok := list(op); ok {
		return full(op, l.Name)
	}
	return full(op, "")
}
