// Package exit holds the exit statuses that every command shares, and errors
// that carry one. Other people's CI depends on the numbers.
package exit

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/plumbline/plumbline/specs/atonce"
)

// Status is an exit status.
type Status int

// The statuses.
const (
	Conforms   Status = 0 // ran, and conforms
	Differs    Status = 1 // ran, and does not conform
	Usage      Status = 2 // wrong usage or configuration; nothing was sent
	Unfinished Status = 3 // did not run, or did not finish
	Stale      Status = 4 // conforms but for a baseline that must be mended

	// Crash is that of a defect of the program itself, as sysexits.h has it: Go
	// would end with 2, which says that nothing was sent.
	Crash Status = 70
)

// Error is an error with the status it ends the program with.
type Error struct {
	Status Status
	Err    error // nil when all there is to say has been said
}

// Error gives the text on one line: whoever reads stderr by lines gets one
// error a line.
func (e *Error) Error() string {
	if e.Err == nil {
		return ""
	}
	var lines []string
	for line := range strings.Lines(e.Err.Error()) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "; ")
}

// Unwrap gives the error inside.
func (e *Error) Unwrap() error { return e.Err }

// Wrong makes an error of usage or configuration.
func Wrong(err error) error {
	if err == nil {
		return nil
	}
	return &Error{Usage, err}
}

// Wrongf makes an error of usage or configuration.
func Wrongf(format string, args ...any) error { return Wrong(fmt.Errorf(format, args...)) }

// Unfinishedf makes the error of a run that did not run or did not finish.
func Unfinishedf(format string, args ...any) error {
	return &Error{Unfinished, fmt.Errorf(format, args...)}
}

// With ends the program with a status and no further word; Conforms is no
// error.
func With(status Status) error {
	if status == Conforms {
		return nil
	}
	return &Error{Status: status}
}

// Caught runs a command and turns a panic of it into an error with the status of
// a crash; where it came from is told to out. What the command has deferred is
// done by then: its record is closed, without a footer.
func Caught(out io.Writer, command func() error) (err error) {
	panicked := atonce.Caught(func() { err = command() })
	if panicked == nil {
		return err
	}
	const longest = 300
	text := panicked.Error()
	fmt.Fprint(out, text)
	text, _, _ = strings.Cut(text, "\n") // what follows says where it was
	return &Error{Crash, fmt.Errorf("a defect of plumb itself: %.*s; please report it with the lines above", longest, text)}
}

// Of gives the status and the one line of an error. An error without a status
// is one of usage.
func Of(err error) (Status, string) {
	if err == nil {
		return Conforms, ""
	}
	var known *Error
	if errors.As(err, &known) {
		return known.Status, known.Error()
	}
	return Usage, (&Error{Usage, err}).Error()
}
