package sdk

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/plumbline/plumbline/specs/atonce"
)

// Responder answers a request in the place of a network: it is what a client's
// own transport is exchanged for.
type Responder = func(*http.Request) (*http.Response, error)

// Loop is a driver's loop: it reads questions and writes answers until in ends.
// What its client sends has to go through answer.
type Loop func(in io.Reader, out io.Writer, answer Responder) error

// Within asks a client that lives in this process, by the same questions, rows
// and judgement as a driver's, but without a network. It errs as Run does.
func Within(ctx context.Context, name string, loop Loop, o Options) (*Report, error) {
	return Run(ctx, []Client{{Name: name, within: loop}}, o)
}

// attach runs a driver's loop in this process. Its pipes are the system's, which
// take a question that nobody reads.
func attach(loop func(in io.Reader, out io.Writer) error) (*process, error) {
	questions, asking, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	answering, answers, err := os.Pipe()
	if err != nil {
		questions.Close()
		asking.Close()
		return nil, err
	}
	p := newProcess(asking, answering)
	p.kill = func() {} // a loop that neither answers nor ends can only be left alone
	p.runs = atonce.Begin(func() error {
		defer questions.Close()
		defer answers.Close()
		return loop(questions, answers)
	})
	p.reader = atonce.Begin(p.read)
	return p, nil
}

// answer answers a request as the recorder serves it over loopback. The request
// is written and read once, since a server never sees it as a client made it. It
// errs for a request that cannot be written or read, if the client gave up, and
// with io.EOF where the recorder closes the connection.
func (r *Recorder) answer(request *http.Request) (*http.Response, error) {
	var sent bytes.Buffer
	if err := request.Write(&sent); err != nil {
		return nil, err
	}
	arrived, err := http.ReadRequest(bufio.NewReader(&sent))
	if err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	if !r.served(w, arrived.WithContext(request.Context())) {
		return nil, io.EOF
	}
	if err := request.Context().Err(); err != nil {
		return nil, err // the client gave up meanwhile
	}
	response := w.Result()
	response.Request = request
	return response, nil
}

// served serves a request; ok is false where a server would end the connection.
func (r *Recorder) served(w http.ResponseWriter, request *http.Request) (ok bool) {
	return atonce.Caught(func() { r.serve(w, request) }) == nil
}
