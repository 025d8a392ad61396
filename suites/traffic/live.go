package traffic

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Passed is one exchange that went by while it was watched.
type Passed struct {
	Place   string // where it is told to have been: "exchange 12"
	Method  string
	URL     string
	Header  http.Header
	Body    []byte
	Status  int
	Answer  http.Header
	Content []byte // as it passed: it may be packed
	Took    time.Duration
	// Left says why the exchange is not judged, Lack why its answer is not.
	Left, Lack Reason
}

// MaxAnswer is how many bytes the body of an answer may have that is judged.
const MaxAnswer = longestAnswer

// Take takes in an exchange. Headers and bodies are the collection's from then on.
func (t *Traffic) Take(p Passed) {
	m := message{place: p.Place, method: p.Method, url: p.URL, header: p.Header, body: p.Body, status: p.Status, answer: p.Answer,
		content: p.Content, lack: p.Lack, millis: float64(p.Took.Microseconds()) / 1000}
	if m.lack == "" {
		m.unpack()
		m.lacking(0)
	}
	t.take(m, p.Left)
}

// unpack undoes what the answer says was done to its body on the way.
func (m *message) unpack() {
	switch strings.ToLower(m.answer.Get("Content-Encoding")) {
	case "", "identity":
	case "gzip", "x-gzip":
		packed, err := gzip.NewReader(bytes.NewReader(m.content))
		if err != nil {
			m.lack = Partial
			return
		}
		if m.content, err = io.ReadAll(io.LimitReader(packed, longestAnswer+1)); err != nil {
			m.lack = Partial
		}
	default:
		m.lack = Packed
	}
}

// Named notes where exchanges are taken in, as a recording's file is noted.
func (t *Traffic) Named(name string) { t.files = append(t.files, name) }

// Bound keeps so many exchanges at most, of documented operations, and so many
// bytes of their bodies.
func (t *Traffic) Bound(count, bytes int) { t.mostCount, t.mostBytes = count, bytes }

// Crowded tells whether there is little room left.
func (t *Traffic) Crowded() bool {
	return len(t.exchanges) > t.mostCount*3/4 || t.bytes > t.mostBytes*3/4
}

// Forget lets go of the older half of what is kept, but for what verdicts rest on.
func (t *Traffic) Forget(decided []Decided) {
	cited := map[int]bool{}
	for _, d := range decided {
		indexes := []int{d.Culprit}
		for _, f := range d.Findings {
			indexes = append(indexes, f.Answer, f.Other)
		}
		for _, i := range indexes {
			if i >= 0 && i < len(d.Exchanges) {
				cited[d.Exchanges[i]] = true
			}
		}
	}
	older := slices.Clone(t.exchanges[:len(t.exchanges)/2])
	for _, s := range slices.DeleteFunc(older, func(s *seenExchange) bool { return cited[s.number] }) {
		cited[s.number] = false
		t.bytes -= s.size
	}
	t.exchanges = slices.DeleteFunc(t.exchanges, func(s *seenExchange) bool { kept, old := cited[s.number]; return old && !kept })
}
