// Package traffic judges what others recorded: requests that clients sent on
// their own account, and the answers that came. It reads recordings, finds the
// documented operation of each exchange, and decides the cases that exchanges
// decide which nobody chose. It sends nothing.
package traffic

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/sdk"
)

// Traffic is what was read of recordings, as far as it is of documented
// operations.
type Traffic struct {
	operations []*contract.Operation
	files      []string
	exchanges  []*seenExchange // that are kept
	seen       map[string]bool // exchanges, to count each once
	bytes      int
	mostBytes  int
	mostCount  int
	count      int // exchanges, of whatever
	numbered   int // those of documented operations
	counts     map[*contract.Operation]int
	left       map[Reason]*Left
	cases      map[*contract.Operation][]probe.Case
	cache      answer.Cache
}

// Left is what was not judged for one reason.
type Left struct {
	Reason Reason
	Count  int
	Places []string // the first of them: "a.har: entry 3"
}

// shownPlaces is how many places are kept of what is left out.
const shownPlaces = 3

// Bounds of what is judged at once: the bodies of documented operations, in bytes,
// and the exchanges.
const (
	keptBytes = 64 << 20
	keptCount = 50_000
)

// seenExchange is one exchange of a documented operation.
type seenExchange struct {
	number  int
	op      *contract.Operation
	request wire.Request
	sent    []sdk.Finding        // what is wrong about the request
	clean   bool                 // it is written without any doubt
	breaks  []contract.Violation // what the documents do not allow about its values
	size    int                  // of both bodies, in bytes
	// answer is nil where there is none to judge.
	exchange *wire.Exchange
	answer   *answer.Answer
}

// New makes an empty collection for operations, each there once.
func New(operations []*contract.Operation) *Traffic {
	t := &Traffic{operations: operations, seen: map[string]bool{}, left: map[Reason]*Left{}, mostBytes: keptBytes, mostCount: keptCount, counts: map[*contract.Operation]int{}, cases: map[*contract.Operation][]probe.Case{}}
	return t
}

// Counts counts the exchanges that recordings hold, and those of them that are of
// documented operations.
func (t *Traffic) Counts() (all, documented int) { return t.count, t.numbered }

// CountOf counts the exchanges of an operation.
func (t *Traffic) CountOf(op *contract.Operation) int { return t.counts[op] }

// Left says what was not judged, by reason.
func (t *Traffic) Left() []Left {
	var out []Left
	for _, reason := range allReasons() {
		if l := t.left[reason]; l != nil {
			out = append(out, *l)
		}
	}
	return out
}

func (t *Traffic) leave(why Reason, place string) {
	l := t.left[why]
	if l == nil {
		l = &Left{Reason: why}
		t.left[why] = l
	}
	if l.Count++; len(l.Places) < shownPlaces {
		l.Places = append(l.Places, place)
	}
}

// take keeps an exchange, or counts why it does not.
func (t *Traffic) take(m message, why Reason) {
	t.count++
	if why == "" && m.same != "" && t.seen[m.same] {
		why = Twice
	}
	var request *http.Request
	if why == "" {
		if m.same != "" {
			t.seen[m.same] = true
		}
		if request = m.request(); request == nil {
			why = NoExchange
		}
	}
	if why != "" {
		t.leave(why, m.place)
		return
	}
	op, received, why := t.match(request, m.body)
	switch {
	case why != "":
	case len(t.exchanges) >= t.mostCount || t.bytes+len(m.content)+len(m.body) > t.mostBytes:
		why = TooMany
	default:
		why = t.keep(m, request, op, received)
	}
	if why != "" {
		t.leave(why, m.place)
	}
}

// request is the message as a server would see it; nil if it is none.
func (m *message) request() *http.Request {
	u, err := url.Parse(m.url)
	if err != nil || u.Host == "" {
		return nil
	}
	body := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(m.body)), nil }
	r := &http.Request{Method: m.method, URL: u, Host: u.Host, Header: m.header, GetBody: body, ContentLength: int64(len(m.body))}
	r.Body, _ = body()
	return r
}

// match finds the operation that a request names, and says why there is none.
func (t *Traffic) match(request *http.Request, body []byte) (*contract.Operation, wire.Received, Reason) {
	op, as := wire.Recognise(t.operations, request, body)
	switch {
	case op != nil:
		return op, as, ""
	case as.Action != "":
		return nil, as, Undocumented
	}
	return nil, as, Foreign
}

// keep reads an exchange of an operation. It tells why its answer is not judged.
func (t *Traffic) keep(m message, request *http.Request, op *contract.Operation, received wire.Received) Reason {
	hide := t.secrets(request, m.body, op, &received)
	received = masked(received, op, hide)
	s := &seenExchange{number: t.numbered, op: op, request: asked(received, op)}
	s.judgeRequest(received, m.body)
	s.exchange = &wire.Exchange{Request: s.request, Overheard: true, Sent: sent(s.request, request.URL), Took: time.Duration(m.millis * float64(time.Millisecond))}
	t.exchanges = append(t.exchanges, s)
	t.numbered++
	t.counts[op]++
	why := m.lack
	if why == "" && received.Version != op.Version {
		why = OtherVersion
	}
	if why != "" {
		s.exchange.Failure, s.exchange.Detail = wire.Unrecorded, string(why)
		return why
	}
	x := s.exchange
	x.Status, x.Header, x.Body = m.status, shown(m.answer, hide), hide.Bytes(m.content)
	s.size = len(x.Body) + len(m.body)
	t.bytes += s.size
	if formatUnsaid(received, op) {
		x.Request.Format = formatOf(x.Body)
		s.request.Format = x.Request.Format
	}
	if s.answer = t.cache.Read(x); s.answer.NotFromTarget() {
		s.answer = nil
		return Before
	}
	return ""
}
