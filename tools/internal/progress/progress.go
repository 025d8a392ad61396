// Package progress shows how far a run has come while it runs: one line that is
// drawn again and again on a terminal, a few plain lines elsewhere.
package progress

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Options say what is shown and how.
type Options struct {
	Out      io.Writer
	Live     bool // Out is a terminal whose line can be drawn again
	Style    terminal.Style
	Requests int              // that the run will send
	Sent     func() int       // that it has sent
	Every    time.Duration    // between drawings; 100 ms live, 5 s plain
	After    <-chan time.Time // nil; ticks come from it instead of a clock, in tests
	Clock    func() time.Time // nil for time.Now
}

// Progress is the display of one run.
type Progress struct {
	options Options
	began   time.Time
	stop    chan struct{}
	drawing *atonce.Task

	mu        sync.Mutex
	operation string
	counts    tally // of the whole run
	current   tally // of the operation
	drawn     bool
}

// New begins to show the progress of a run; End ends that.
func New(options Options) *Progress {
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.Every == 0 {
		options.Every = 5 * time.Second
		if options.Live {
			options.Every = 100 * time.Millisecond
		}
	}
	p := &Progress{options: options, began: options.Clock(), stop: make(chan struct{})}
	p.drawing = atonce.Begin(p.tick)
	return p
}

func (p *Progress) tick() error {
	ticks := p.options.After
	if ticks == nil {
		ticker := time.NewTicker(p.options.Every)
		defer ticker.Stop()
		ticks = ticker.C
	}
	for {
		select {
		case <-p.stop:
			return nil
		case <-ticks:
			p.show()
		}
	}
}

// Decided counts a verdict.
func (p *Progress) Decided(operation, outcome string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if operation != p.operation {
		p.closeOperation()
		p.operation, p.current = operation, tally{}
	}
	p.counts.add(outcome)
	p.current.add(outcome)
}

// End takes the line away, or writes the last plain one.
func (p *Progress) End() {
	close(p.stop)
	_ = p.drawing.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closeOperation()
	if p.drawn {
		fmt.Fprint(p.options.Out, "\r\x1b[K")
	}
}

// closeOperation writes the plain line of an operation that is done.
func (p *Progress) closeOperation() {
	if p.options.Live || p.operation == "" {
		return
	}
	fmt.Fprintf(p.options.Out, "%s: %s\n", p.operation, p.current.words(terminal.Style{}))
}

func (p *Progress) show() {
	sent := p.options.Sent()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.options.Live {
		fmt.Fprintf(p.options.Out, "%d of %d requests sent after %s: %s\n", sent, p.options.Requests,
			p.options.Clock().Sub(p.began).Round(time.Second), p.counts.words(terminal.Style{}))
		return
	}
	p.drawn = true
	fmt.Fprint(p.options.Out, "\r\x1b[K"+p.line(sent, terminal.Width(p.options.Out)-1))
}

// barWidth is how many characters the bar has.
const barWidth = 20

// line is the live line: bar, counts, what is at hand, as far as width allows.
func (p *Progress) line(sent, width int) string {
	full := 0
	if p.options.Requests > 0 {
		full = min(barWidth*sent/p.options.Requests, barWidth)
	}
	bar := strings.Repeat("█", full) + strings.Repeat("░", barWidth-full)
	numbers := fmt.Sprintf(" %d/%d", sent, p.options.Requests)
	plain := bar + numbers + "  " + p.counts.words(terminal.Style{})
	if len([]rune(plain)) > width {
		return terminal.Cut(strings.TrimSpace(numbers), width)
	}
	rest := terminal.Cut(p.operation, max(width-len([]rune(plain))-2, 0))
	return bar + numbers + "  " + p.counts.words(p.options.Style) + "  " + p.options.Style.Dim(rest)
}

// tally counts outcomes.
type tally struct{ pass, fail, skip, failed, accepted int }

func (t *tally) add(outcome string) {
	switch outcome {
	case "pass":
		t.pass++
	case "fail":
		t.fail++
	case "skip":
		t.skip++
	case "error":
		t.failed++
	case "deviation":
		t.accepted++
	}
}

// words leaves out what has not occurred, but for passes.
func (t tally) words(style terminal.Style) string {
	out := []string{style.Green(fmt.Sprintf("%d pass", t.pass))}
	if t.fail > 0 {
		out = append(out, style.Red(fmt.Sprintf("%d fail", t.fail)))
	}
	if t.skip > 0 {
		out = append(out, style.Yellow(fmt.Sprintf("%d skip", t.skip)))
	}
	if t.accepted > 0 {
		out = append(out, style.Yellow(fmt.Sprintf("%d deviation", t.accepted)))
	}
	if t.failed > 0 {
		out = append(out, style.Red(fmt.Sprintf("%d error", t.failed)))
	}
	return strings.Join(out, ", ")
}
