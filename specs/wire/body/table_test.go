package body

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// row is one body of a reader's table. Its sentence names the subtest.
type row struct {
	sentence string
	body     string
	err      string // the whole error; "" for none
	excerpt  string // rendering of what was read; unchecked when err is set
	faults   []mark // in order
}

// mark is what a row says of a fault.
type mark struct {
	flaw   Flaw
	offset int
}

// outcome is what either reader gave.
type outcome struct {
	excerpt string
	isNil   bool
	faults  []Fault
	err     error
}

func readJSON(b []byte) outcome {
	n, faults, err := JSON(b)
	return outcome{n.Excerpt(200), n == nil, faults, err}
}

func readXML(b []byte) outcome {
	e, faults, err := XML(b)
	return outcome{e.Excerpt(200), e == nil, faults, err}
}

func check(t *testing.T, read func([]byte) outcome, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.sentence, func(t *testing.T) {
			got := read([]byte(r.body))
			if message(got.err) != r.err {
				t.Errorf("error\n got %q\nwant %q", message(got.err), r.err)
			}
			if got.isNil != (r.err != "") {
				t.Errorf("nil result is %v beside error %v", got.isNil, got.err)
			}
			if r.err == "" && got.excerpt != r.excerpt {
				t.Errorf("read\n got %s\nwant %s", got.excerpt, r.excerpt)
			}
			var marks []mark
			for _, f := range got.faults {
				marks = append(marks, mark{f.Flaw, f.Offset})
			}
			if !slices.Equal(marks, r.faults) {
				t.Errorf("faults\n got %v\nwant %v", got.faults, r.faults)
			}
			sane(t, []byte(r.body), got)
		})
	}
}

// sane checks what holds for every body, broken or not.
func sane(t *testing.T, b []byte, got outcome) {
	t.Helper()
	last := 0
	for _, f := range got.faults {
		if f.Offset < last || f.Offset >= len(b) {
			t.Errorf("fault %v lies outside the body or before the fault at %d", f, last)
		}
		last = f.Offset
		oneLine(t, f.String())
	}
	oneLine(t, got.excerpt)
	if got.err == nil {
		return
	}
	oneLine(t, got.err.Error())
	var syntax *SyntaxError
	if !errors.As(got.err, &syntax) {
		t.Errorf("error %T is not a *SyntaxError", got.err)
	} else if syntax.Offset < 0 || syntax.Offset > len(b) {
		t.Errorf("error %v lies outside the body of %d bytes", syntax, len(b))
	}
}

func oneLine(t *testing.T, s string) {
	t.Helper()
	if strings.ContainsAny(s, "\n\r\x00\x1b") || len(s) > 1000 {
		t.Errorf("%q is not one short printable line", s)
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
