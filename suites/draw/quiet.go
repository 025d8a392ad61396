package draw

import (
	"flag"
	"fmt"
	"strconv"
	"testing"
)

// quiet stands for a test where there is none: rapid's words are not printed,
// the smallest request says all there is to say. What it fails for is kept, for
// the case that no request shows it.
type quiet struct {
	failed bool
	said   string
}

// stopped is what FailNow panics with.
type stopped struct{}

func (q *quiet) Helper()                       {}
func (q *quiet) Name() string                  { return "draw" }
func (q *quiet) Logf(string, ...any)           {}
func (q *quiet) Log(...any)                    {}
func (q *quiet) Skipf(string, ...any)          {}
func (q *quiet) Skip(...any)                   {}
func (q *quiet) SkipNow()                      {}
func (q *quiet) Errorf(text string, of ...any) { q.failed, q.said = true, fmt.Sprintf(text, of...) }
func (q *quiet) Error(of ...any)               { q.failed, q.said = true, fmt.Sprint(of...) }
func (q *quiet) Fatalf(text string, of ...any) { q.Errorf(text, of...); q.FailNow() }
func (q *quiet) Fatal(of ...any)               { q.Error(of...); q.FailNow() }
func (q *quiet) Fail()                         { q.failed = true }
func (q *quiet) Failed() bool                  { return q.failed }
func (q *quiet) FailNow()                      { q.failed = true; panic(stopped{}) }

// configure hands rapid its settings, which it takes from flags alone; it also
// asks package testing whether tests are to be short, which wants to be
// initialised, and its flags read, in a program that is no test.
func configure(n int, seed uint64) error {
	if flag.Lookup("test.v") == nil {
		testing.Init()
	}
	if !flag.Parsed() {
		// Of no words: those of the program are none of these flags.
		if err := flag.CommandLine.Parse(nil); err != nil {
			return err
		}
	}
	if testing.Short() {
		n *= shortened
	}
	for name, value := range map[string]string{
		"rapid.checks": strconv.Itoa(n), "rapid.seed": strconv.FormatUint(seed, 10),
		"rapid.nofailfile": "true", "rapid.shrinktime": "5s",
	} {
		if err := flag.Set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// shortened is by what rapid divides the number of its checks in a short test.
const shortened = 5
