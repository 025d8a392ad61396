package target

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
)

// Bounds on what is read of an answer, and on how long a connection may take
// to come about.
const (
	MaxBody     = 1 << 18 // bytes; a documented answer has a few thousand
	keptOfCut   = 1 << 14 // bytes kept of a body that is longer
	maxHeader   = 1 << 18 // bytes
	dialTimeout = 900 * time.Millisecond
)

// network is a transport that follows no redirect and reads bounded headers.
func network() http.RoundTripper {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
		MaxIdleConnsPerHost:    16,
		MaxResponseHeaderBytes: maxHeader,
		TLSHandshakeTimeout:    5 * time.Second,
	}
}

// inProcess answers from a handler of this process.
type inProcess struct{ handler http.Handler }

// RoundTrip serves the request; a handler that panics is a closed connection.
func (p inProcess) RoundTrip(r *http.Request) (response *http.Response, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			response, err = nil, fmt.Errorf("the handler panicked: %v", cause)
		}
	}()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	r.RemoteAddr, r.RequestURI = "127.0.0.1:1", r.URL.RequestURI()
	if r.Host == "" {
		r.Host = r.URL.Host
	}
	recorder := httptest.NewRecorder()
	p.handler.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

// Reach connects to each address of the target once, without sending anything.
// The error names the address and says what to do.
func (t *Target) Reach(ctx context.Context) error {
	if _, real := t.transport.(*http.Transport); !real {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	seen := map[string]bool{}
	for _, p := range t.Products {
		u, err := url.Parse(p.Endpoint.URL)
		if err != nil {
			return fmt.Errorf("target %q is not a URL", p.Endpoint.URL)
		}
		if seen[u.Host] || proxied(u) {
			continue
		}
		seen[u.Host] = true
		var dialer net.Dialer
		connection, err := dialer.DialContext(ctx, "tcp", address(u))
		if err != nil {
			return fmt.Errorf("target %s cannot be reached: %s; is it running, and is the address right?", p.Endpoint.URL, cause(err))
		}
		connection.Close()
	}
	return nil
}

func proxied(u *url.URL) bool {
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: u})
	return err == nil && proxy != nil
}

func address(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// Send asks one request and reads the answer, bounded by ctx and MaxBody. It
// never fails: what goes wrong is in the exchange.
func (t *Target) Send(ctx context.Context, r wire.Request, stamp wire.Stamp) *wire.Exchange {
	return t.send(ctx, r, stamp, t.transport)
}

// SendAlone is Send on a connection of its own: a server may close one that is
// kept at any time, which says nothing about its answer.
func (t *Target) SendAlone(ctx context.Context, r wire.Request, stamp wire.Stamp) *wire.Exchange {
	shared, ok := t.transport.(*http.Transport)
	if !ok {
		return t.Send(ctx, r, stamp)
	}
	own := shared.Clone()
	own.DisableKeepAlives = true
	return t.send(ctx, r, stamp, own)
}

func (t *Target) send(ctx context.Context, r wire.Request, stamp wire.Stamp, transport http.RoundTripper) *wire.Exchange {
	x := &wire.Exchange{Request: r}
	product, ok := t.Products[r.Operation.Product]
	if !ok {
		x.Failure, x.Detail = wire.NotSent, "the target has no "+r.Operation.Product
		return x
	}
	request, err := wire.Encode(r, product.Endpoint, stamp)
	if err != nil {
		x.Failure, x.Detail = wire.NotSent, err.Error()
		return x
	}
	x.Sent = t.redactor.Sent(request)
	began := time.Now()
	response, err := transport.RoundTrip(request.WithContext(ctx))
	if err == nil {
		err = t.read(x, request, response)
	}
	x.Took = time.Since(began)
	if err != nil {
		x.Failure, x.Detail = failure(ctx, err), t.redactor.Text(cause(err))
	}
	return x
}

// read reads an answer, no further than MaxBody.
func (t *Target) read(x *wire.Exchange, request *http.Request, response *http.Response) error {
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, MaxBody+1))
	if err != nil {
		return fmt.Errorf("the answer broke off after %d bytes: %w", len(data), err)
	}
	x.Cut = len(data) > MaxBody
	data = t.redactor.Answer(request, data) // before it is cut, which would leave half a key
	if x.Cut {
		data = data[:min(len(data), keptOfCut)]
	}
	x.Status, x.Body = response.StatusCode, data
	x.Header = http.Header{}
	for name, values := range response.Header {
		for _, value := range values {
			x.Header.Add(name, string(t.redactor.Answer(request, []byte(value))))
		}
	}
	return nil
}

// failure tells why there is no answer.
func failure(ctx context.Context, err error) wire.Failure {
	var dns *net.DNSError
	var operation *net.OpError
	var network net.Error
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return wire.NotSent
	case errors.As(err, &dns), errors.As(err, &operation) && operation.Op == "dial":
		return wire.Unreachable
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return wire.Timeout
	}
	return wire.Closed
}

// cause is the last part of a network error, which says what happened without
// repeating the addresses.
func cause(err error) string {
	var operation *net.OpError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "no complete answer in time"
	case errors.As(err, &operation) && operation.Err != nil:
		return operation.Err.Error()
	}
	return err.Error()
}
