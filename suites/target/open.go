package target

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
)

// maxRedirects is how often a file may be somewhere else.
const maxRedirects = 3

// Openable tells whether there can be something behind an address.
func Openable(address *url.URL) bool {
	return address.Host != "" && (address.Scheme == "http" || address.Scheme == "https")
}

// Open gets what an address leads to, bounded as an answer is, without credentials. An
// address may lead on, as files do that have moved. It never fails: what goes wrong is
// in the exchange, which has no request of an operation.
func (t *Target) Open(ctx context.Context, address string) *wire.Exchange {
	x := &wire.Exchange{Sent: wire.Sent{Method: http.MethodGet, URL: t.redactor.Text(address)}}
	began := time.Now()
	err := t.follow(ctx, x, address)
	x.Took = time.Since(began)
	if err != nil {
		x.Failure, x.Detail = failure(ctx, err), t.redactor.Text(cause(err))
	}
	return x
}

func (t *Target) follow(ctx context.Context, x *wire.Exchange, address string) error {
	for range maxRedirects + 1 {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		if !Openable(request.URL) {
			return fmt.Errorf("%s is no address that can be opened", request.URL.Redacted())
		}
		response, err := t.transport.RoundTrip(request)
		if err != nil {
			return err
		}
		if err := t.read(ctx, x, t.redactor, response); err != nil {
			return err
		}
		next, err := url.Parse(x.Header.Get("Location"))
		if x.Status/100 != 3 || err != nil || next.String() == "" {
			return nil
		}
		address = request.URL.ResolveReference(next).String()
	}
	return fmt.Errorf("it leads on more than %d times", maxRedirects)
}
