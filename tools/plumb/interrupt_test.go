//go:build unix

package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// A run that is interrupted ends with status 3: scripts see that it fails, this
// sees how.
func TestAnInterruptEndsTheRun(t *testing.T) {
	var once sync.Once
	hang := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		once.Do(func() { _ = syscall.Kill(os.Getpid(), syscall.SIGINT) })
		<-hang
	}))
	defer server.Close()
	defer close(hang)
	var out, errs bytes.Buffer
	file := filepath.Join(t.TempDir(), "r.jsonl")
	got := plumb([]string{"run", "--target", server.URL, "--record", file}, nil, &out, &errs, func(string) string { return "" })
	if got != 3 || !strings.Contains(errs.String(), "plumb: interrupted: 0 of ") {
		t.Errorf("status %d, want 3; stderr:\n%s", got, &errs)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), `"kind":"header"`) || strings.Contains(string(text), `"kind":"footer"`) {
		t.Errorf("record (%v) has no header, or a footer:\n%s", err, text)
	}
}
