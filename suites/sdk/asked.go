package sdk

import (
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
)

// Call is what arrived for one call to a client. Endpoint is its host and port
// for plain HTTP, Secure that for TLS.
type Call struct {
	Endpoint, Secure string
	handler          http.Handler
	closed           func()

	mu   sync.Mutex
	hits []Hit
	over bool // the client has given its result

	broken *atonce.Panic // of whoever answers it
}

// end says that the client has given its result: what arrives now is late. It
// gives what arrived before, and waits a little for answers that are still being
// written: a client may be done before the recorder is.
func (c *Call) end() []Hit {
	c.mu.Lock()
	c.over = true
	c.mu.Unlock()
	for range 100 {
		if hits, whole := c.copied(); whole {
			return hits
		}
		time.Sleep(5 * time.Millisecond)
	}
	hits, _ := c.copied()
	return hits
}

// broke keeps what answering a request panicked with.
func (c *Call) broke(panicked *atonce.Panic) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.broken = panicked
}

// raise panics with that.
func (c *Call) raise() {
	c.mu.Lock()
	broken := c.broken
	c.mu.Unlock()
	broken.Raise()
}

// copied gives what was in time, and whether all of it is answered.
func (c *Call) copied() (hits []Hit, whole bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	hits = slices.DeleteFunc(slices.Clone(c.hits), func(h Hit) bool { return h.Late })
	return hits, !slices.ContainsFunc(hits, func(h Hit) bool { return !h.answered })
}

// late counts what arrived when the client had given its result.
func (c *Call) late() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for _, h := range c.hits {
		n += one(h.Late)
	}
	return n
}

func (c *Call) keep(h Hit) (at int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h.Late = c.over
	c.hits = append(c.hits, h)
	return len(c.hits) - 1
}

func (c *Call) complete(at int, served *copying) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := &c.hits[at]
	h.With, h.ServedWith, h.Served, h.answered = served.status, served.Header().Clone(), served.body.Bytes(), true
}

// canned answers every request alike; wait lets nothing come at all.
type canned struct {
	status  int
	media   string
	content string
	wait    bool
}

// ServeHTTP writes the answer.
func (c canned) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if c.wait {
		select {
		case <-request.Context().Done():
		case <-time.After(time.Minute):
		}
		return
	}
	w.Header().Set("Content-Type", c.media)
	w.WriteHeader(c.status)
	_, _ = io.WriteString(w, c.content) // a client that went is no news
}
