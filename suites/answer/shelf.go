package answer

import (
	"sync"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// long is from how many bytes on the values of an answer are not kept: they take
// ten times the place of the body, and can be read from it again.
const long = 32 << 10

// Shelf keeps the values of the two long answers that were looked at last, for
// all answers of a run. The zero value is empty. It is safe for use from several
// goroutines, of which it lets one read at a time.
type Shelf struct {
	mu     sync.Mutex
	latest [2]*Answer
}

// Long tells whether the values of an answer with such a body are not kept.
func Long(body []byte) bool { return len(body) > long }

// Read reads an exchange's answer as the function Read does, but of a long one
// keeps the values on the shelf only.
func (s *Shelf) Read(x *wire.Exchange) *Answer {
	if !Long(x.Body) {
		return Read(x)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a := Read(x)
	if a.payload != nil {
		a.payload, a.shelf = nil, s
	}
	return a
}

// Payload is the object with the operation's fields, or with Code and Message;
// nil if the answer could not be read.
func (a *Answer) Payload() *body.Node {
	if a.shelf == nil {
		return a.payload
	}
	return a.shelf.payload(a)
}

func (s *Shelf) payload(a *Answer) *body.Node {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, kept := range s.latest {
		if kept != nil && kept.Exchange == a.Exchange {
			return kept.payload
		}
	}
	again := Read(a.Exchange)
	s.latest[1], s.latest[0] = s.latest[0], again
	return again.payload
}
