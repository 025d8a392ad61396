package progress_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/tools/internal/progress"
)

// shared is a buffer that two goroutines use.
type shared struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func show(live bool, tick chan time.Time) string {
	var out shared
	p := progress.New(progress.Options{
		Out: &out, Live: live, Requests: 40, Sent: func() int { return 10 }, After: tick,
		Clock: func() time.Time { return time.Unix(0, 0) },
	})
	p.Decided("a/One", "pass")
	p.Decided("a/One", "fail")
	if tick != nil {
		tick <- time.Time{}
		tick <- time.Time{} // the first has been shown when the second is taken
	}
	p.Decided("a/Two", "skip")
	p.Decided("a/Two", "error")
	p.End()
	return out.String()
}

func TestPipedProgressIsPlainLines(t *testing.T) {
	if got, want := show(false, nil), "a/One: 1 pass, 1 fail\na/Two: 0 pass, 1 skip, 1 error\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got := show(false, make(chan time.Time))
	if !strings.HasPrefix(got, "10 of 40 requests sent after 0s: 1 pass, 1 fail\n") || strings.Contains(got, "\x1b") {
		t.Errorf("got %q", got)
	}
}

func TestLiveProgressIsOneLineThatGoes(t *testing.T) {
	got := show(true, make(chan time.Time))
	if strings.Contains(got, "\n") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("the line stays: %q", got)
	}
	if want := "\r\x1b[K█████░░░░░░░░░░░░░░░ 10/40  1 pass, 1 fail  a/One"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q in it", got, want)
	}
}

func TestAPanicWhileItIsShownComesUpAtTheEnd(t *testing.T) {
	tick := make(chan time.Time)
	p := progress.New(progress.Options{Out: &shared{}, After: tick, Sent: func() int { panic("a defect") }})
	tick <- time.Time{}
	if panicked := atonce.Caught(p.End); panicked == nil || panicked.Cause != "a defect" {
		t.Errorf("the panic is %v", panicked)
	}
}
