package traffic

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
)

// RecordedHeader marks an answer that was recorded, with the number of its exchange; what
// is answered otherwise has none.
const RecordedHeader = "Plumbline-Recorded"

// Serve answers each question that the recordings hold an answer of the target's own to as
// it was answered then: several answers one by one, the last from then on. Any other request
// is next's. A question is an operation and its arguments in whatever order, by whatever
// carrier, and a format; signatures are not looked at. questions counts them.
func (t *Traffic) Serve(next http.Handler) (handler http.Handler, questions int) {
	s := &serving{next: next, operations: t.operations, answers: map[string][]*seenExchange{}}
	for _, e := range t.answered() {
		s.answers[e.question()] = append(s.answers[e.question()], e)
	}
	return s, len(s.answers)
}

// question is the key of what a request asks for in a format.
func question(r wire.Request, format contract.Format) string {
	args := slices.Clone(r.Args)
	slices.SortStableFunc(args, func(a, b contract.Arg) int { return strings.Compare(a.Name, b.Name) })
	return r.Altered(func(r *wire.Request) { r.Args, r.Carrier, r.Format = args, contract.Carrier{}, format }).Key()
}

// question is that of a recorded request.
func (e *seenExchange) question() string { return question(e.request, e.request.Format) }

// serving is a handler that answers what was recorded.
type serving struct {
	next       http.Handler
	operations []*contract.Operation
	mu         sync.Mutex
	answers    map[string][]*seenExchange // by question, in the order in which they came
}

// ServeHTTP reads a whole request, which its server must bound.
func (s *serving) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	content, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(to, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(content))
	e := s.find(r, content)
	r.Body = io.NopCloser(bytes.NewReader(content))
	if e == nil {
		s.next.ServeHTTP(to, r)
		return
	}
	x := e.exchange
	for name, values := range x.Header {
		if !slices.Contains(ofTheTransport(), http.CanonicalHeaderKey(name)) {
			to.Header()[name] = values
		}
	}
	to.Header().Set(RecordedHeader, strconv.Itoa(e.number))
	to.WriteHeader(x.Status)
	_, _ = to.Write(x.Body) // a client that went is no news
}

// ofTheTransport are headers that were true of how an answer came then.
func ofTheTransport() []string {
	return []string{"Connection", "Content-Encoding", "Content-Length", "Date", "Keep-Alive", "Trailer", "Transfer-Encoding"}
}

// find gives the exchange that is answered with; nil if the question was not recorded. A
// request that names no format is answered in any.
func (s *serving) find(r *http.Request, content []byte) *seenExchange {
	op, received := wire.Recognise(s.operations, r, content)
	if op == nil {
		return nil
	}
	request := asked(received, op)
	formats := []contract.Format{request.Format}
	if formatUnsaid(received, op) {
		for _, f := range op.Formats {
			formats = append(formats, f.Format)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, format := range formats {
		key := question(request, format)
		if left := s.answers[key]; len(left) > 0 {
			s.answers[key] = left[min(1, len(left)-1):]
			return left[0]
		}
	}
	return nil
}
