package target

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
)

// Bounds on what is read of an answer. A body beyond what is usual is read only
// while no other one is, so that a run stays small whatever a target sends.
const (
	MaxBody     = 24 << 20 // bytes; a year by the hour for many has some millions
	MaxKept     = 40 << 20 // bytes of all answers of a run
	usualBody   = 2 << 20  // bytes
	keptOfCut   = 1 << 14  // bytes kept of a body that is longer than MaxBody
	keptOfBreak = 1 << 14  // bytes kept of a body that broke off
)

// Reach connects to each address of the target once, or to the proxy before it,
// without sending anything.
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
		proxy, err := t.proxy.forRequest(&http.Request{URL: u})
		if err != nil {
			return err
		}
		where, what := u, "target "+p.Endpoint.URL
		if proxy != nil { // of its URL no more than the host: there may be a password
			where, what = proxy, "the proxy "+proxy.Host+" on the way to "+what
		}
		if seen[where.Host] {
			continue
		}
		seen[where.Host] = true
		var dialer net.Dialer
		connection, err := dialer.DialContext(ctx, "tcp", address(where))
		if err != nil {
			return fmt.Errorf("%s cannot be reached: %s; is it running, and is the address right?", what, cause(err))
		}
		connection.Close()
	}
	return nil
}

func address(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// Send asks one request and reads the answer, bounded by ctx and MaxBody. It
// never fails: what goes wrong is in the exchange.
func (t *Target) Send(ctx context.Context, r wire.Request, stamp wire.Stamp) *wire.Exchange {
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
	redactor := t.redactor.Answering(request)
	began := time.Now()
	response, err := t.transport.RoundTrip(request.WithContext(ctx))
	if err == nil {
		err = t.read(ctx, x, redactor, response)
	}
	x.Took = time.Since(began)
	if err != nil {
		x.Failure, x.Detail = failure(ctx, err), redactor.Text(cause(err))
	}
	return x
}

// read reads an answer, no further than MaxBody. Of one that breaks off it keeps
// status, headers and the bytes that came.
func (t *Target) read(ctx context.Context, x *wire.Exchange, redactor wire.Redactor, response *http.Response) error {
	defer response.Body.Close()
	x.Status, x.Header = response.StatusCode, http.Header{}
	lines := 0
	for name, values := range response.Header {
		for _, value := range values {
			if lines++; lines > maxLines {
				return fmt.Errorf("the answer has more than %d header lines", maxLines)
			}
			x.Header.Add(redactor.Text(name), redactor.Text(value))
		}
	}
	if response.StatusCode == http.StatusSwitchingProtocols {
		return nil // what follows is no HTTP, and nothing says where it ends
	}
	data, free, err := t.body(ctx, response)
	defer free()
	if errors.Is(err, errNoRoom) {
		return err
	}
	kept := MaxBody
	if x.Cut = len(data) > MaxBody; x.Cut {
		kept = keptOfCut
	}
	if err != nil {
		kept = keptOfBreak
	}
	came := len(data)
	data = redactor.Bytes(data[:min(came, kept+keptOfCut)]) // some more than is kept: a cut would leave half a key
	if x.Body = data; len(data) > kept {
		x.Body = bytes.Clone(data[:kept]) // what is not kept is not held
	}
	if err == nil {
		return nil
	}
	if promised := response.ContentLength; promised > int64(came) {
		return fmt.Errorf("the answer broke off: %d bytes were promised, %d came: %w", promised, came, err)
	}
	return fmt.Errorf("the answer broke off after %d bytes: %w", came, err)
}

// errNoRoom is why a long body is not kept.
var errNoRoom = errors.New("the answers before take the room that a run has for them")

// Full tells whether an answer came for which there was no room beside the long ones
// before: no further one is worth asking for.
func (t *Target) Full() bool { return t.full.Load() }

// LetGo says that the answers so far are not kept any more, so that there is room for
// others. Nothing may be under way.
func (t *Target) LetGo() {
	t.long <- struct{}{}
	t.kept = 0
	t.full.Store(false)
	<-t.long
}

// body reads a body to its end, or to a byte above MaxBody. free lets the next
// long one be read. The long ones of a run are kept as long as there is room: errNoRoom.
func (t *Target) body(ctx context.Context, response *http.Response) (data []byte, free func(), err error) {
	free = func() {}
	data, err = io.ReadAll(io.LimitReader(response.Body, usualBody))
	if err != nil || len(data) < usualBody {
		return data, free, err
	}
	select {
	case t.long <- struct{}{}:
		free = func() { <-t.long }
	case <-ctx.Done():
		return data, free, ctx.Err()
	}
	most := min(MaxBody, MaxKept-t.kept)
	if most >= MaxBody || max(int64(len(data)), response.ContentLength) <= int64(most) {
		data, err = rest(response, data, most)
	}
	switch {
	case most < MaxBody && max(int64(len(data)), response.ContentLength) > int64(most):
		t.full.Store(true)
		return nil, free, errNoRoom
	case len(data) <= MaxBody:
		t.kept += len(data)
	}
	return data, free, err
}

// rest reads what is left of a body that begins with data, to its end or to a byte above
// most. All of its room is taken at once: what grows takes its place twice.
func rest(response *http.Response, data []byte, most int) ([]byte, error) {
	room := most + 1
	if response.ContentLength > 0 {
		room = int(min(response.ContentLength, int64(room)))
	}
	whole := make([]byte, room)
	for at := copy(whole, data); ; {
		n, err := response.Body.Read(whole[at:])
		if at += n; err == nil && at < room {
			continue
		}
		if whole = whole[:at]; room-at > usualBody {
			whole = bytes.Clone(whole)
		}
		if err == io.EOF {
			err = nil
		}
		return whole, err
	}
}

// failure tells why there is no answer.
func failure(ctx context.Context, err error) wire.Failure {
	var dns *net.DNSError
	var operation *net.OpError
	var network net.Error
	var tunnel refusedTunnel
	switch {
	case errors.Is(ctx.Err(), context.Canceled), errors.Is(err, errNoRoom):
		return wire.NotSent
	case errors.As(err, &dns), errors.As(err, &tunnel), errors.As(err, &operation) && (operation.Op == "dial" || byProxy(operation)):
		return wire.Unreachable
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return wire.Timeout
	}
	return wire.Closed
}

// byProxy tells an error on the way to a proxy: the target was not asked.
func byProxy(e *net.OpError) bool { return e.Op == "proxyconnect" || e.Op == "socks connect" }

// cause is the last part of a network error, which says what happened without
// repeating the addresses.
func cause(err error) string {
	var operation *net.OpError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "no complete answer in time"
	case errors.As(err, &operation) && byProxy(operation):
		return "the proxy cannot be reached: " + cause(operation.Err)
	case errors.As(err, &operation) && operation.Err != nil:
		return operation.Err.Error()
	}
	return err.Error()
}
