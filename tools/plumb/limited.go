package main

import (
	"net"
	"net/http"
	"slices"
	"sync"
)

// limited is a listener that holds so many connections. A new one beyond that
// takes the place of the one that has waited longest for a request, so that peers
// who hold connections and say nothing keep nobody out.
type limited struct {
	net.Listener
	most int

	mu   sync.Mutex
	open []net.Conn // the one whose state changed longest ago first
}

func newLimited(l net.Listener, most int) *limited { return &limited{Listener: l, most: most} }

// state keeps the list of connections that wait; the server calls it.
func (l *limited) state(c net.Conn, s http.ConnState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open = slices.DeleteFunc(l.open, func(open net.Conn) bool { return open == c })
	if s != http.StateNew && s != http.StateIdle && s != http.StateActive {
		return
	}
	l.open = append(l.open, c)
	if len(l.open) > l.most {
		l.open[0].Close()
		l.open = l.open[1:]
	}
}
