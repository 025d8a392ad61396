package sdk

import (
	"crypto/tls"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"

	"github.com/plumbline/plumbline/specs/atonce"
)

// ports is one server that listens at many places, plainly and by TLS.
type ports struct {
	server http.Server
	secure *tls.Config
	certs  *httptest.Server // gives the certificate, and is never asked
	all    atonce.Group     // of those who serve at a place
}

// start makes the server ready and gives its certificate, PEM.
func (p *ports) start(handler http.Handler) []byte {
	p.certs = httptest.NewTLSServer(http.NotFoundHandler())
	p.secure = &tls.Config{Certificates: p.certs.TLS.Certificates, NextProtos: []string{"http/1.1"}}
	p.server.Handler = handler
	p.server.ErrorLog = log.New(io.Discard, "", 0) // a client that hangs up is no news
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.certs.Certificate().Raw})
}

// open listens at two new places on loopback.
func (p *ports) open() (plain, secure net.Listener, err error) {
	if plain, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, nil, err
	}
	if secure, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		plain.Close()
		return nil, nil, err
	}
	p.all.Go(func() error { return p.server.Serve(plain) })
	p.all.Go(func() error { return p.server.Serve(tls.NewListener(secure, p.secure)) })
	return plain, secure, nil
}

// stop ends all, requests that wait included.
func (p *ports) stop() {
	p.server.Close()
	p.certs.Close()
	_ = p.all.Wait() // Serve ends with its listener; that is no error of anybody's
}

// port is where a request arrived: the place of the listener, or, of one that
// never was on a network, where it was sent.
func port(request *http.Request) string {
	if address, ok := request.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		return address.String()
	}
	return request.Host
}
