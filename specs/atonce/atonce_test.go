package atonce_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/atonce"
)

var errOne = errors.New("one")

// broken panics, in a function that the stack names.
func broken() error { panic("a defect") }

func TestAPanicComesUpWhereTheEndIsWaitedFor(t *testing.T) {
	for name, run := range map[string]func(do func() error) error{
		"one of a group": func(do func() error) error {
			var g atonce.Group
			g.Go(do)
			return g.Wait()
		},
		"each of a group with a limit": func(do func() error) error {
			var g atonce.Group
			g.SetLimit(1)
			for range 5 {
				g.Go(do)
			}
			return g.Wait()
		},
		"a task": func(do func() error) error { return atonce.Begin(do).Wait() },
		"a task in a group": func(do func() error) error {
			var g atonce.Group
			g.Go(atonce.Begin(do).Wait)
			return g.Wait()
		},
	} {
		if err := run(func() error { return errOne }); err != errOne {
			t.Errorf("%s: the error is %v", name, err)
		}
		reached := false
		panicked := atonce.Caught(func() { _ = run(broken); reached = true })
		if panicked == nil || reached || panicked.Cause != "a defect" || strings.Count(panicked.Stack, "atonce_test.broken") != 1 {
			t.Errorf("%s: the panic is %v", name, panicked)
		}
	}
}

// What a group has begun is done before anything comes up: whoever is told may close
// what the others write to.
func TestTheOthersOfAGroupAreWaitedFor(t *testing.T) {
	var g atonce.Group
	begun, ended := make(chan struct{}), false
	g.Go(func() error { defer close(begun); return broken() })
	g.Go(func() error { <-begun; ended = true; return nil })
	if atonce.Caught(func() { _ = g.Wait() }) == nil || !ended {
		t.Errorf("it is not waited for: %v", ended)
	}
}

func TestWhatEndsAsItShouldRaisesNothing(t *testing.T) {
	panicked := atonce.Caught(func() {})
	panicked.Raise()
	if panicked != nil {
		t.Error(panicked)
	}
	task := atonce.Begin(func() error { return nil })
	<-task.Done()
	if err := task.Wait(); err != nil {
		t.Error(err)
	}
}
