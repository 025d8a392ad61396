package sdk

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
)

// maxLine bounds one line of a driver.
const maxLine = 8 << 20

// patience is how long anything of a driver's may take that is no answer: to
// read a question, to end when its input does, to die.
const patience = 2 * time.Second

// process is a running driver.
type process struct {
	in     io.WriteCloser
	out    io.ReadCloser
	lines  chan string   // closed when the driver's output ends
	left   chan struct{} // closed when nobody reads lines any more
	reader *atonce.Task  // of lines; its error is why they ended, none for the end of the output
	runs   *atonce.Task  // until it has ended
	kill   func()
	stderr *tail
	asked  int
}

func newProcess(in io.WriteCloser, out io.ReadCloser) *process {
	return &process{in: in, out: out, lines: make(chan string, 16), left: make(chan struct{}), stderr: &tail{}}
}

// launch starts a driver in a folder with an environment of its own.
func launch(command []string, dir string, env []string) (*process, error) {
	c := exec.Command(command[0], command[1:]...)
	c.Dir, c.Env, c.WaitDelay = dir, env, time.Second
	ownGroup(c)
	in, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	// A pipe of our own: Wait would close that of the command under the reader,
	// and one that an orphan holds open must not hold us.
	out, written, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p := newProcess(in, out)
	p.kill = func() { kill(c) }
	c.Stdout, c.Stderr = written, p.stderr
	err = c.Start()
	written.Close()
	if err != nil {
		out.Close()
		return nil, err
	}
	p.reader, p.runs = atonce.Begin(p.read), atonce.Begin(c.Wait)
	return p, nil
}

func (p *process) read() error {
	defer close(p.lines)
	scanner := bufio.NewScanner(p.out)
	scanner.Buffer(make([]byte, 64<<10), maxLine)
	for scanner.Scan() {
		select {
		case p.lines <- scanner.Text():
		case <-p.left:
			return nil
		}
	}
	if errors.Is(scanner.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("the driver printed a line of more than %d MB", maxLine>>20)
	}
	return nil
}

// ask sends a question and waits for its answer. An error is the driver's fault,
// and says what it printed, or that of ctx.
func (p *process) ask(ctx context.Context, q Question, limit time.Duration) (*Reply, error) {
	p.asked++
	q.ID = p.asked
	data, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	written := atonce.Begin(func() error { // which a driver that reads nothing would hold
		_, err := p.in.Write(append(data, '\n'))
		return err
	})
	writing := written.Done()
	for {
		select {
		case <-writing:
			if written.Wait() != nil {
				return nil, p.died()
			}
			writing = nil
		case line, ok := <-p.lines:
			if !ok {
				return nil, p.died()
			}
			return p.reply(q, line)
		case <-timer.C:
			if p.ended() {
				return nil, p.orphaned()
			}
			return nil, fmt.Errorf("the driver gave no answer within %s%s", limit, p.said())
		case <-ctx.Done():
			return nil, ctx.Err()
		}
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

// died says how the driver ended, or that it still runs and cannot be talked to.
func (p *process) died() error {
	_ = p.in.Close()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for open := true; open; {
		select {
		case _, open = <-p.lines:
			if open {
				continue
			}
			if err := p.reader.Wait(); err != nil {
				return fmt.Errorf("%w%s", err, p.said())
			}
		case <-timer.C:
			if p.ended() {
				return p.orphaned()
			}
			return fmt.Errorf("the driver reads no question any more and goes on running%s", p.said())
		}
	}
	select {
	case <-p.runs.Done():
	case <-timer.C:
		return fmt.Errorf("the driver closed its output and goes on running%s", p.said())
	}
	if err := p.runs.Wait(); err != nil {
		return fmt.Errorf("the driver died: %w%s", err, p.said())
	}
	return fmt.Errorf("the driver ended before it answered%s", p.said())
}

func (p *process) ended() bool {
	select {
	case <-p.runs.Done():
		return true
	default:
		return false
	}
}

// orphaned is why a driver that ended is still waited for: its output is open.
func (p *process) orphaned() error {
	return fmt.Errorf("the driver ended before it answered, and something that it started holds its output open%s", p.said())
}

// said is what the driver wrote to stderr last.
func (p *process) said() string {
	if text := strings.TrimSpace(p.stderr.String()); text != "" {
		return "; it wrote " + fmt.Sprintf("%q", excerpt(text))
	}
	return ""
}

// end closes the driver's input, waits a little, and kills it with all that it
// started. It never waits for longer than that takes.
func (p *process) end() {
	_ = p.in.Close()
	close(p.left)
	select {
	case <-p.runs.Done():
	case <-time.After(patience):
	}
	p.kill()
	p.out.Close() // which an orphan in a group of its own may hold open
}
