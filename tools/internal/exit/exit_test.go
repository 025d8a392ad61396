package exit_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

func TestCaught(t *testing.T) {
	var told strings.Builder
	closed := false
	err := exit.Caught(&told, func() error {
		defer func() { closed = true }()
		panic("index\nout of range")
	})
	status, line := exit.Of(err)
	if status != 70 || line != "a defect of plumb itself: index; please report it with the lines above" || !closed {
		t.Errorf("%d %q, closed: %v", status, line, closed)
	}
	if !strings.Contains(told.String(), "exit_test.go") {
		t.Errorf("where it came from is not told:\n%s", told.String())
	}
	told.Reset()
	status, line = exit.Of(exit.Caught(&told, func() error { return atonce.Begin(broken).Wait() }))
	if status != 70 || line != "a defect of plumb itself: elsewhere; please report it with the lines above" || !strings.Contains(told.String(), "exit_test.broken") {
		t.Errorf("of another goroutine: %d %q\n%s", status, line, told.String())
	}
	if err := exit.Caught(&told, func() error { return exit.With(exit.Differs) }); err == nil {
		t.Error("an error is lost")
	}
}

func broken() error { panic("elsewhere") }

func TestOf(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		status exit.Status
		line   string
	}{
		{"nothing", nil, exit.Conforms, ""},
		{"conforms", exit.With(exit.Conforms), exit.Conforms, ""},
		{"differs without a word", exit.With(exit.Differs), exit.Differs, ""},
		{"usage", exit.Wrongf("level %q", "x"), exit.Usage, `level "x"`},
		{"unfinished, wrapped", fmt.Errorf("outer: %w", exit.Unfinishedf("gone")), exit.Unfinished, "gone"},
		{"an error of somebody else", errors.New("odd"), exit.Usage, "odd"},
		{"many lines", exit.Wrongf("first:\n  second\n\nthird\n"), exit.Usage, "first:; second; third"},
	} {
		if status, line := exit.Of(c.err); status != c.status || line != c.line {
			t.Errorf("%s: %d %q, want %d %q", c.name, status, line, c.status, c.line)
		}
	}
}
