package traffic

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// message is one exchange as a recording holds it.
type message struct {
	place  string // "a.har: entry 3"
	same   string // equal for two records of one exchange, "" where each is recorded once
	method string
	url    string
	header http.Header
	body   []byte
	status int
	answer http.Header
	// content is the answer's body; lack says why there is none to judge.
	content []byte
	lack    Reason
	millis  float64
}

// Reason says why something of a recording is not judged.
type Reason string

// The reasons, in the order in which they are told.
const (
	Broken       Reason = "the recording is broken there, and nothing behind it is read"
	Torn         Reason = "the recording ends in the middle"
	NoExchange   Reason = "no exchange of the recording's own form"
	TooLong      Reason = "an exchange longer than is read"
	TooMany      Reason = "more of a documented operation than is judged at once"
	Busy         Reason = "more passed at once than is copied"
	Unread       Reason = "the body of the request did not pass whole"
	Twice        Reason = "the same exchange once more"
	Foreign      Reason = "no request of a protocol that is known"
	Undocumented Reason = "a request of an operation that no document describes"
	OtherVersion Reason = "the answer to a request of another version"
	NoAnswer     Reason = "no answer is in the recording"
	Bodiless     Reason = "the body of the answer is not in the recording"
	Partial      Reason = "the body of the answer is not whole in the recording"
	Packed       Reason = "the body of the answer is packed in the recording"
	Cached       Reason = "the answer is the client's own copy of an earlier one"
	Before       Reason = "something before the target answered"
	Altered      Reason = "what cannot be replaced without a change of what is judged"
)

// allReasons are all of them, in that order.
func allReasons() []Reason {
	return []Reason{Broken, Torn, NoExchange, TooLong, TooMany, Busy, Unread, Twice, Foreign, Undocumented, OtherVersion, NoAnswer, Bodiless, Partial, Packed, Cached, Before, Altered}
}

// Bounds of what is read of one exchange, in bytes. An answer may be as long as one
// that a run reads.
const (
	longestEntry  = 32 << 20
	longestAnswer = 10 << 20
)

// Read reads a recording: an HTTP archive (HAR), or a record of plumb, which its
// beginning tells. What cannot be read is counted; only a file that is neither,
// or cannot be read at all, is an error, and names the file.
func (t *Traffic) Read(name string, in io.Reader) error { return t.read(name, in, t.take) }

// read hands over each exchange of a recording, or why it is none.
func (t *Traffic) read(name string, in io.Reader, take func(message, Reason)) error {
	s := &scanner{in: bufio.NewReaderSize(in, 1<<16)}
	if mark, _ := s.in.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) { // as some exporters write it
		_, _ = s.in.Discard(len(mark))
	}
	if _, err := s.peek(); err != nil {
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: not a recording: the file is empty", name)
		}
		return fmt.Errorf("%s: %w", name, err)
	}
	begin, _ := s.in.Peek(64)
	each := archive
	if fields := bytes.Join(bytes.Fields(begin), nil); bytes.HasPrefix(fields, []byte(`{"kind":`)) {
		each = lines
	}
	found := false
	err := each(name, s, func(m message, why Reason) {
		found = found || why == ""
		take(m, why)
	})
	switch {
	case errors.Is(err, errNone):
		return fmt.Errorf("%s: not a recording: neither an HTTP archive, with log and entries in it, nor a record of plumb", name)
	case errors.Is(err, io.ErrUnexpectedEOF) && found:
		t.leave(Torn, fmt.Sprintf("%s: byte %d", name, s.at))
	case errors.Is(err, errForm) && found:
		t.leave(Broken, fmt.Sprintf("%s: byte %d", name, s.at))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errForm):
		return fmt.Errorf("%s: not a recording: it is broken at byte %d, before any exchange", name, s.at)
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	}
	t.files = append(t.files, name)
	return nil
}

// errNone is of a file that is no recording.
var errNone = errors.New("no recording")
