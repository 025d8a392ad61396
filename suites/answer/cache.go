package answer

import (
	"bytes"
	"sync"
	"sync/atomic"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// long is from how many bytes on the values of an answer are not kept: they take
// ten times the place of the body, and can be read from it again.
const long = 32 << 10

// most is of how many values altogether the answers of a run keep, each of some hundred
// bytes; those that come later are read again as long ones are. Of two long ones with
// more than many values only the one that was looked at last is kept.
const (
	most = 300_000
	many = 100_000
)

// Cache keeps the values of the two long answers that were looked at last, for
// all answers of a run. The zero value is empty. It is safe for use from several
// goroutines, of which it lets one read a long one at a time.
type Cache struct {
	values atomic.Int64 // of all that was read, about
	mu     sync.Mutex
	latest [2]*Answer
}

// payloadSource reads the values of a long answer again.
type payloadSource interface{ payload(*Answer) *body.Node }

// Long tells whether the values of an answer with such a body are not kept.
func Long(body []byte) bool { return len(body) > long }

// Read reads an exchange's answer as the function Read does, but of a long one, and
// of those behind many others, keeps the values in the cache only.
func (s *Cache) Read(x *wire.Exchange) *Answer {
	if Long(x.Body) {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	a := Read(x)
	a.values = valuesIn(x.Body)
	if all := s.values.Add(a.values); a.payload != nil && (Long(x.Body) || all > most) {
		a.payload, a.source = nil, s
	}
	return a
}

// valuesIn is about how many values a body has.
func valuesIn(text []byte) (n int64) {
	for _, sign := range []string{",", "<", "{", "["} {
		n += int64(bytes.Count(text, []byte(sign)))
	}
	return n
}

// Values is about how many values all answers had that were read.
func (s *Cache) Values() int64 { return s.values.Load() }

// ReadAgain tells whether the values of an answer are read again when they are looked at.
func (a *Answer) ReadAgain() bool { return a.source != nil }

// Payload is the object with the operation's fields, or with Code and Message;
// nil if the answer could not be read.
func (a *Answer) Payload() *body.Node {
	if a.source == nil {
		return a.payload
	}
	return a.source.payload(a)
}

func (s *Cache) payload(a *Answer) *body.Node {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, kept := range s.latest {
		if kept != nil && kept.Exchange == a.Exchange {
			return kept.payload
		}
	}
	if last := s.latest[0]; a.values > many || last != nil && last.values > many {
		s.latest = [2]*Answer{}
	}
	again := Read(a.Exchange)
	again.values = a.values
	s.latest[1], s.latest[0] = s.latest[0], again
	return again.payload
}
