package exit_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/plumbline/plumbline/tools/internal/exit"
)

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
