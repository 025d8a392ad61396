package run

import (
	"fmt"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/target"
)

// silentLimit is how many requests in a row may stay without any answer before
// the rest is not sent: a target that hangs on everything ends the run.
const silentLimit = 8

// mostLate is how many requests may stay without an answer in time by ways of asking that
// had one, each as long as is waited for one, where they are more than a third of all.
const mostLate = 2 * silentLimit

// Bounds of a run on a target that answers and gives nothing to decide by, or more
// than can be kept.
const (
	uselessTime = 10 * time.Second
	keptBytes   = target.MaxKept
	keptValues  = 2_000_000 // which each case about all answers looks at
	lineBytes   = 100       // that a line of a header takes beside what it says
)

// progress is how asking goes, of the whole run, of one operation or by one way.
type progress struct {
	ended   bool      // nothing more is sent
	heard   bool      // something came, whatever it is
	silent  int       // requests in a row without an answer
	late    int       // requests without an answer in time, by ways that had one before
	useless int       // answers in a row that decide nothing
	useful  time.Time // when the last one came that does; at first when it began
}

func (p *progress) over() bool {
	return p.ended || p.useless >= silentLimit && time.Since(p.useful) > uselessTime
}

// progressOf gives the progress of what is asked about, which begins now if it is new.
func progressOf[K comparable](all map[K]*progress, key K) *progress {
	p := all[key]
	if p == nil {
		p = &progress{useful: time.Now()}
		all[key] = p
	}
	return p
}

// stopped says why a request is not sent, "" if it is: so many in a row had no answer,
// in the whole run or by this way, which never had one; nothing that decides anything
// came for long, or for this operation nothing but throttles; or what came fills the
// memory.
func (s *Session) stopped(r wire.Request) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, by := progressOf(s.along, nil), progressOf(s.byWay, way(r))
	switch {
	case s.full():
		return fmt.Sprintf("not asked: the answers before fill the %d MiB, or have the %d values, that a run keeps of them; name what has less to answer in the target file, as a shorter period", keptBytes>>20, keptValues)
	case s.tooLate():
		return "not asked: the target left more than a third of the requests before it unanswered"
	case all.silent >= silentLimit || !by.heard && by.silent >= fewestLate:
		return "not asked: the target left the requests before it unanswered"
	case all.over() || progressOf(s.along, r.Operation).over():
		return "not asked: the target answered the requests before it with nothing to decide by"
	}
	return ""
}

// full tells whether no more answers are kept, so that nothing more is asked. Who calls
// it holds the lock.
func (s *Session) full() bool {
	return s.bytes > keptBytes || s.cache.Values() > keptValues || s.target != nil && s.target.Full()
}

// tooLate tells whether so many requests stayed without an answer in time that to ask
// all would take hours. Who calls it holds the lock.
func (s *Session) tooLate() bool {
	late := progressOf(s.along, nil).late
	return late >= mostLate && 3*late > s.count
}

// over tells whether an operation is asked no more, for its throttles.
func (s *Session) over(o *contract.Operation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return progressOf(s.along, o).over()
}

// throttled counts a request that waits for its frequency, once, however often it will.
func (s *Session) throttled(r wire.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	progressOf(s.along, nil).useless++
	progressOf(s.along, r.Operation).useless++
}

// retrying forgets the silence so far: what had no answer is asked again.
func (s *Session) retrying() {
	s.mu.Lock()
	defer s.mu.Unlock()
	progressOf(s.along, nil).silent = 0
	for _, by := range s.byWay {
		by.silent = 0
	}
}

// note counts repeats, and answers that did not come, or did not end.
func (s *Session) note(x *wire.Exchange, repeat bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if repeat {
		s.repeats++
	}
	if x.Cut || answer.Long(x.Body) {
		// read once, elsewhere; what stands before a target writes short pages
	} else if a := answer.Read(x); a.Owner() == answer.Before || a.Transient() && !s.inProcess(x.Request.Operation) {
		s.foreign++
		if a.Overloaded() {
			s.overloads++
		}
		s.later = max(s.later, retryAfter(x))
	}
	for _, p := range []*progress{progressOf(s.along, nil), progressOf(s.byWay, way(x.Request))} {
		if x.Failure == wire.Timeout && progressOf(s.byWay, way(x.Request)).heard {
			p.late++
		}
		switch {
		case x.Failure == wire.Timeout, x.Failure == wire.Unreachable, x.Cut:
			p.silent++
		case x.Failure == wire.Answered, x.Failure == wire.Closed:
			p.silent, p.heard = 0, true
		}
	}
}

// planned takes in what is going to be sent.
func (s *Session) planned(cases []probe.Case) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = map[string]bool{}
	for _, r := range requests(cases) {
		s.waiting[r.Key()] = true
	}
	s.announced += len(s.waiting)
}

// keep counts what came, at once: to read it may take longer than to send more.
func (s *Session) keep(x *wire.Exchange) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, values := range x.Header {
		s.bytes += len(name) + len(strings.Join(values, "")) + lineBytes*len(values)
	}
	s.bytes += len(x.Body)
}

// weigh counts what an answer takes beside its body, and whether it decides anything.
func (s *Session) weigh(a *answer.Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.Owner() != answer.Nobody {
		delete(s.waiting, a.Exchange.Request.Key())
	}
	id, _ := a.RequestIDText()
	s.bytes += len(a.Code) + len(a.Message) + len(id) // which are kept beside the body
	o := a.Exchange.Request.Operation
	switch {
	case a.Readable() && !a.Throttled():
		s.useful(o)
		return
	case a.Owner() == answer.Nobody:
		return // not sent
	case a.Throttled():
		progressOf(s.along, o).useless++
	}
	progressOf(s.along, nil).useless++
}

// useful notes an answer of an operation that decides something. Who calls it holds
// the lock.
func (s *Session) useful(o *contract.Operation) {
	for _, p := range []*progress{progressOf(s.along, nil), progressOf(s.along, o)} {
		p.useless, p.useful = 0, time.Now()
	}
}
