package target

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// WrongAddress looks at the address of a product that gave no answer of its own, and
// gives what is wrong with it and what to write, in one line; "" if nothing is to be
// seen from here: behind a proxy, or where the network is a test's.
func (t *Target) WrongAddress(ctx context.Context, product string) string {
	_, real := t.transport.(*http.Transport)
	u, err := url.Parse(t.Products[product].Endpoint.URL)
	if !real || err != nil {
		return ""
	}
	if t.Between(product) != "" {
		return ""
	}
	other := *u
	failed := tlsFailure(ctx, u)
	var plain tls.RecordHeaderError
	var untrusted *tls.CertificateVerificationError
	switch {
	case u.Scheme == "http" && (failed == nil || errors.As(failed, &untrusted)):
		other.Scheme = "https"
		return fmt.Sprintf("%s is asked without TLS and speaks TLS: write %s", u.Host, other.String())
	case u.Scheme == "https" && errors.As(failed, &plain):
		other.Scheme = "http"
		return fmt.Sprintf("%s is asked with TLS and does not speak TLS: write %s", u.Host, other.String())
	case u.Scheme == "https" && errors.As(failed, &untrusted):
		return fmt.Sprintf("the certificate of %s is not accepted, %s: name its authority's in SSL_CERT_FILE, or give the address that it is for", u.Host, untrusted.Err)
	}
	return ""
}

// Between gives the host of the proxy through which a product is asked, without what
// else its URL may hold; "" if there is none, or the network is a test's.
func (t *Target) Between(product string) string {
	_, real := t.transport.(*http.Transport)
	u, err := url.Parse(t.Products[product].Endpoint.URL)
	if !real || err != nil {
		return ""
	}
	proxy, err := t.proxy.forRequest(&http.Request{URL: u})
	if err != nil || proxy == nil {
		return ""
	}
	return proxy.Host
}

// lookAgain bounds the look at an address: who answers nothing does so here too.
const lookAgain = 2 * time.Second

// tlsFailure is how a TLS handshake with an address ends.
func tlsFailure(ctx context.Context, u *url.URL) error {
	ctx, cancel := context.WithTimeout(ctx, lookAgain)
	defer cancel()
	dialer := tls.Dialer{NetDialer: &net.Dialer{}, Config: &tls.Config{ServerName: u.Hostname()}}
	connection, err := dialer.DialContext(ctx, "tcp", address(u))
	if err == nil {
		err = connection.Close()
	}
	return err
}
