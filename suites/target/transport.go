package target

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
)

// Bounds on a connection and on what comes before a body.
const (
	maxHeader   = 1 << 16 // bytes
	maxLines    = 100     // of a header
	dialTimeout = 900 * time.Millisecond
	shakeHands  = 5 * time.Second
)

// Proxy says through what a target is asked. The zero value takes the proxy that
// the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), which is never asked
// for a target on this machine.
type Proxy struct {
	None bool     // no proxy, whatever the environment names
	URL  *url.URL // this one; nil for that of the environment
}

// ParseProxy reads the URL of a proxy, "" for that of the environment. The error
// does not repeat it, as it may hold a password.
func ParseProxy(word string, none bool) (Proxy, error) {
	if none && word != "" {
		return Proxy{}, errors.New("a proxy is named and refused at once; leave one of the two out")
	}
	if word == "" {
		return Proxy{None: none}, nil
	}
	u, err := url.Parse(word)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5" {
		return Proxy{}, errors.New("the proxy is not a URL that begins with http://, https:// or socks5://")
	}
	if !dialable(u) {
		return Proxy{}, errors.New("the URL of a proxy has a host and, behind a colon, a port from 1 to 65535")
	}
	return Proxy{URL: u}, nil
}

// forRequest tells which proxy a request goes through, nil for none.
func (p Proxy) forRequest(r *http.Request) (*url.URL, error) {
	switch {
	case p.None:
		return nil, nil
	case p.URL != nil:
		return p.URL, nil
	}
	u, err := http.ProxyFromEnvironment(r)
	if err != nil || u != nil && !dialable(u) {
		return nil, errors.New("the proxy that the environment names is not a URL that can be asked; mend HTTP_PROXY or HTTPS_PROXY, or say --no-proxy")
	}
	return u, nil
}

// network is a transport that follows no redirect and reads bounded headers.
//
// Each request has a connection of its own. On one that is kept, a server may
// write what nobody asked for, and net/http prints that, which may be an echo of
// keys and signatures, to the log of the process.
func network(proxy Proxy) http.RoundTripper {
	dialer := &net.Dialer{Timeout: shakeHands}
	return &http.Transport{
		Proxy: proxy.forRequest,
		DialContext: func(ctx context.Context, kind, address string) (net.Conn, error) {
			connection, err := dialer.DialContext(ctx, kind, address)
			return quiet(connection), err
		},
		DialTLSContext: func(ctx context.Context, kind, address string) (net.Conn, error) {
			host, _, err := net.SplitHostPort(address)
			if err != nil {
				return nil, err
			}
			bounded, cancel := context.WithTimeout(ctx, shakeHands)
			defer cancel()
			secured := tls.Dialer{NetDialer: dialer, Config: &tls.Config{ServerName: host}}
			connection, err := secured.DialContext(bounded, kind, address)
			return quiet(connection), err
		},
		OnProxyConnectResponse: tunnelled,
		DisableKeepAlives:      true,
		MaxResponseHeaderBytes: maxHeader,
		TLSHandshakeTimeout:    shakeHands,
	}
}

// refusedTunnel is the answer of a proxy, another status than 200, to who asks for a way
// to the target.
type refusedTunnel int

func (r refusedTunnel) Error() string {
	return fmt.Sprintf("the proxy answers HTTP %d and leads nowhere", int(r))
}

// tunnelled tells that a proxy leads to the target.
func tunnelled(_ context.Context, _ *url.URL, _ *http.Request, response *http.Response) error {
	if response.StatusCode != http.StatusOK {
		return refusedTunnel(response.StatusCode)
	}
	return nil
}

// quietConn gives nothing to read before something was written: what comes
// unasked would be printed to the log of the process as well.
type quietConn struct {
	net.Conn
	written chan struct{}
	once    sync.Once
}

// quiet wraps a connection, nil too.
func quiet(c net.Conn) net.Conn {
	if c == nil {
		return nil
	}
	return &quietConn{Conn: c, written: make(chan struct{})}
}

func (c *quietConn) Read(p []byte) (int, error) {
	<-c.written
	return c.Conn.Read(p)
}

func (c *quietConn) Write(p []byte) (int, error) {
	c.once.Do(func() { close(c.written) })
	return c.Conn.Write(p)
}

// Close lets a waiting Read end, with the error of a closed connection.
func (c *quietConn) Close() error {
	err := c.Conn.Close()
	c.once.Do(func() { close(c.written) })
	return err
}

// inProcess answers from a handler of this process.
type inProcess struct{ handler http.Handler }

// RoundTrip serves the request; a handler that panics is a closed connection.
// One that does not end is left behind when the request's context ends.
func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	r.RemoteAddr, r.RequestURI = "127.0.0.1:1", r.URL.RequestURI()
	if r.Host == "" {
		r.Host = r.URL.Host
	}
	answer := &bounded{ResponseRecorder: httptest.NewRecorder()}
	served := atonce.Begin(func() error {
		if panicked := atonce.Caught(func() { p.handler.ServeHTTP(answer, r) }); panicked != nil {
			return fmt.Errorf("the handler panicked: %v", panicked.Cause)
		}
		return nil
	})
	select {
	case <-served.Done():
		if err := served.Wait(); err != nil {
			return nil, err
		}
		return answer.Result(), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// bounded takes no more of a body than is read of one.
type bounded struct {
	*httptest.ResponseRecorder
	size int
}

func (b *bounded) Write(p []byte) (int, error) {
	keep := p[:min(len(p), MaxBody+1-b.size)]
	b.size += len(keep)
	if _, err := b.ResponseRecorder.Write(keep); err != nil || len(keep) == len(p) {
		return len(keep), err
	}
	return len(keep), errors.New("the answer is longer than is read")
}

// WriteString is Write of a text, which the recorder would take unbounded.
func (b *bounded) WriteString(s string) (int, error) { return b.Write([]byte(s)) }
