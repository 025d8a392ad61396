package traffic

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/record"
)

// lines reads the exchanges of a record, an object at a time. The run need not
// have finished: its verdicts are not looked at.
func lines(name string, s *scanner, take func(message, Reason)) error {
	begun := ""
	for number := 1; ; number++ {
		if _, err := s.peek(); errors.Is(err, io.EOF) {
			return nil
		}
		place := fmt.Sprintf("%s:%d", name, number)
		raw, err := s.value(longestEntry)
		if errors.Is(err, errLong) {
			take(message{place: place}, TooLong)
			continue
		}
		if err != nil {
			return err
		}
		var line struct {
			Kind  string `json:"kind"`
			Start string `json:"start"`
			record.Exchange
		}
		switch err := json.Unmarshal(raw, &line); {
		case err != nil && number == 1:
			return errNone
		case err != nil:
			take(message{place: place}, NoExchange)
		case line.Kind == "header":
			begun = line.Start
		case line.Kind == "exchange":
			take(recorded(line.Exchange, place, begun))
		}
	}
}

// recorded reads one exchange of a record.
func recorded(line record.Exchange, place, begun string) (message, Reason) {
	m := message{place: place, method: line.Request.Method, url: line.Request.URL, header: line.Request.Headers, body: []byte(line.Request.Body),
		millis: line.Millis, same: digest(begun, line.ID, line.Request.URL, line.Request.Body)}
	if m.method == "" || m.url == "" {
		return m, NoExchange
	}
	x, err := line.AnswerTo(wire.Request{})
	switch {
	case err != nil:
		return m, NoExchange
	case x.Failure != wire.Answered || line.Response == nil:
		m.lack = NoAnswer
		return m, ""
	}
	m.status, m.answer, m.content = x.Status, x.Header, x.Body
	if m.lacking(line.Response.Size); x.Cut {
		m.lack = Partial
	}
	return m, ""
}

// digest is short and equal for equal parts.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:12])
}
