package document

import (
	"errors"
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
)

// Error is one thing wrong with a file: where, and what.
type Error struct {
	Location contract.Location
	Text     string
}

// Error gives the place and the text on one line: "a.yaml:3: x is missing".
func (e *Error) Error() string { return e.Location.String() + ": " + e.Text }

// Fail makes an error of the place.
func (n Node) Fail(format string, args ...any) error {
	return &Error{n.Location(), fmt.Sprintf(format, args...)}
}

// Errors takes apart what errors.Join and wrapping have put together, in order. An
// error that knows no place of its own gets that of the file's first line.
func Errors(file string, err error) []*Error {
	if err == nil {
		return nil
	}
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		var out []*Error
		for _, one := range joined.Unwrap() {
			out = append(out, Errors(file, one)...)
		}
		return out
	}
	var placed *Error
	if errors.As(err, &placed) {
		return []*Error{placed}
	}
	return []*Error{{contract.Location{File: file, Line: 1}, err.Error()}}
}
