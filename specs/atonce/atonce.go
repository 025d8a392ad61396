// Package atonce does several things at once, and loses no panic: in a goroutine of
// its own one would end the program where it stands, with files half written and a
// status that means something else. It comes up again where the end is waited for.
package atonce

import (
	"fmt"
	"runtime/debug"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Panic is what somebody panicked with, and where.
type Panic struct {
	Cause any
	Stack string
}

// Error gives the cause and, below it, where it came from.
func (p *Panic) Error() string { return fmt.Sprintf("%v\n%s", p.Cause, p.Stack) }

// Raise panics with p, unless it is nil.
func (p *Panic) Raise() {
	if p != nil {
		panic(p)
	}
}

// Caught does something and gives its panic, nil if it ends as it should. One that
// was raised again keeps the place it came from.
func Caught(do func()) (panicked *Panic) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case *Panic:
			panicked = cause
		default:
			panicked = &Panic{cause, string(debug.Stack())}
		}
	}()
	do()
	return nil
}

// Group does several things at once, as an errgroup.Group does. The zero Group is
// ready, without a limit.
type Group struct {
	all errgroup.Group

	mu       sync.Mutex
	panicked *Panic // the first
}

// SetLimit lets no more than n be done at a time, before the first is begun.
func (g *Group) SetLimit(n int) { g.all.SetLimit(n) }

// Go begins one thing, and waits for a place where there is a limit.
func (g *Group) Go(do func() error) {
	g.all.Go(func() (err error) {
		if panicked := Caught(func() { err = do() }); panicked != nil {
			g.mu.Lock()
			defer g.mu.Unlock()
			if g.panicked == nil {
				g.panicked = panicked
			}
		}
		return err
	})
}

// Wait waits until all are done, and gives the first error of any. Where one panicked,
// Wait does.
func (g *Group) Wait() error {
	err := g.all.Wait()
	g.panicked.Raise()
	return err
}

// Task is one thing that is done while whoever began it goes on.
type Task struct {
	done     chan struct{}
	err      error
	panicked *Panic
}

// Begin begins one.
func Begin(do func() error) *Task {
	t := &Task{done: make(chan struct{})}
	go func() {
		defer close(t.done)
		t.panicked = Caught(func() { t.err = do() })
	}()
	return t
}

// Done is closed once it has ended.
func (t *Task) Done() <-chan struct{} { return t.done }

// Wait waits for its end, and gives its error. Where it panicked, Wait does.
func (t *Task) Wait() error {
	<-t.done
	t.panicked.Raise()
	return t.err
}
