package target_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/target"
)

// raw serves connections byte by byte; what serve leaves open is closed with the test.
func raw(t *testing.T, serve func(net.Conn, *http.Request)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var open []net.Conn
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open = append(open, c)
			mu.Unlock()
			go func() {
				if r, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
					serve(c, r)
				}
			}()
		}
	}()
	t.Cleanup(func() {
		listener.Close()
		mu.Lock()
		defer mu.Unlock()
		for _, c := range open {
			c.Close()
		}
	})
	return "http://" + listener.Addr().String()
}

// logged collects what the process logs while a test runs: net/http prints there.
func logged(t *testing.T) *bytes.Buffer {
	t.Helper()
	var out bytes.Buffer
	old := log.Writer()
	log.SetOutput(&out)
	t.Cleanup(func() { log.SetOutput(old) })
	return &out
}

func TestWhatNobodyAskedForIsNotLogged(t *testing.T) {
	const answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
	for name, serve := range map[string]func(net.Conn, *http.Request){
		"at once": func(c net.Conn, r *http.Request) { fmt.Fprintf(c, "%sHTTP/1.1 200 OK\r\nX: %s\r\n\r\n", answer, r.URL) },
		"later": func(c net.Conn, r *http.Request) {
			fmt.Fprint(c, answer)
			time.Sleep(20 * time.Millisecond)
			fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nX: %s\r\n\r\n", r.URL)
		},
	} {
		t.Run(name, func(t *testing.T) {
			out := logged(t)
			tested := parse(t, raw(t, serve), nil)
			for range 3 {
				if x := ask(t, tested, soon); string(x.Body) != "{}" {
					t.Errorf("the answer is read as %q (%s)", x.Body, x.Detail)
				}
				time.Sleep(50 * time.Millisecond)
			}
			if out.Len() > 0 {
				t.Errorf("the process logs %s", out)
			}
		})
	}
}

// A server that speaks before it is asked.
func TestAGreetingIsNotLogged(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			fmt.Fprint(c, "220 what an echo would be\r\n")
			time.AfterFunc(time.Second, func() { c.Close() })
		}
	}()
	out := logged(t)
	tested := parse(t, "http://"+listener.Addr().String(), nil)
	for range 20 {
		if x := ask(t, tested, soon); x.Failure != wire.Closed {
			t.Errorf("it is %q", x.Failure)
		}
	}
	if out.Len() > 0 {
		t.Errorf("the process logs %s", out)
	}
}

// Whatever a server leaves open, the wait ends with the context.
func TestEveryWaitEndsWithItsContext(t *testing.T) {
	for name, row := range map[string]struct {
		says    string
		failure wire.Failure
	}{
		"silence":                   {"", wire.Timeout},
		"half a header":             {"HTTP/1.1 200 OK\r\nContent-", wire.Timeout},
		"a body that stalls":        {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", wire.Timeout},
		"a chunk that stalls":       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", wire.Timeout},
		"a body without an end":     {"HTTP/1.1 200 OK\r\n\r\n{}", wire.Timeout},
		"interim answers only":      {"HTTP/1.1 100 Continue\r\n\r\n", wire.Timeout},
		"another protocol":          {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", wire.Answered},
		"another protocol, no name": {"HTTP/1.1 101 Switching Protocols\r\n\r\n", wire.Answered},
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			x := ask(t, parse(t, raw(t, func(c net.Conn, _ *http.Request) { fmt.Fprint(c, row.says) }), nil), 300*time.Millisecond)
			if x.Failure != row.failure || time.Since(began) > soon/2 {
				t.Errorf("it is %q (%s) after %s, want %q", x.Failure, x.Detail, time.Since(began), row.failure)
			}
		})
	}
	t.Run("a handler of this process", func(t *testing.T) {
		gone := make(chan struct{})
		defer close(gone)
		handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-gone })
		x := ask(t, target.Handler("mine", handler, sign.Credentials{ID: "a-key-id", Secret: "a-secret"}, config(t, nil)), 300*time.Millisecond)
		if x.Failure != wire.Timeout {
			t.Errorf("it is %q (%s)", x.Failure, x.Detail)
		}
	})
	t.Run("a handler without an end", func(t *testing.T) {
		handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		})
		x := ask(t, target.Handler("mine", handler, sign.Credentials{ID: "a-key-id", Secret: "a-secret"}, config(t, nil)), soon)
		if x.Failure != wire.Answered || !x.Cut {
			t.Errorf("it is %q (%s), cut: %v", x.Failure, x.Detail, x.Cut)
		}
	})
}

// Who promises more than comes is told both numbers, and what came is kept.
func TestAnAnswerThatBreaksOffIsKept(t *testing.T) {
	address := raw(t, func(c net.Conn, r *http.Request) {
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: 331\r\nX-A: b\r\n\r\n{%s", r.URL.Query().Get("SecurityToken"))
		c.Close()
	})
	x := ask(t, parse(t, address, nil), soon)
	if x.Failure != wire.Closed || !strings.Contains(x.Detail, "331 bytes were promised") || x.Status != 200 || x.Header.Get("X-A") != "b" {
		t.Errorf("it is %q (%s): %d, %v", x.Failure, x.Detail, x.Status, x.Header)
	}
	if string(x.Body) != "{[token]" {
		t.Errorf("what came is kept as %q", x.Body)
	}
}

func TestManyHeaderLinesAreNotRead(t *testing.T) {
	x := ask(t, parse(t, serving(t, func(w http.ResponseWriter, _ *http.Request) {
		for i := range 5000 {
			w.Header()[fmt.Sprintf("X%d", i)] = []string{"y"}
		}
	}), nil), soon)
	if x.Failure != wire.Closed || len(x.Header) > 100 {
		t.Errorf("it is %q (%s), with %d headers", x.Failure, x.Detail, len(x.Header))
	}
}

// A body beyond the usual is read one at a time, and a wait for that ends too.
func TestLongAnswersAreRead(t *testing.T) {
	const size = 5 << 20
	tested := parse(t, serving(t, func(w http.ResponseWriter, _ *http.Request) { w.Write(bytes.Repeat([]byte("a"), size)) }), nil)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 10*soon)
			defer cancel()
			if x := tested.Send(ctx, plain(t, 0, 0), stamp()); x.Failure != wire.Answered || x.Cut || len(x.Body) != size {
				t.Errorf("%d bytes were read, %q (%s)", len(x.Body), x.Failure, x.Detail)
			}
		})
	}
	all.Wait()
}

// A proxy that is not there is no answer of the target.
func TestAProxyThatIsDownIsNotTheTarget(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	for _, scheme := range []string{"http", "socks5"} {
		c := config(t, nil)
		if c.Proxy, err = target.ParseProxy(scheme+"://user:pl4nt3d@"+listener.Addr().String(), false); err != nil {
			t.Fatal(err)
		}
		tested, err := target.Parse("http://cloud.invalid", c)
		if err != nil {
			t.Fatal(err)
		}
		x := ask(t, tested, soon)
		if x.Failure != wire.Unreachable || !strings.HasPrefix(x.Detail, "the proxy cannot be reached: ") || strings.Contains(x.Detail, "pl4nt3d") {
			t.Errorf("%s: it is %q: %q", scheme, x.Failure, x.Detail)
		}
	}
}

// What goes through a proxy goes there, and a target on this machine does too when
// it is named by the flag.
func TestAProxyIsAsked(t *testing.T) {
	proxy := serving(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "for %s", r.URL.Host) })
	c := config(t, nil)
	var err error
	if c.Proxy, err = target.ParseProxy(proxy, false); err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"cloud.invalid", "127.0.0.1:1"} {
		tested, err := target.Parse("http://"+host, c)
		if err != nil {
			t.Fatal(err)
		}
		if x := ask(t, tested, soon); string(x.Body) != "for "+host {
			t.Errorf("%s answers %q (%s)", host, x.Body, x.Detail)
		}
		if err := tested.Reach(t.Context()); err != nil {
			t.Errorf("%s is dialled past the proxy: %v", host, err)
		}
	}
}
