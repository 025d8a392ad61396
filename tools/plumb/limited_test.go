package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// Peers that connect and stall, in whatever state, neither fill the server nor
// keep anybody out.
func TestStalledPeersKeepNobodyOut(t *testing.T) {
	const most, peers = 8, 50
	for name, says := range map[string]string{
		"nothing":       "",
		"half a header": "GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
		"half a body":   "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
		"no second":     "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			limited := newLimited(listener, most)
			server := &http.Server{ConnState: limited.state, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				io.Copy(io.Discard, r.Body)
				fmt.Fprint(w, "served")
			})}
			go server.Serve(limited)
			defer server.Close()
			for range peers {
				c, err := net.Dial("tcp", listener.Addr().String())
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				fmt.Fprint(c, says)
			}
			client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
			response, err := client.Get("http://" + listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			if text, _ := io.ReadAll(response.Body); string(text) != "served" {
				t.Errorf("it answers %q", text)
			}
			limited.mu.Lock()
			defer limited.mu.Unlock()
			if len(limited.open) > most {
				t.Errorf("%d connections are open", len(limited.open))
			}
		})
	}
}
