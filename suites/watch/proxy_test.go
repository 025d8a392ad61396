package watch_test

import (
	"bufio"
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/plumbline/plumbline/suites/watch"
)

// What is sent arrives as it was sent, and so does what is answered: nothing is
// added, nothing left out, no byte of a body differs.
func TestNothingIsChanged(t *testing.T) {
	body := make([]byte, 300_000)
	for i := range body {
		body[i] = byte(i * i >> 3)
	}
	var chunks bytes.Buffer
	for at, size := 0, 1; at < len(body); at, size = at+size, size*3%70_001+1 {
		part := body[at:min(at+size, len(body))]
		fmt.Fprintf(&chunks, "%x\r\n%s\r\n", len(part), part)
	}
	chunks.WriteString("0\r\n\r\n")
	arrived := make(chan *http.Request, 1)
	arrivedBody := make(chan []byte, 1)
	upstream := raw(t, func(c *net.TCPConn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		text, _ := io.ReadAll(r.Body)
		arrived <- r
		arrivedBody <- text
		fmt.Fprintf(c, "HTTP/1.1 299 OK\r\nX-Odd: a\r\nX-Odd: b\r\nContent-Encoding: x-unknown\r\nTransfer-Encoding: chunked\r\n\r\n%s", chunks.Bytes())
	})
	server := before(t, opened(t, watch.Options{}), upstream, plain())
	c := dial(t, server)
	fmt.Fprintf(c, "POST /a%%2fb//c?x=%%zz;y=[1]&&= HTTP/1.1\r\nHost: cloud.example\r\nX-Forwarded-For: me\r\nTransfer-Encoding: chunked\r\n\r\n%s", chunks.Bytes())
	got := <-arrived
	if text := <-arrivedBody; !bytes.Equal(text, body) {
		t.Errorf("%d of %d bytes of the request arrive, or others", len(text), len(body))
	}
	if got.RequestURI != "/a%2fb//c?x=%zz;y=[1]&&=" || got.Host != "cloud.example" || fmt.Sprint(got.Header) != "map[X-Forwarded-For:[me]]" {
		t.Errorf("%s, host %s, %v", got.RequestURI, got.Host, got.Header)
	}
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	check(t, err)
	text, err := io.ReadAll(response.Body)
	check(t, err)
	if response.StatusCode != 299 || !bytes.Equal(text, body) || response.ContentLength != -1 || fmt.Sprint(response.Header) != "map[Content-Encoding:[x-unknown] X-Odd:[a b]]" {
		t.Errorf("status %d, %d of %d bytes (%d), %v", response.StatusCode, len(text), len(body), response.ContentLength, response.Header)
	}
}

// A thousand connections at once, of which each gets each part of its answer before
// it sends the next part of its request.
func TestAThousandConnectionsStream(t *testing.T) {
	const connections, parts = 1000, 3
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		_ = c.EnableFullDuplex()
		_ = c.Flush()
		in := bufio.NewReader(r.Body)
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				return
			}
			fmt.Fprint(w, line)
			_ = c.Flush()
		}
	}))
	defer echo.Close()
	w := opened(t, watch.Options{})
	server := before(t, w, echo.URL, plain())
	client := &http.Client{Transport: plain()}
	var together, done sync.WaitGroup
	var whole atomic.Int64
	together.Add(connections)
	for i := range connections {
		done.Go(func() {
			sends, body := io.Pipe()
			response, err := client.Post(server.URL, "text/plain", sends)
			together.Done()
			if err != nil {
				t.Error(err)
				return
			}
			defer response.Body.Close()
			together.Wait() // all are open
			in := bufio.NewReader(response.Body)
			for part := range parts {
				sent := fmt.Sprintf("%d of %d\n", part, i)
				fmt.Fprint(body, sent)
				if got, err := in.ReadString('\n'); got != sent {
					t.Errorf("%q comes back as %q: %v", sent, got, err)
				}
			}
			body.Close()
			if rest, err := io.ReadAll(in); len(rest) == 0 && err == nil {
				whole.Add(1)
			}
		})
	}
	done.Wait()
	seen, _ := w.Close()
	if all, _ := seen.Counts(); whole.Load() != connections || all != connections {
		t.Errorf("%d of %d come to their end, %d were seen", whole.Load(), connections, all)
	}
}

// A connection that breaks breaks in the same way at the other side, and nobody is
// asked twice.
func TestWhatBreaksIsPassedOn(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it"
	for _, row := range []struct {
		name, answer string
		reset        bool
		want         error
	}{
		{"a reset in the middle", head, true, syscall.ECONNRESET},
		{"an end in the middle", head, false, io.ErrUnexpectedEOF},
		{"a reset instead of an answer", "", true, syscall.ECONNRESET},
		{"an end instead of an answer", "", false, io.EOF},
		{"an end in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf of it", false, io.ErrUnexpectedEOF},
	} {
		t.Run(row.name, func(t *testing.T) {
			var asked atomic.Int64
			taken := make(chan bool, 1)
			upstream := raw(t, func(c *net.TCPConn) {
				in := bufio.NewReader(c)
				for first := true; ; first = false {
					if _, err := http.ReadRequest(in); err != nil {
						return
					}
					asked.Add(1)
					if first { // the connection is one that is kept
						fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
						continue
					}
					fmt.Fprint(c, row.answer)
					if row.answer == head { // of a chunk nothing is read before it is whole
						<-taken
					}
					if row.reset {
						_ = c.SetLinger(0)
					}
					return
				}
			})
			w := opened(t, watch.Options{})
			c := dial(t, before(t, w, upstream, plain()))
			in := bufio.NewReader(c)
			ask := func() (*http.Response, error) {
				fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: cloud.example\r\n\r\n", query)
				return http.ReadResponse(in, nil)
			}
			response, err := ask()
			check(t, err)
			response.Body.Close()
			response, err = ask()
			text := ""
			if err == nil {
				half := make([]byte, len("half of it"))
				_, err = io.ReadFull(response.Body, half)
				check(t, err)
				taken <- true
				text = string(half)
				_, err = io.ReadAll(response.Body)
			}
			if errors.Is(err, io.ErrUnexpectedEOF) && row.want == io.EOF {
				err = io.EOF
			}
			if !errors.Is(err, row.want) || (text == "") != (row.answer == "") || asked.Load() != 2 {
				t.Errorf("%q, then %v; asked %d times", text, err, asked.Load())
			}
			seen, _ := w.Close()
			if left := fmt.Sprint(seen.Left()); !strings.Contains(left, "exchange 2") {
				t.Errorf("left is %s", left)
			}
		})
	}
}

// A client that goes away ends the request at the other side.
func TestAClientThatLeavesIsGone(t *testing.T) {
	gone := make(chan bool)
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "some")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(gone)
	}))
	defer upstream.Close()
	c := dial(t, before(t, opened(t, watch.Options{}), upstream.URL, plain()))
	fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	_, err := http.ReadResponse(bufio.NewReader(c), nil)
	check(t, err)
	c.Close()
	select {
	case <-gone:
	case <-time.After(20 * time.Second):
		t.Error("the request goes on")
	}
}

// An upstream behind TLS is spoken to in HTTP/2, and what it answers is passed on
// with its trailers.
func TestHTTP2WithTLS(t *testing.T) {
	emulated := cloud(t)
	upstream := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Spoken", r.Proto)
		if r.URL.RawQuery != "" {
			emulated.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Trailer", "X-Last")
		_ = http.NewResponseController(w).Flush()
		w.Header().Set("X-Last", "word")
	}))
	upstream.EnableHTTP2 = true
	upstream.StartTLS()
	defer upstream.Close()
	transport := plain()
	transport.TLSClientConfig = upstream.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AddCert(upstream.Certificate())
	transport.ForceAttemptHTTP2 = true
	w := opened(t, watch.Options{})
	server := before(t, w, upstream.URL, transport)
	get(t, http.DefaultClient, server.URL+query)
	response, err := http.Get(server.URL)
	check(t, err)
	defer response.Body.Close()
	_, err = io.ReadAll(response.Body)
	check(t, err)
	if response.Header.Get("X-Spoken") != "HTTP/2.0" || response.Trailer.Get("X-Last") != "word" {
		t.Errorf("spoken is %s, the trailer %v", response.Header.Get("X-Spoken"), response.Trailer)
	}
	if wrong := w.Broken(); len(wrong) > 0 {
		t.Error(wrong)
	}
}

// What is asked before a body is sent, what is said before an answer, and what
// follows where another protocol is agreed on: all of it passes.
func TestWhatHTTPHasBesidesPasses(t *testing.T) {
	upstream := raw(t, func(c *net.TCPConn) {
		in := bufio.NewReader(c)
		r, err := http.ReadRequest(in)
		switch {
		case err != nil:
		case r.Header.Get("Upgrade") != "":
			fmt.Fprint(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
			_, _ = io.Copy(c, in)
		default:
			fmt.Fprint(c, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n")
			text, _ := io.ReadAll(r.Body)
			fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", len(text), text) // it closes, and says so
		}
	})
	w := opened(t, watch.Options{})
	server := before(t, w, upstream, plain())
	for _, row := range []struct{ sends, gets, then, last string }{
		{"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", "body", "\r\n\r\nbody"},
		{"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n", "anything", "anything"},
	} {
		c := dial(t, server)
		in := bufio.NewReader(c)
		fmt.Fprint(c, row.sends)
		got := make([]byte, len(row.gets))
		_, err := io.ReadFull(in, got)
		check(t, err)
		if string(got) != row.gets {
			t.Errorf("got %q, want %q", got, row.gets)
		}
		fmt.Fprint(c, row.then)
		for text := ""; !strings.HasSuffix(text, row.last); {
			b, err := in.ReadByte()
			if text += string(b); err != nil {
				t.Fatalf("%q, and then %v", text, err)
			}
		}
	}
}

// An upstream that knows itself by its own name alone is called by it, if that is asked.
func TestTheUpstreamsOwnName(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Host) }))
	defer upstream.Close()
	u, err := url.Parse(upstream.URL)
	check(t, err)
	server := serving(t, opened(t, watch.Options{}).Proxy(watch.Way{Upstream: u, Transport: plain(), Rename: true}))
	if _, host := get(t, http.DefaultClient, server.URL); host != u.Host {
		t.Errorf("it is called %s", host)
	}
}
