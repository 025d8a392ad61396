// Package watch judges traffic while it passes. It copies exchanges aside, from a
// client's transport, a server's handler or a proxy between the two, and lets
// them be judged as recordings are. What passes is not changed and does not wait.
package watch

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/run"
	"github.com/plumbline/plumbline/suites/traffic"
)

// Options says what a watch does with what it sees.
type Options struct {
	Operations []*contract.Operation
	Level      contract.Level // of the cases and stronger; should if empty
	Name       string         // of what is watched, for the record
	// Looked is told, one call at a time, each time what passed has been judged anew.
	Looked func(*traffic.Traffic, []traffic.Decided)
}

// Bounds of what is held, in bytes and exchanges: copies that are on their way, and
// what has been read of them.
const (
	longestRequest = 1 << 20
	copiedBytes    = 24 << 20
	waiting        = 1 << 13
	keptCount      = 3_000
	keptBytes      = 16 << 20
)

// Judging takes a fifth of one processor, half of one where much passes.
const (
	shortestPause = 100 * time.Millisecond
	share         = 4 // pauses are so many times as long as the work
)

// Watch judges what passes through its transports, handlers and proxies.
type Watch struct {
	options Options
	seen    *traffic.Traffic
	decided map[*contract.Operation][]traffic.Decided

	mu     sync.RWMutex // guards closed
	closed bool
	passed chan *exchange
	judged *atonce.Task
	number atomic.Int64 // of exchanges that have begun
	missed atomic.Int64 // that found no place
	copied atomic.Int64 // bytes
}

// New begins a watch, which Close ends.
func New(o Options) *Watch {
	if o.Level == "" {
		o.Level = contract.Should
	}
	w := &Watch{options: o, seen: traffic.New(o.Operations), decided: map[*contract.Operation][]traffic.Decided{}, passed: make(chan *exchange, waiting)}
	w.seen.Bound(keptCount, keptBytes)
	w.seen.Named(o.Name)
	w.judged = atonce.Begin(w.judge)
	return w
}

// Close waits for what has passed to be judged, and gives it. What passes later is
// not looked at.
func (w *Watch) Close() (*traffic.Traffic, []traffic.Decided) {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.passed)
	}
	w.mu.Unlock()
	_ = w.judged.Wait()
	return w.seen, w.all()
}

// Done is closed once nothing is judged any more: the watch was closed, or its judging
// broke down, and then Close panics with why.
func (w *Watch) Done() <-chan struct{} { return w.judged.Done() }

// Broken closes the watch and gives an error for each verdict that speaks against
// what passed, as run.Broken does for tests. That nothing of a documented operation
// passed is an error too.
func (w *Watch) Broken() []error {
	_, decided := w.Close()
	var all []run.Decided
	for _, d := range decided {
		all = append(all, run.Decided{Verdict: d.Verdict, Exchanges: d.Exchanges})
	}
	return run.Broken(all, nil)
}

// judge takes in what has passed and looks at it now and then, sooner where room is
// wanted, until the watch is closed. Only it touches what was seen.
func (w *Watch) judge() error {
	var cost time.Duration
	var ended time.Time
	var next <-chan time.Time
	look := func() {
		began := time.Now()
		w.look()
		ended, next = time.Now(), nil
		cost = ended.Sub(began)
	}
	for {
		select {
		case x, more := <-w.passed:
			if !more {
				look()
				return nil
			}
			w.seen.Take(x.passed())
			w.copied.Add(-x.size())
			if next == nil {
				next = time.After(max(share*cost, shortestPause))
			}
			if w.seen.Crowded() && time.Since(ended) > cost {
				look()
			}
		case <-next:
			look()
		}
	}
}

// look judges all that is there, and makes room.
func (w *Watch) look() {
	for range w.missed.Swap(0) {
		w.seen.Take(traffic.Passed{Place: "while others were read", Left: traffic.Busy})
	}
	for _, op := range w.options.Operations {
		w.decided[op] = w.seen.JudgeOne(op, w.options.Level)
	}
	all := w.all()
	if w.seen.Crowded() {
		w.seen.Forget(all)
	}
	if w.options.Looked != nil {
		w.options.Looked(w.seen, all)
	}
}

func (w *Watch) all() []traffic.Decided {
	var out []traffic.Decided
	for _, op := range w.options.Operations {
		out = append(out, w.decided[op]...)
	}
	return out
}

// begin opens the copy of an exchange.
func (w *Watch) begin(r *http.Request, url string) *exchange {
	x := &exchange{watch: w, number: w.number.Add(1), method: r.Method, url: url, header: r.Header.Clone(), began: time.Now()}
	x.request = aside{watch: w, most: longestRequest, length: r.ContentLength, whole: r.Body == nil || r.Body == http.NoBody}
	x.content = aside{watch: w, most: traffic.MaxAnswer}
	return x
}

// end hands an exchange on, once; if others are before it and there is no place for
// more it is counted and left.
func (w *Watch) end(x *exchange) {
	if x.ended.Swap(true) {
		return
	}
	x.took = time.Since(x.began)
	x.request.stop()
	x.content.stop()
	w.mu.RLock()
	defer w.mu.RUnlock()
	if !w.closed {
		select {
		case w.passed <- x:
			return
		default:
		}
	}
	w.missed.Add(1)
	w.copied.Add(-x.size())
}

// exchange is the copy of an exchange that passes.
type exchange struct {
	watch       *Watch
	number      int64
	method, url string
	header      http.Header
	request     aside
	began       time.Time
	took        time.Duration
	ended       atomic.Bool
	status      int // 0 if no answer came
	answer      http.Header
	content     aside
}

func (x *exchange) size() int64 { return int64(cap(x.request.data) + cap(x.content.data)) }

// passed is the exchange as it is judged.
func (x *exchange) passed() traffic.Passed {
	p := traffic.Passed{Place: fmt.Sprintf("exchange %d", x.number), Method: x.method, URL: x.url, Header: x.header, Body: x.request.data,
		Status: x.status, Answer: x.answer, Content: x.content.data, Took: x.took}
	switch {
	case x.request.full:
		p.Left = traffic.Busy
	case x.request.long:
		p.Left = traffic.TooLong
	case !x.request.whole:
		p.Left = traffic.Unread
	case x.status == 0:
		p.Lack = traffic.NoAnswer
	case x.content.full:
		p.Lack = traffic.Busy
	case x.content.long:
		p.Lack = traffic.TooLong
	case !x.content.whole:
		p.Lack = traffic.Partial
	}
	return p
}
