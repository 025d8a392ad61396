package watch_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/watch"
)

// embedded loads the documents once; nobody changes what it gives.
var embedded = sync.OnceValues(specs.Embedded)

func operations(t testing.TB) []*contract.Operation {
	t.Helper()
	all, err := embedded()
	check(t, err)
	return all
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// cloud is an emulator that is wrong in some ways.
func cloud(t testing.TB, faults ...string) http.Handler {
	t.Helper()
	handler, err := emulator.New(emulator.Options{Operations: operations(t), Faults: faults})
	check(t, err)
	return handler
}

// opened is a watch that ends with the test.
func opened(t testing.TB, o watch.Options) *watch.Watch {
	o.Operations = operations(t)
	w := watch.New(o)
	t.Cleanup(func() { w.Close() })
	return w
}

// before serves a proxy to an upstream.
func before(t testing.TB, w *watch.Watch, upstream string, transport *http.Transport) *httptest.Server {
	t.Helper()
	u, err := url.Parse(upstream)
	check(t, err)
	return serving(t, w.Proxy(watch.Way{Upstream: u, Transport: transport}))
}

// serving serves a handler as the command does.
func serving(t testing.TB, handler http.Handler) *httptest.Server {
	server := httptest.NewUnstartedServer(handler)
	server.Config.ConnContext = watch.Connected[net.Conn]
	server.Start()
	t.Cleanup(server.Close)
	return server
}

// plain sends as a proxy should.
func plain() *http.Transport {
	return &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 64, ExpectContinueTimeout: 20 * time.Second}
}

// raw is an upstream of which each connection is served by a function.
func raw(t testing.TB, serve func(*net.TCPConn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				serve(c.(*net.TCPConn))
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// dial opens a connection that does not wait for ever.
func dial(t testing.TB, server *httptest.Server) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", server.Listener.Addr().String())
	check(t, err)
	check(t, c.SetDeadline(time.Now().Add(20*time.Second)))
	t.Cleanup(func() { c.Close() })
	return c
}

// get asks with a client and gives status and body.
func get(t testing.TB, client *http.Client, address string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
	check(t, err)
	response, err := client.Do(request)
	check(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	check(t, err)
	return response.StatusCode, string(text)
}

// query asks for the flow of users.
const query = "/?Action=DescribeUserFlowStatistics&Version=2018-03-13&Format=JSON&RegionId=cn-hangzhou&SmartAGId=sag-mfkg00001&UserNames.1=doctest"
