package run

import (
	"slices"
	"sync"

	"github.com/plumbline/plumbline/suites/record"
)

// Recorder writes the exchanges of what is decided into a record, each once and
// before the verdicts that rest on it. It is safe for use from several goroutines.
type Recorder struct {
	session *Session
	writer  *record.Writer // nil for a run that is not recorded
	address func(product string) string

	mu      sync.Mutex
	seen    map[int]bool
	below   int // exchanges that were let go
	repeats int
	broken  error
}

// Recorder makes the one of a session; w may be nil. Command lines have the
// address that the function gives of a product.
func (s *Session) Recorder(w *record.Writer, address func(product string) string) *Recorder {
	return &Recorder{session: s, writer: w, address: address, seen: map[int]bool{}}
}

// Header writes the first line of the record.
func (r *Recorder) Header(h record.Header) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.note(r.writer.Header(h))
}

// Exchanges writes those of a decided case that no earlier one had.
func (r *Recorder) Exchanges(d Decided) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if below := r.session.Released(); below > r.below { // no later case rests on them for the first time
		r.below = below
		clear(r.seen)
	}
	for _, number := range slices.Concat(d.Exchanges, d.Further) {
		if number < r.below || r.seen[number] {
			continue
		}
		r.seen[number] = true
		r.repeats += r.session.Exchange(number).Repeats
		if r.writer != nil && r.broken == nil {
			r.note(r.writer.Exchange(r.Exchange(number)))
		}
	}
}

// Verdict writes a verdict, as whoever judges runs has it.
func (r *Recorder) Verdict(v record.Verdict) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.writer != nil && r.broken == nil {
		r.note(r.writer.Verdict(v))
	}
}

// Footer writes the last line of the record.
func (r *Recorder) Footer(f record.Footer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken == nil {
		r.note(r.writer.Footer(f))
	}
}

// note keeps the first thing that went wrong.
func (r *Recorder) note(err error) {
	if r.broken == nil {
		r.broken = err
	}
}

// Exchange gives the line of an exchange.
func (r *Recorder) Exchange(number int) record.Exchange {
	x := r.session.Exchange(number)
	return record.FromExchange(number, x, r.address(x.Request.Operation.Product))
}

// Repeats counts the sendings that only repeated one, of what is decided so far.
func (r *Recorder) Repeats() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.repeats
}

// Broken gives the error that ended the record, nil while there is none.
func (r *Recorder) Broken() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.broken
}
