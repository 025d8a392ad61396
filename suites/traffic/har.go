package traffic

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/wire"
)

// The parts of an HTTP archive, version 1.2, that are read.
type (
	harPair struct{ Name, Value string }

	harPost struct {
		MimeType, Text, Encoding string
		Params                   []harPair
	}
	harContent struct {
		Size     int
		Text     *string
		Encoding string
	}
	harEntry struct {
		StartedDateTime string
		Time            float64
		Request         struct {
			Method, URL string
			Headers     []harPair
			PostData    *harPost
		}
		Response struct {
			Status  int
			Headers []harPair
			Content harContent
		}
	}
)

// archive reads an HTTP archive, an entry at a time.
func archive(name string, s *scanner, take func(message, Reason)) error {
	number, there := 0, false
	entry := func() error {
		number++
		place := fmt.Sprintf("%s: entry %d", name, number)
		raw, err := s.value(longestEntry)
		switch {
		case errors.Is(err, errLong):
			take(message{place: place}, TooLong)
			return nil
		case err != nil:
			return err
		}
		var e harEntry
		if json.Unmarshal(raw, &e) != nil {
			take(message{place: place}, NoExchange)
			return nil
		}
		take(e.message(place))
		return nil
	}
	log := func(member string) error {
		if b, err := s.peek(); member != "entries" || err != nil || b != '[' {
			return s.skip()
		}
		there = true
		return s.each('[', ']', entry)
	}
	err := s.object(func(member string) error {
		if b, err := s.peek(); member != "log" || err != nil || b != '{' {
			return s.skip()
		}
		return s.object(log)
	})
	if err == nil && !there || errors.Is(err, errForm) && !there {
		return errNone
	}
	return err
}

func (e *harEntry) message(place string) (message, Reason) {
	m := message{place: place, method: e.Request.Method, url: e.Request.URL, millis: e.Time, status: e.Response.Status}
	m.header, m.answer = headers(e.Request.Headers), headers(e.Response.Headers)
	if m.method == "" || m.url == "" {
		return m, NoExchange
	}
	if p := e.Request.PostData; p != nil {
		var ok bool
		if m.body, ok = p.content(); !ok {
			return m, NoExchange
		}
		if m.header.Get("Content-Type") == "" && p.MimeType != "" {
			m.header.Set("Content-Type", p.MimeType)
		}
	}
	m.answered(&e.Response.Content)
	m.same = digest(e.StartedDateTime, m.method, m.url, string(m.body), fmt.Sprint(m.header), fmt.Sprint(m.status), string(m.content))
	return m, ""
}

// content gives the body of a request; an archive may hold a form's pairs alone.
func (p *harPost) content() ([]byte, bool) {
	switch {
	case p.Encoding == "base64":
		text, err := base64.StdEncoding.DecodeString(p.Text)
		return text, err == nil
	case p.Text != "" || len(p.Params) == 0:
		return []byte(p.Text), true
	case !strings.HasPrefix(strings.ToLower(p.MimeType), wire.FormType):
		return nil, true // parts of a form with files, which no document has
	}
	var pairs []string
	for _, pair := range p.Params {
		pairs = append(pairs, url.QueryEscape(pair.Name)+"="+url.QueryEscape(pair.Value))
	}
	return []byte(strings.Join(pairs, "&")), true
}

// answered takes the answer over, or why it cannot be judged. An archive says how
// long a body is beside the body, and may hold less of it, or none.
func (m *message) answered(c *harContent) {
	if m.status == 0 {
		m.lack = NoAnswer
		return
	}
	if c.Text != nil {
		m.content = []byte(*c.Text)
	}
	if c.Encoding == "base64" {
		text, err := base64.StdEncoding.DecodeString(string(m.content))
		if err != nil {
			m.lack = Partial
		}
		m.content = text
	}
	m.lacking(c.Size)
}

// lacking says why an answer of which a recording holds content cannot be judged;
// size is how long its body was.
func (m *message) lacking(size int) {
	switch {
	case m.status == http.StatusNotModified:
		m.lack = Cached
	case m.lack != "":
	case len(m.content) == 0 && size > 0:
		m.lack = Bodiless
	case len(m.content) < size:
		m.lack = Partial
	case len(m.content) > longestAnswer:
		m.lack = TooLong
	case strings.HasPrefix(string(m.content), "\x1f\x8b"):
		m.lack = Packed
	}
}

// headers reads pairs; the names that HTTP/2 begins with a colon are none.
func headers(pairs []harPair) http.Header {
	out := http.Header{}
	for _, p := range pairs {
		if !strings.HasPrefix(p.Name, ":") {
			out.Add(p.Name, p.Value)
		}
	}
	return out
}

// entry gives a message as an archive has it, so many seconds after the beginning.
func (m *message) entry(second int) any {
	type object = map[string]any
	pairs := func(h http.Header) []object {
		out := []object{}
		for _, name := range slices.Sorted(maps.Keys(h)) {
			out = append(out, object{"name": name, "value": h.Get(name)})
		}
		return out
	}
	body := func(content []byte, into object) object {
		if into["text"] = string(content); !utf8.Valid(content) {
			into["text"], into["encoding"] = base64.StdEncoding.EncodeToString(content), "base64"
		}
		return into
	}
	request := object{"method": m.method, "url": m.url, "httpVersion": "HTTP/1.1", "cookies": []object{}, "queryString": []object{}, "headersSize": -1, "bodySize": len(m.body), "headers": pairs(m.header)}
	if len(m.body) > 0 {
		request["postData"] = body(m.body, object{"mimeType": m.header.Get("Content-Type")})
	}
	media := m.answer.Get("Content-Type")
	response := object{"status": m.status, "statusText": http.StatusText(m.status), "httpVersion": "HTTP/1.1", "cookies": []object{}, "redirectURL": "", "headersSize": -1, "bodySize": len(m.content),
		"headers": pairs(m.answer), "content": body(m.content, object{"size": len(m.content), "mimeType": media})}
	return object{"startedDateTime": time.Unix(int64(second), 0).UTC().Format(time.RFC3339), "time": m.millis, "request": request, "response": response,
		"cache": object{}, "timings": object{"send": 0, "wait": m.millis, "receive": 0}}
}
