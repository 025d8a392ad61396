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

	"github.com/plumbline/plumbline/suites/record"
)

// crashing is a stream that panics once something is written that has some words.
type crashing struct{ words string }

func (c crashing) Write(text []byte) (int, error) {
	if strings.Contains(string(text), c.words) {
		panic("a defect")
	}
	return len(text), nil
}

// A defect of ours ends the program with a status of its own, and leaves a record
// of a run that did not finish, which the next run may take.
func TestAPanicClosesTheRecord(t *testing.T) {
	var errs bytes.Buffer
	file := filepath.Join(t.TempDir(), "r.jsonl")
	args := []string{"run", "--select", "mna/GetFlowStatistic/Type", "--record", file}
	if got := plumb(args, nil, crashing{"conforms: "}, &errs, func(string) string { return "" }); got != 70 {
		t.Errorf("status %d, want 70", got)
	}
	if !strings.Contains(errs.String(), "\nplumb: a defect of plumb itself: a defect; please report it with the lines above\n") {
		t.Errorf("stderr:\n%s", &errs)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := record.Read(file, bytes.NewReader(text)); err == nil || !strings.Contains(err.Error(), "no footer") {
		t.Errorf("the record of a run that did not finish: %v", err)
	}
	if got := plumb(args, nil, &errs, &errs, func(string) string { return "" }); got != 0 {
		t.Errorf("the next run into the same record: status %d", got)
	}
}

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
