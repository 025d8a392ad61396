package target_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/target"
)

// embedded loads the documents once; nobody changes what it gives.
var embedded = sync.OnceValues(specs.Embedded)

// planted are credentials with every letter that an encoding changes.
func planted(name string) string {
	return map[string]string{
		"ALIBABA_CLOUD_ACCESS_KEY_ID": "planted-alibaba-id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "planted-alibaba-secret", "ALIBABA_CLOUD_SECURITY_TOKEN": "planted+alibaba/token=&\"",
		"TENCENTCLOUD_SECRET_ID": "planted-tencent-id", "TENCENTCLOUD_SECRET_KEY": "planted-tencent-secret", "TENCENTCLOUD_TOKEN": "planted+tencent/token=&\"",
	}[name]
}

func config(t testing.TB, transport http.RoundTripper) target.Config {
	t.Helper()
	all, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return target.Config{Operations: all, Getenv: planted, Transport: transport}
}

func parse(t testing.TB, word string, transport http.RoundTripper) *target.Target {
	t.Helper()
	tested, err := target.Parse(word, config(t, transport))
	if err != nil {
		t.Fatal(err)
	}
	return tested
}

// written puts a target file into a folder of its own.
func written(t testing.TB, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cloud.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// serving is a server of the test, ended with it.
func serving(t testing.TB, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	return server.URL
}

// plain is a request of the operation that is the i-th of the documents, by one
// of its carriers.
func plain(t testing.TB, i, carrier int) wire.Request {
	t.Helper()
	all, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	o := all[i]
	r := wire.Request{Operation: o, Carrier: o.Carriers[carrier]}
	for _, p := range o.Params {
		if p.Required {
			r.Args = append(r.Args, contract.Arg{Name: p.Name, Value: contract.Text("x")})
		}
	}
	return r
}

// ask sends a plain request of Alibaba's, and gives up after a while.
func ask(t testing.TB, tested *target.Target, within time.Duration) *wire.Exchange {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	return tested.Send(ctx, plain(t, 0, 0), stamp())
}

func stamp() wire.Stamp { return wire.Stamp{Time: time.Now(), Nonce: "nonce-of-the-test", Count: 1} }
