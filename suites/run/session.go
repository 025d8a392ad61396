package run

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/judge"
	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/target"
	"github.com/plumbline/plumbline/suites/want"
)

// Options say how a plan is carried out; the zero value is filled in by Begin.
type Options struct {
	Timeout time.Duration // for one answer; 10 s
	Rate    float64       // requests a second of each operation; 0 leaves it to the target
	Workers int           // requests at a time; 8
	Writes  []string      // operations of which more than what changes nothing may be sent
}

// Session carries out plans against one target, or a record of one. Each request
// is sent once; a session is safe for use from several goroutines.
type Session struct {
	source   source
	sending  chan struct{}   // as many places as requests may be under way
	writing  sync.Mutex      // held while a request that may change things is under way
	written  map[string]bool // keys of such requests that have come to the target
	settling sync.Mutex      // held while a case is decided by asking more
	target   *target.Target
	options  Options
	pace     *pace
	nonce    string // of this session

	mu             sync.Mutex
	slots          map[string]*slot
	waiting        map[string]bool                   // keys of the requests of the plan that were not sent yet
	announced      int                               // requests of the plan
	count, repeats int                               // sendings; repeats are counted in both
	foreign        int                               // answers that were not the target's own
	overloads      int                               // those of them that are said of too much at once
	later          time.Duration                     // the longest that an answer asked to wait
	gaveUp         bool                              // nothing is asked again any more
	recovered      bool                              // a request that had no answer of the target's own was answered later
	along          map[*contract.Operation]*progress // nil for the whole run
	byWay          map[string]*progress
	bytes          int                        // kept of all answers
	order          []*slot                    // from number released on
	released       int                        // exchanges that were let go
	failed         map[string]bool            // requirements
	ended          map[string]finding.Outcome // of neighbours, by id
	cache          answer.Cache
	swept          map[string]swept // what is decided already of cases about all answers, by id

	firstly  sync.Once
	accounts map[string]probe.Account
	steady   map[string]*answer.Answer // what always comes by ways that nothing else came by
	lack     *Lack                     // why nothing more is sent
	cases    map[string][]probe.Case   // that are asked, by requirement
	sweeps   []probe.Case              // those of them about all answers
	outside  map[string]string         // why operations are out of the question, by their keys

	following map[*contract.Operation]chan struct{} // closed once nothing is sent ahead to an operation

	past past // what is known of operations that were let go
}

// source is where a session has its answers from.
type source interface {
	// send asks one request at the target's pace, and asks again while the answer
	// says nothing yet: throttled, or the connection closed.
	send(context.Context, wire.Request) *wire.Exchange
	// atOnce asks one request of a burst, a single time.
	atOnce(context.Context, wire.Request) *wire.Exchange
	// rest waits until nothing has been sent for a second, for a burst that begins with next.
	rest(ctx context.Context, next wire.Request)
}

// Begin opens a session.
func Begin(t *target.Target, options Options) *Session {
	if options.Timeout == 0 {
		options.Timeout = 10 * time.Second
	}
	if options.Workers == 0 {
		options.Workers = 8
	}
	prefix := make([]byte, 8)
	if _, err := rand.Read(prefix); err != nil {
		panic(err) // crypto/rand does not fail
	}
	s := newSession(options, t.Accounts())
	s.target, s.pace, s.nonce, s.sending = t, newPace(t, options.Rate), hex.EncodeToString(prefix), make(chan struct{}, options.Workers)
	s.source = wired{s}
	return s
}

// newSession is a session that has asked nothing, and has no source of answers yet.
func newSession(options Options, accounts map[string]probe.Account) *Session {
	return &Session{
		options: options, accounts: accounts, along: map[*contract.Operation]*progress{}, byWay: map[string]*progress{},
		slots: map[string]*slot{}, written: map[string]bool{}, failed: map[string]bool{}, swept: map[string]swept{},
		following: map[*contract.Operation]chan struct{}{},
		ended:     map[string]finding.Outcome{}, outside: map[string]string{}, steady: map[string]*answer.Answer{},
	}
}

// Decide gives a case's verdict, sending what has not been sent yet, and again
// what got no answer of the target's own. ok is false if ctx ended before all
// answers were there: then nothing is decided.
func (s *Session) Decide(ctx context.Context, c probe.Case) (d Decided, ok bool) {
	places := s.unsettled(ctx, c)
	s.settling.Lock()
	defer s.settling.Unlock()
	s.settle(ctx, places)
	return s.decide(ctx, c)
}

// Anew decides a case again, by answers that nobody has seen yet; earlier is how
// it was decided before.
func (s *Session) Anew(ctx context.Context, c probe.Case, earlier Decided) (d Decided, ok bool) {
	numbers := slices.Concat(earlier.Exchanges, earlier.Further)
	if c.Sweeps() && earlier.Culprit >= 0 {
		numbers = earlier.Exchanges[earlier.Culprit : earlier.Culprit+1] // the others are those of the whole run
	}
	s.mu.Lock()
	for key, place := range s.slots {
		if slices.Contains(numbers, place.number) && again(place.answer.Exchange.Request) {
			delete(s.slots, key)
			s.repeats++
		}
	}
	s.mu.Unlock()
	return s.Decide(ctx, c)
}

// decide gives a case's verdict by the answers that came, the target's own or not.
func (s *Session) decide(ctx context.Context, c probe.Case) (d Decided, ok bool) {
	c = s.within(c)
	if c.Skip != "" {
		return Decided{Verdict: judge.Judge(c, nil, nil)}, true
	}
	s.alone(c)
	if wanted, drawn := c.Want.(want.Drawn); drawn && s.target == nil {
		return unasked(c), true // what is drawn next depends on what is answered
	} else if drawn {
		return s.drawn(ctx, c, wanted)
	}
	answers, exchanges := s.collect(ctx, c)
	if ctx.Err() != nil {
		return Decided{}, false
	}
	if answers, exchanges, ok = recordHolds(c, answers, exchanges); !ok {
		return unasked(c), true
	}
	answers, exchanges = s.besides(c, answers, exchanges)
	own, anchor := apart(c, answers)
	d = Decided{Exchanges: exchanges}
	if c.Root != nil && anchor.Class != answer.Success && !anchor.Inconclusive() {
		root := s.further(ctx, *c.Root, &d)
		if unrecorded(root) {
			return unasked(c), true
		}
		if root.Inconclusive() {
			anchor = root // nobody knows whether this way of asking is served
		} else if v, ok := judge.Unserved(c, own, anchor, root); ok {
			d.Verdict, d.Weight = v, judge.Weigh(v, own, anchor)
			return d, true
		}
	}
	if s.unserved(ctx, c, answers, &d) {
		d.Weight = judge.Weigh(d.Verdict, own, anchor)
		return d, ctx.Err() == nil
	}
	d.Verdict = s.judged(c, own, anchor)
	if d.Outcome == finding.Fail {
		s.lookAgain(ctx, c, answers, &d)
		s.mu.Lock()
		s.failed[c.Requirement] = true
		s.mu.Unlock()
	}
	if !d.Unasked {
		d.Weight = judge.Weigh(d.Verdict, own, anchor)
	}
	return d, ctx.Err() == nil
}

// Exchange gives an exchange by its number; nil for one that was let go.
func (s *Session) Exchange(number int) *wire.Exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	if number < s.released {
		return nil
	}
	return s.order[number-s.released].answer.Exchange
}

// Sent counts the requests sent so far, and those among them that repeat one.
func (s *Session) Sent() (sent, repeats int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count, s.repeats
}

// Planned counts those requests of what is carried out that were sent, each once.
func (s *Session) Planned() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.announced - len(s.waiting)
}

// Foreign counts the answers so far that were not the target's own, and those among
// them that are said of too much at once.
func (s *Session) Foreign() (foreign, overloads int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.foreign, min(s.overloads, s.foreign)
}

// stamp makes one sending differ from every other, but for a nonce that is
// shared on purpose.
func (s *Session) stamp(r wire.Request) wire.Stamp {
	s.mu.Lock()
	s.count++
	count := s.count
	s.mu.Unlock()
	nonce := fmt.Sprintf("%s%08x", s.nonce, count)
	if r.Tamper.Nonce != "" {
		nonce = s.nonce + r.Tamper.Nonce
	}
	return wire.Stamp{Time: time.Now(), Nonce: nonce, Count: count}
}
