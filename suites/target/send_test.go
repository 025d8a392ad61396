package target_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/target"
)

// soon is a generous bound on what must not take as long as the target likes.
const soon = 20 * time.Second

func TestWhatATargetDoesIsBounded(t *testing.T) {
	gone := make(chan struct{})
	t.Cleanup(func() { close(gone) })
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	for range 64 {
		packed.Write(bytes.Repeat([]byte("a"), 1<<20))
	}
	packed.Close()
	for _, row := range []struct {
		name    string
		handler http.HandlerFunc
		failure wire.Failure
		cut     bool
	}{
		{"it answers", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "{}") }, wire.Answered, false},
		{"as much as is read", func(w http.ResponseWriter, _ *http.Request) { w.Write(bytes.Repeat([]byte(" "), target.MaxBody)) }, wire.Answered, false},
		{"a byte more than is read", func(w http.ResponseWriter, _ *http.Request) { w.Write(bytes.Repeat([]byte(" "), target.MaxBody+1)) }, wire.Answered, true},
		{"a body without end", func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<16)); err != nil {
					return
				}
			}
		}, wire.Answered, true},
		{"a bomb of gzip", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		}, wire.Answered, true},
		{"gzip that is none", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "no gzip")
		}, wire.Closed, false},
		{"headers without end", func(w http.ResponseWriter, _ *http.Request) {
			for i := range 2000 {
				w.Header().Set(fmt.Sprintf("X-Header-%d", i), strings.Repeat("a", 1000))
			}
		}, wire.Closed, false},
		{"no answer", func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-gone:
			case <-r.Context().Done():
			}
		}, wire.Timeout, false},
		{"an answer drop by drop", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, " ")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, wire.Timeout, false},
		{"a body shorter than it says", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "{}")
		}, wire.Closed, false},
		{"a connection that is closed", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, wire.Closed, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			began := time.Now()
			within := soon
			if row.failure == wire.Timeout {
				within = 300 * time.Millisecond
			}
			x := ask(t, parse(t, serving(t, row.handler), nil), within)
			if x.Failure != row.failure || x.Cut != row.cut {
				t.Errorf("it is %q (%s), cut: %v; want %q, cut: %v", x.Failure, x.Detail, x.Cut, row.failure, row.cut)
			}
			if len(x.Body) > target.MaxBody || time.Since(began) > soon {
				t.Errorf("%d bytes were kept, after %s", len(x.Body), time.Since(began))
			}
			if strings.Contains(x.Detail, "\n") || (x.Failure != wire.Answered) != (x.Detail != "") {
				t.Errorf("it says %q", x.Detail)
			}
		})
	}
}

func TestNoRedirectIsFollowed(t *testing.T) {
	elsewhere := serving(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
	for _, status := range []int{301, 302, 303, 307, 308} {
		x := ask(t, parse(t, serving(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere, status) }), nil), soon)
		if x.Failure != wire.Answered || x.Status != status || x.Header.Get("Location") != elsewhere {
			t.Errorf("a redirect with %d is read as %d (%s), to %q", status, x.Status, x.Detail, x.Header.Get("Location"))
		}
	}
}

// A handler of this process that panics is a closed connection, and one line.
func TestAHandlerThatPanicsIsAClosedConnection(t *testing.T) {
	for name, cause := range map[string]any{"a word": "oops", "an error": context.Canceled, "lines": "one\ntwo\x1b[31m", "as net/http does it": http.ErrAbortHandler} {
		t.Run(name, func(t *testing.T) {
			handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(cause) })
			x := ask(t, target.Handler("mine", handler, sign.Credentials{ID: "a-key-id", Secret: "a-secret"}, config(t, nil)), soon)
			if x.Failure != wire.Closed || !strings.Contains(x.Detail, "panicked") {
				t.Errorf("it is %q: %q", x.Failure, x.Detail)
			}
		})
	}
}

func TestAHandlerOfThisProcessSeesAWholeRequest(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil || r.Host != "emulator.invalid" || r.RemoteAddr == "" || r.RequestURI == "" || r.Form.Get("Action") == "" {
			t.Errorf("it sees host %q, from %q, %q, form %v (%v)", r.Host, r.RemoteAddr, r.RequestURI, r.Form, err)
		}
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprint(w, "short")
	})
	tested := target.Handler("mine", handler, sign.Credentials{ID: "a-key-id", Secret: "a-secret"}, config(t, nil))
	for carrier := range 2 {
		if x := tested.Send(t.Context(), plain(t, 0, carrier), stamp()); x.Status != http.StatusTeapot || string(x.Body) != "short" {
			t.Errorf("it answers %d %q", x.Status, x.Body)
		}
	}
}

func TestWhyThereIsNoAnswer(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: fmt.Errorf("connection refused")}
	for _, row := range []struct {
		name    string
		err     error
		failure wire.Failure
		says    string
	}{
		{"nobody listens", refused, wire.Unreachable, "connection refused"},
		{"no such host", &net.DNSError{Err: "no such host", Name: "cloud.invalid"}, wire.Unreachable, "no such host"},
		{"the time is over", context.DeadlineExceeded, wire.Timeout, "no complete answer in time"},
		{"the connection ends", fmt.Errorf("EOF"), wire.Closed, "EOF"},
	} {
		t.Run(row.name, func(t *testing.T) {
			mock := httpmock.NewMockTransport()
			mock.RegisterNoResponder(httpmock.NewErrorResponder(row.err))
			x := ask(t, parse(t, "http://cloud.example", mock), soon)
			if x.Failure != row.failure || !strings.Contains(x.Detail, row.says) {
				t.Errorf("it is %q: %q, want %q: %q", x.Failure, x.Detail, row.failure, row.says)
			}
		})
	}
}

func TestATargetThatIsNotThereIsNamedAtOnce(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + listener.Addr().String()
	if err := parse(t, address, nil).Reach(t.Context()); err != nil {
		t.Errorf("it is there, but: %v", err)
	}
	listener.Close()
	err = parse(t, address, nil).Reach(t.Context())
	if err == nil || !strings.Contains(err.Error(), address) || strings.Contains(err.Error(), "\n") {
		t.Errorf("it is not there: %v", err)
	}
	if err := parse(t, "http://cloud.invalid", httpmock.NewMockTransport()).Reach(t.Context()); err != nil {
		t.Errorf("a target that a test replaces is not dialled: %v", err)
	}
}

func TestAProductThatIsNotServedIsNotAsked(t *testing.T) {
	x := parse(t, "mna=http://cloud.example", httpmock.NewMockTransport()).Send(t.Context(), plain(t, 0, 0), stamp())
	if x.Failure != wire.NotSent || x.Detail != "the target has no smartag" {
		t.Errorf("it is %q: %q", x.Failure, x.Detail)
	}
}
