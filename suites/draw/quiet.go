package draw

import (
	"flag"
	"strconv"
	"testing"
)

// quiet stands for a test where there is none: rapid's words are not printed,
// the smallest request says all there is to say.
type quiet struct{ failed bool }

// stopped is what FailNow panics with.
type stopped struct{}

func (q *quiet) Helper()               {}
func (q *quiet) Name() string          { return "draw" }
func (q *quiet) Logf(string, ...any)   {}
func (q *quiet) Log(...any)            {}
func (q *quiet) Skipf(string, ...any)  {}
func (q *quiet) Skip(...any)           {}
func (q *quiet) SkipNow()              {}
func (q *quiet) Errorf(string, ...any) { q.failed = true }
func (q *quiet) Error(...any)          { q.failed = true }
func (q *quiet) Fatalf(string, ...any) { q.FailNow() }
func (q *quiet) Fatal(...any)          { q.FailNow() }
func (q *quiet) Fail()                 { q.failed = true }
func (q *quiet) Failed() bool          { return q.failed }
func (q *quiet) FailNow()              { q.failed = true; panic(stopped{}) }

// configure hands rapid its settings, which it takes from flags alone; it also
// asks package testing whether tests are to be short, which wants to be
// initialised in a program that is none.
func configure(n int, seed uint64) {
	if flag.Lookup("test.v") == nil {
		testing.Init()
	}
	for name, value := range map[string]string{
		"rapid.checks": strconv.Itoa(n), "rapid.seed": strconv.FormatUint(seed, 10),
		"rapid.nofailfile": "true", "rapid.shrinktime": "5s",
	} {
		if err := flag.Set(name, value); err != nil {
			panic(err) // rapid has these flags
		}
	}
}
