package watch

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"syscall"
)

// Way says how a proxy passes requests on.
type Way struct {
	Upstream  *url.URL          // whose scheme and host requests are sent to
	Transport http.RoundTripper // that sends them; it must not unpack answers
	// Rename gives the upstream its own name as Host instead of the one that the
	// client sent, and may have signed.
	Rename bool
	// Failed is told why no answer came; nil for nobody.
	Failed func(error)
}

// Proxy is a handler that passes requests on, and answers back as they come. Bodies
// are passed byte for byte, headers but for those that HTTP has for one connection
// alone. Where no answer comes, or a part of one, the client's connection ends as
// the upstream's did; that needs a server with Connected.
func (w *Watch) Proxy(way Way) http.Handler {
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.URL.RawQuery = way.Upstream.Scheme, way.Upstream.Host, r.In.URL.RawQuery
			for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
				if values, ok := r.In.Header[name]; ok {
					r.Out.Header[name] = values
				}
			}
			if r.Out.Trailer = r.In.Trailer; way.Rename {
				r.Out.Host = ""
			}
		},
		Transport: w.Transport(once{way.Transport}), FlushInterval: -1, BufferPool: &buffers{}, ErrorLog: log.New(io.Discard, "", 0),
		ModifyResponse: func(r *http.Response) error {
			if _, upgraded := r.Body.(io.Writer); !upgraded {
				r.Body = breaking{r.Body, r.Request.Context()}
			}
			return nil
		},
		ErrorHandler: func(_ http.ResponseWriter, r *http.Request, err error) {
			if way.Failed != nil && r.Context().Err() == nil {
				way.Failed(err)
			}
			breakOff(r.Context(), err)
			panic(http.ErrAbortHandler)
		},
	}
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		to.Header()["Date"], to.Header()["Content-Type"] = nil, nil // what the upstream leaves out is not added
		_ = http.NewResponseController(to).EnableFullDuplex()       // an answer may begin before its request has ended
		proxy.ServeHTTP(to, r)
	})
}

// once sends a request once: a transport would send one without a body again where
// the connection ends before an answer.
type once struct{ next http.RoundTripper }

// RoundTrip errs as the transport behind it.
func (o once) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil && (r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions) {
		out := *r
		out.Body = io.NopCloser(strings.NewReader("")) // that of nobody knows how often it can be read
		r = &out
	}
	return o.next.RoundTrip(r)
}

type connectionKey struct{}

// Connected lets a server know its connections: http.Server.ConnContext.
func Connected[C any](ctx context.Context, c C) context.Context {
	return context.WithValue(ctx, connectionKey{}, c)
}

// breaking is a body that ends the client's connection as its own ends.
type breaking struct {
	io.ReadCloser
	ctx context.Context
}

// Read errs as the body does.
func (b breaking) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		breakOff(b.ctx, err)
	}
	return n, err
}

// breakOff lets the connection that a request came on end with a reset, if that is
// how the upstream's ended.
func breakOff(ctx context.Context, err error) {
	if c, ok := ctx.Value(connectionKey{}).(interface{ SetLinger(int) error }); ok && errors.Is(err, syscall.ECONNRESET) {
		_ = c.SetLinger(0)
	}
}

// buffers lends what bodies are copied with.
type buffers struct{ pool sync.Pool }

// Get lends one.
func (b *buffers) Get() []byte {
	if lent, ok := b.pool.Get().(*[]byte); ok {
		return *lent
	}
	return make([]byte, 16<<10)
}

// Put takes it back.
func (b *buffers) Put(lent []byte) { b.pool.Put(&lent) }
