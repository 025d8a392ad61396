//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/record"
)

// What a run may cost, whatever answers: a server that gives nothing to decide by
// ends it half a minute after the last answer that did, and none fills the memory.
const (
	mostMemory = 150 << 10        // KiB, as the kernel counts a process
	mostTime   = 30 * time.Second // since an answer that decides something, of which there may be none
)

// reply is a right answer that a hostile server makes something of.
type reply struct {
	n      int64 // how many it gave before
	to     *http.Request
	status int
	kind   string // its Content-Type
	body   []byte
}

// json tells whether it is an object.
func (r reply) json() bool { return bytes.HasPrefix(r.body, []byte("{")) }

// hostile serves connections byte by byte: each request is answered by what says
// writes, which has the right answer too. What it leaves open stays open.
func hostile(t *testing.T, says func(io.Writer, reply)) string {
	t.Helper()
	operations, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	right, err := emulator.New(emulator.Options{Operations: operations})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var open []net.Conn
	var count atomic.Int64
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
				r, err := http.ReadRequest(bufio.NewReader(c))
				if err != nil {
					return
				}
				r.RemoteAddr, r.RequestURI = "127.0.0.1:1", r.URL.RequestURI()
				answer := httptest.NewRecorder()
				right.ServeHTTP(answer, r)
				says(c, reply{n: count.Add(1) - 1, to: r, status: answer.Code, kind: answer.Header().Get("Content-Type"), body: answer.Body.Bytes()})
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

// measured runs a command and gives what it wrote, its status, its peak of memory
// in KiB and the time that it worked. It does so from a small process between: what a process begins with is counted
// as its own, and this one has grown.
func measured(t *testing.T, ctx context.Context, command ...string) (out []byte, status int, peak int64, worked time.Duration) {
	t.Helper()
	report := filepath.Join(t.TempDir(), "measured")
	between := exec.CommandContext(ctx, os.Args[0], append([]string{"-test.run=^TestMeasured$", "--"}, command...)...)
	between.Env = append(os.Environ(), measuring+"="+report, "GOGC=") // as users have it
	between.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	between.Cancel = func() error { return syscall.Kill(-between.Process.Pid, syscall.SIGKILL) }
	out, err := between.CombinedOutput()
	if text, unwritten := os.ReadFile(report); unwritten == nil {
		if _, err = fmt.Sscan(string(text), &status, &peak, &worked); err == nil {
			return out, status, peak, worked
		}
	}
	t.Errorf("nothing is measured: %v\n%s", err, last(out, 12))
	return out, -1, 0, 0
}

// measuring names the file that a process between writes to.
const measuring = "PLUMB_MEASURED"

// TestMeasured is that process.
func TestMeasured(t *testing.T) {
	report := os.Getenv(measuring)
	if report == "" {
		t.Skip("it is for the process that measured begins")
	}
	words := flag.Args()
	c := exec.CommandContext(t.Context(), words[0], words[1:]...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	_ = c.Run() // its status says how it ended
	ended := c.ProcessState
	text := fmt.Sprintln(ended.ExitCode(), ended.SysUsage().(*syscall.Rusage).Maxrss, int64(ended.UserTime()+ended.SystemTime()))
	if err := os.WriteFile(report, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// everyHostile asks them all, which takes a quarter of an hour; else some.
var everyHostile = flag.Bool("hostile", false, "ask every hostile server of the table, not some")

// Each hostile server is asked everything by the built binary, into a record.
func TestHostileServersEndInTimeAndMemory(t *testing.T) {
	binary := built(t)
	for i, h := range hostiles() {
		if !*everyHostile && i%10 != 0 || testing.Short() && i > 0 {
			continue
		}
		t.Run(h.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "r.jsonl")
			ctx, cancel := context.WithTimeout(t.Context(), h.time())
			defer cancel()
			began := time.Now()
			out, status, peak, worked := measured(t, ctx, binary, "run", "--quiet", "--record", file, "--target", hostile(t, h.says))
			took := time.Since(began)
			size := int64(0)
			if info, err := os.Stat(file); err == nil {
				size = info.Size()
			}
			t.Logf("status %d in %.1f s, %.1f s of them at work, %d MB at most, a record of %d MB", status, took.Seconds(), worked.Seconds(), peak>>10, size>>20)
			if ctx.Err() != nil {
				t.Fatalf("it did not end in %s", h.time())
			}
			if peak > mostMemory {
				t.Errorf("it takes %d MB", peak>>10)
			}
			if status != h.status {
				t.Errorf("status %d, want %d:\n%s", status, h.status, last(out, 12))
			}
			if status == 70 {
				t.Errorf("a defect of ours:\n%s", last(out, 40))
			}
			if text, err := os.Open(file); err == nil && (status == 0 || status == 1) {
				defer text.Close()
				if _, err := record.Read(file, text); err != nil {
					t.Errorf("its record: %v", err)
				}
			}
		})
	}
}

// last gives the last lines of a text, each of a length that can be looked at.
func last(text []byte, many int) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for i, line := range lines {
		lines[i] = line[:min(len(line), 300)]
	}
	return strings.Join(lines[max(0, len(lines)-many):], "\n")
}
