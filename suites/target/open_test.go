package target_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/suites/target"
)

func TestAnAddressIsOpenedBoundedAndWithoutKeys(t *testing.T) {
	var seen []http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header)
		switch r.URL.Path {
		case "/file":
			_, _ = w.Write([]byte("a file"))
		case "/moved":
			http.Redirect(w, r, "/file", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/elsewhere":
			http.Redirect(w, r, "ftp://127.0.0.1/file", http.StatusFound)
		case "/long":
			_, _ = w.Write(make([]byte, target.MaxBody+2))
		case "/slow":
			<-r.Context().Done()
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := target.Parse(server.URL, target.Config{Operations: operations, Getenv: func(string) string { return "a-secret-of-the-caller" }})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]struct {
		failure wire.Failure
		status  int
		body    string
		cut     bool
	}{
		server.URL + "/file":      {status: 200, body: "a file"},
		server.URL + "/moved":     {status: 200, body: "a file"},
		server.URL + "/absent":    {status: 404, body: "404 page not found\n"},
		server.URL + "/round":     {failure: wire.Closed, status: 302},
		server.URL + "/elsewhere": {failure: wire.Closed, status: 302},
		server.URL + "/long":      {status: 200, cut: true},
		server.URL + "/slow":      {failure: wire.Timeout},
		"file:///etc/passwd":      {failure: wire.Closed},
		"http://127.0.0.1:1/file": {failure: wire.Unreachable},
	} {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		x := asked.Open(ctx, address)
		cancel()
		if x.Failure != want.failure || x.Status != want.status || want.body != "" && string(x.Body) != want.body || x.Cut != want.cut {
			t.Errorf("%s: %q (%s), status %d, %d bytes, cut %v; want %+v", address, x.Failure, x.Detail, x.Status, len(x.Body), x.Cut, want)
		}
	}
	for _, header := range seen {
		for name, values := range header {
			if text := strings.Join(values, " "); strings.Contains(text, "secret") || name == "Authorization" {
				t.Errorf("whoever keeps the file was sent %s: %s", name, text)
			}
		}
	}
}
