package watch

import (
	"io"
	"sync"
)

// aside is the copy of a body that passes, as long as it is not too long and there
// is room. Requests pass while answers do, so that it is locked.
type aside struct {
	watch  *Watch
	most   int
	length int64 // that was promised, 0 if none was

	mu         sync.Mutex
	data       []byte
	count      int64
	stopped    bool
	whole      bool // all of it passed
	long, full bool // it is not kept, as too long or for want of room
}

// add copies what passed.
func (a *aside) add(p []byte, end bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stopped {
		return
	}
	a.count += int64(len(p))
	a.whole = a.whole || end || a.length > 0 && a.count == a.length
	if a.long || a.full || len(p) == 0 {
		return
	}
	before := cap(a.data)
	if len(a.data)+len(p) > a.most {
		a.long = true
	} else {
		a.data = append(a.data, p...)
	}
	if a.watch.copied.Add(int64(cap(a.data)-before)) > copiedBytes {
		a.full = true
	}
	if a.long || a.full {
		a.watch.copied.Add(-int64(cap(a.data)))
		a.data = nil
	}
}

// stop keeps what is there as it is.
func (a *aside) stop() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.stopped = true
}

// tee is a body that is copied while it is read.
type tee struct {
	io.ReadCloser
	to    *aside
	ended func() // nil for nothing
}

// Read reads and copies. It errs as the body does.
func (t *tee) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	t.to.add(p[:n], err == io.EOF)
	if err != nil && t.ended != nil {
		t.ended()
	}
	return n, err
}

// Close closes the body, and errs as it does.
func (t *tee) Close() error {
	err := t.ReadCloser.Close()
	if t.ended != nil {
		t.ended()
	}
	return err
}
