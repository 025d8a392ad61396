package wire

import (
	"net/http"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/contract"
)

// Failure says why a request has no answer.
type Failure string

// The failures.
const (
	Answered    Failure = ""            // there is an answer
	Unreachable Failure = "unreachable" // no connection, or no such host
	Timeout     Failure = "timeout"     // no complete answer in time
	Closed      Failure = "closed"      // the connection ended without a readable answer
	NotSent     Failure = "not-sent"    // the run ended before its turn
	Unrecorded  Failure = "unrecorded"  // a record answers in the target's place, and holds no answer to it
)

// Exchange is a request as it was sent and what came back.
type Exchange struct {
	Request Request
	Sent    Sent
	Failure Failure
	Detail  string // of a failure, one line
	Status  int
	Header  http.Header
	Body    []byte
	Cut     bool // the body went on beyond what is read
	Took    time.Duration
	Repeats int // how often it was sent again after a throttle
	// Steady is true of a failure that came each time the request was asked again,
	// while others of its operation were answered.
	Steady bool
	// File is what came of the address that the request opens; nil if it opens none, or
	// the answer has no address. Of what was sent it has the URL alone.
	File *Exchange
	// Overheard is true of what somebody else sent: whether it was signed rightly is not known.
	Overheard bool
	// Recorded is its id in the record that it is read from, "" for one that was
	// sent.
	Recorded string
}

// Sent is a request as it went over the wire, with every secret and every
// signature replaced.
type Sent struct {
	Method string
	URL    string
	Header http.Header
	Body   string
}

// ContentType is the media type of the answer, lower case, without parameters.
func (x *Exchange) ContentType() string {
	media, _, _ := strings.Cut(x.Header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// AskedFormat is the format that was asked for: the request's, or the protocol's
// own where the request names none.
func (x *Exchange) AskedFormat() contract.Format {
	if x.Request.Format != "" {
		return x.Request.Format
	}
	return contract.JSON
}
