package report

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// The parts of an HTTP archive, version 1.2, that are written.
type (
	harCreator struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	harPage struct {
		StartedDateTime string   `json:"startedDateTime"`
		ID              string   `json:"id"`
		Title           string   `json:"title"`
		PageTimings     struct{} `json:"pageTimings"`
	}
	harPair struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	harContent struct {
		Size     int    `json:"size"`
		MimeType string `json:"mimeType"`
		Text     string `json:"text,omitempty"`
		Encoding string `json:"encoding,omitempty"`
		Comment  string `json:"comment,omitempty"`
	}
	harPost struct {
		MimeType string    `json:"mimeType"`
		Params   []harPair `json:"params"`
		Text     string    `json:"text"`
	}
	harRequest struct {
		Method      string    `json:"method"`
		URL         string    `json:"url"`
		HTTPVersion string    `json:"httpVersion"`
		Cookies     []harPair `json:"cookies"`
		Headers     []harPair `json:"headers"`
		QueryString []harPair `json:"queryString"`
		PostData    *harPost  `json:"postData,omitempty"`
		HeadersSize int       `json:"headersSize"`
		BodySize    int       `json:"bodySize"`
	}
	harResponse struct {
		Status      int        `json:"status"`
		StatusText  string     `json:"statusText"`
		HTTPVersion string     `json:"httpVersion"`
		Cookies     []harPair  `json:"cookies"`
		Headers     []harPair  `json:"headers"`
		Content     harContent `json:"content"`
		RedirectURL string     `json:"redirectURL"`
		HeadersSize int        `json:"headersSize"`
		BodySize    int        `json:"bodySize"`
		Comment     string     `json:"comment,omitempty"`
	}
	harTimings struct {
		Send    float64 `json:"send"`
		Wait    float64 `json:"wait"`
		Receive float64 `json:"receive"`
	}
	harEntry struct {
		Pageref         string      `json:"pageref"`
		StartedDateTime string      `json:"startedDateTime"`
		Time            float64     `json:"time"`
		Request         harRequest  `json:"request"`
		Response        harResponse `json:"response"`
		Cache           struct{}    `json:"cache"`
		Timings         harTimings  `json:"timings"`
		Comment         string      `json:"comment"`
	}
)

// harTime is how an archive writes a time.
const harTime = "2006-01-02T15:04:05.000Z07:00"

// har writes every exchange of every run, an entry at a time, and counts in the
// title of a page how the cases of the run ended.
func har(p *sheet) {
	creator := harCreator{"plumbline", p.Runs[0].Suite}
	pages := []harPage{}
	for i, run := range p.Runs {
		pages = append(pages, harPage{StartedDateTime: run.Start.Format(harTime), ID: fmt.Sprintf("run-%d", i+1),
			Title: fmt.Sprintf("%s: %s (%s)", run.Name, run.Verdict.Word, run.Totals.words())})
	}
	p.Put(`{"log":{"version":"1.2","creator":`, marshalled(creator), `,"pages":`, marshalled(pages), `,"entries":[`)
	first := true
	for i, run := range p.Runs {
		for _, x := range run.exchanges {
			if !first {
				p.Put(",")
			}
			first = false
			p.Put("\n", marshalled(entry(x, pages[i])))
		}
	}
	p.Put("\n]}}\n")
}

func marshalled(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return "null" // a structure of strings and numbers always marshals
	}
	return string(text)
}

// entry is an exchange. The record has no time of its own for each, so that of
// the run stands in; how long it took is its own.
func entry(x *exchange, page harPage) harEntry {
	e := harEntry{
		Pageref: page.ID, StartedDateTime: page.StartedDateTime, Time: x.Millis, Timings: harTimings{Wait: x.Millis}, Comment: x.ID,
		Request: harRequest{
			Method: clean(x.Request.Method), URL: address(x.Request.URL), HTTPVersion: "HTTP/1.1", Cookies: []harPair{}, Headers: pairs(x.Request.Headers),
			QueryString: query(x.Request.URL), HeadersSize: -1, BodySize: len(x.Request.Body),
		},
		Response: harResponse{StatusText: clean(x.Failure), HTTPVersion: "HTTP/1.1", Cookies: []harPair{}, Headers: []harPair{}, HeadersSize: -1, BodySize: -1,
			Content: harContent{MimeType: "x-unknown"}, Comment: clean(x.Detail)},
	}
	if x.Request.Body != "" {
		text, _, _ := archivedBody([]byte(x.Request.Body))
		e.Request.PostData = &harPost{MimeType: clean(http.Header(x.Request.Headers).Get("Content-Type")), Params: []harPair{}, Text: text}
	}
	if r := x.Response; r != nil {
		e.Response.Status, e.Response.StatusText = r.Status, http.StatusText(r.Status)
		e.Response.Headers, e.Response.BodySize = pairs(r.Headers), r.Size
		e.Response.Content = content(x)
	}
	return e
}

func content(x *exchange) harContent {
	c := harContent{Size: x.Response.Size, MimeType: clean(http.Header(x.Response.Headers).Get("Content-Type"))}
	c.Text, c.Encoding, c.Comment = archivedBody(x.body)
	if x.Response.Cut {
		c.Comment = fmt.Sprintf("the target sent more than %d bytes; the rest was not read", x.Response.Size)
	}
	return c
}

// archivedBody gives as much of a body as an archive holds, bytes that are no text in
// base64.
func archivedBody(b []byte) (text, encoding, comment string) {
	const limit = 64 << 10
	if len(b) > limit {
		comment = fmt.Sprintf("cut to %d of %d bytes", limit, len(b))
		b = b[:limit]
		for n := 0; n < utf8.UTFMax && len(b) > 0 && !utf8.Valid(b); n++ {
			b = b[:len(b)-1] // not in the middle of a character
		}
	}
	if !utf8.Valid(b) {
		return base64.StdEncoding.EncodeToString(b), "base64", comment
	}
	return string(b), "", comment
}

func pairs(headers map[string][]string) []harPair {
	out := []harPair{}
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		for _, value := range headers[name] {
			out = append(out, harPair{clean(name), clean(value)})
		}
	}
	return out
}

// query splits the query of a URL, in its order.
func query(raw string) []harPair {
	out := []harPair{}
	_, text, found := strings.Cut(raw, "?")
	if !found {
		return out
	}
	for pair := range strings.SplitSeq(text, "&") {
		name, value, _ := strings.Cut(pair, "=")
		out = append(out, harPair{clean(unescaped(name)), clean(unescaped(value))})
	}
	return out
}

// address writes the placeholders of secrets as a URL can hold them.
func address(raw string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E").Replace(clean(raw))
}

func unescaped(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}
