package watch

import (
	"io"
	"net/http"
)

// Transport passes requests on to next, and is a client's transport in its place.
// nil is http.DefaultTransport, which gives clients answers it has unpacked. An
// answer that a client does not read to its end is not judged.
func (w *Watch) Transport(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return transport{w, next}
}

type transport struct {
	watch *Watch
	next  http.RoundTripper
}

// RoundTrip passes a request and its answer on. It errs as the transport behind it.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	x := t.watch.begin(r, r.URL.String())
	response, err := t.next.RoundTrip(x.through(r))
	if err != nil {
		t.watch.end(x)
		return response, err
	}
	x.status, x.answer, x.content.length = response.StatusCode, response.Header.Clone(), max(response.ContentLength, 0)
	x.content.whole = response.Body == http.NoBody || response.ContentLength == 0
	if _, upgraded := response.Body.(io.Writer); upgraded { // no HTTP follows
		t.watch.end(x)
		return response, nil
	}
	response.Body = &tee{response.Body, &x.content, func() { t.watch.end(x) }}
	return response, nil
}

// through is a request whose body is copied while it is sent, however often.
func (x *exchange) through(r *http.Request) *http.Request {
	if x.request.whole {
		return r
	}
	out := *r
	out.Body = &tee{ReadCloser: r.Body, to: &x.request}
	if r.GetBody != nil {
		out.GetBody = func() (io.ReadCloser, error) {
			body, err := r.GetBody()
			if err != nil {
				return nil, err
			}
			x.request.stop() // it has been copied once, or is not judged
			return body, nil
		}
	}
	return &out
}

// Handler passes requests on to next, and is a server's handler in its place.
func (w *Watch) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		x := w.begin(r, "http://"+r.Host+r.URL.RequestURI())
		out := &answering{ResponseWriter: to, x: x}
		defer w.end(x)
		next.ServeHTTP(out, x.through(r))
		out.begin(http.StatusOK, nil)
		x.content.add(nil, true)
	})
}

// answering copies an answer while it is written.
type answering struct {
	http.ResponseWriter
	x *exchange
}

// begin notes what comes before a body, as a server completes it.
func (a *answering) begin(status int, content []byte) {
	if a.x.status != 0 || status < http.StatusOK {
		return
	}
	a.x.status, a.x.answer = status, a.Header().Clone()
	if _, said := a.x.answer["Content-Type"]; !said && len(content) > 0 {
		a.x.answer.Set("Content-Type", http.DetectContentType(content))
	}
}

// WriteHeader passes on and copies.
func (a *answering) WriteHeader(status int) {
	a.begin(status, nil)
	a.ResponseWriter.WriteHeader(status)
}

// Write passes on and copies. It errs as the writer behind it.
func (a *answering) Write(content []byte) (int, error) {
	a.begin(http.StatusOK, content)
	a.x.content.add(content, false)
	return a.ResponseWriter.Write(content)
}

// Flush passes on.
func (a *answering) Flush() { _ = http.NewResponseController(a.ResponseWriter).Flush() }

// Unwrap gives the writer behind it, for what else a handler may want.
func (a *answering) Unwrap() http.ResponseWriter { return a.ResponseWriter }
