package sdk

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// maxLine bounds one line of a driver.
const maxLine = 8 << 20

// process is a running driver.
type process struct {
	in     io.WriteCloser
	lines  chan string  // closed when the driver's output ends
	wait   func() error // for its end, and how it ended
	kill   func()
	stderr *tail
	asked  int
}

// launch starts a driver in a folder with an environment of its own.
func launch(command []string, dir string, env []string) (*process, error) {
	c := exec.Command(command[0], command[1:]...)
	p := &process{wait: c.Wait, kill: func() { kill(c) }, lines: make(chan string, 16), stderr: &tail{}}
	c.Dir, c.Env, c.Stderr = dir, env, p.stderr
	c.WaitDelay = time.Second
	ownGroup(c)
	var err error
	if p.in, err = c.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	go p.read(out)
	return p, nil
}

func (p *process) read(out io.Reader) {
	defer close(p.lines)
	scanner := bufio.NewScanner(out)
	scanner.Buffer(make([]byte, 64<<10), maxLine)
	for scanner.Scan() {
		p.lines <- scanner.Text()
	}
}

// ask sends a question and waits for its answer. An error is the driver's fault
// and says what it printed.
func (p *process) ask(q Question, limit time.Duration) (*Reply, error) {
	p.asked++
	q.ID = p.asked
	data, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	if _, err := p.in.Write(append(data, '\n')); err != nil {
		return nil, p.died()
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case line, ok := <-p.lines:
		if !ok {
			return nil, p.died()
		}
		return p.reply(q, line)
	case <-timer.C:
		return nil, fmt.Errorf("the driver gave no answer within %s%s", limit, p.said())
	}
}

// reply reads a line as the answer to a question.
func (p *process) reply(q Question, line string) (*Reply, error) {
	var r Reply
	if err := json.Unmarshal([]byte(line), &r); err != nil {
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			return nil, fmt.Errorf("the driver printed %q, which is no reply%s", excerpt(line), p.said())
		}
		return nil, fmt.Errorf("the driver's reply to %s is malformed: %w; it printed %q%s", q.Do, err, excerpt(line), p.said())
	}
	if r.ID != q.ID {
		return nil, fmt.Errorf("the driver answered question %d when asked question %d: %q", r.ID, q.ID, excerpt(line))
	}
	if !r.belongs(q.Do) {
		return nil, fmt.Errorf("the driver's reply to %s has not exactly what belongs to it: %q", q.Do, excerpt(line))
	}
	return &r, nil
}

// died says how the driver ended.
func (p *process) died() error {
	_ = p.in.Close()
	err := p.wait()
	if err == nil {
		return fmt.Errorf("the driver ended before it answered%s", p.said())
	}
	return fmt.Errorf("the driver died: %w%s", err, p.said())
}

// said is what the driver wrote to stderr last.
func (p *process) said() string {
	if text := strings.TrimSpace(p.stderr.String()); text != "" {
		return "; it wrote " + fmt.Sprintf("%q", excerpt(text))
	}
	return ""
}

// end closes the driver's input and waits a little before it kills.
func (p *process) end() {
	_ = p.in.Close()
	done := make(chan struct{})
	go func() {
		for range p.lines { // drained, so that the reader can end
		}
		_ = p.wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Second):
		p.kill()
		<-done
	}
}

// tail keeps the end of what is written to it.
type tail struct {
	sync.Mutex
	text []byte
}

// Write keeps the last two kilobytes.
func (t *tail) Write(data []byte) (int, error) {
	t.Lock()
	defer t.Unlock()
	t.text = append(t.text, data...)
	if extra := len(t.text) - 2<<10; extra > 0 {
		t.text = append([]byte(nil), t.text[extra:]...)
	}
	return len(data), nil
}

// String gives what was kept.
func (t *tail) String() string {
	t.Lock()
	defer t.Unlock()
	return string(t.text)
}
