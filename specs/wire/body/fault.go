package body

import (
	"fmt"
	"slices"
)

// Flaw names a kind of defect that does not keep a body from being read.
type Flaw string

// Flaws of JSON bodies.
const (
	// DuplicateName: an object has a member of this name already. Names are
	// compared decoded, so "a" and "\u0061" are the same name.
	DuplicateName Flaw = "duplicate-name"
	// TrailingBytes: something other than white space follows the value.
	TrailingBytes Flaw = "trailing-bytes"
	// BrokenUTF8: a string holds bytes that are not UTF-8; each such byte is
	// read as U+FFFD. One fault a string, at its first such byte.
	BrokenUTF8 Flaw = "broken-utf8"
	// ByteOrderMark: the body begins with a UTF-8 byte order mark, which
	// RFC 8259 section 8.1 forbids. (In XML it is legal and no flaw.)
	ByteOrderMark Flaw = "byte-order-mark"
)

// LoneSurrogate is a flaw of both: half a surrogate pair was written as an
// escape (JSON) or a character reference (XML); it is read as U+FFFD. One fault
// a string, text run or tag, at its first such escape.
const LoneSurrogate Flaw = "lone-surrogate"

// Flaws of XML bodies.
const (
	// TrailingContent: something other than white space, comments and
	// processing instructions follows the root element. It is not read.
	TrailingContent Flaw = "trailing-content"
	// Doctype: there is a document type declaration. Nothing it declares is
	// used, so a reference to an entity it declares is an error.
	Doctype Flaw = "doctype"
	// MixedContent: an element holds both elements and text that is not white
	// space. The fault lies at the first byte of such text.
	MixedContent Flaw = "mixed-content"
	// DuplicateAttribute: a tag has the same attribute (name and namespace)
	// twice. The fault lies at the tag.
	DuplicateAttribute Flaw = "duplicate-attribute"
	// MisplacedDeclaration: an XML declaration is not the first thing in the
	// body (as after a stray line feed), which many parsers refuse.
	MisplacedDeclaration Flaw = "misplaced-declaration"
	// UndeclaredEncoding: US-ASCII is declared and a byte above 0x7F follows.
	// It is read as UTF-8.
	UndeclaredEncoding Flaw = "undeclared-encoding"
	// UndeclaredPrefix: a name has a namespace prefix that is not declared.
	// Its Space is then the prefix. The fault lies at the tag.
	UndeclaredPrefix Flaw = "undeclared-prefix"
)

// maxAlike is how many faults of one flaw are listed. It is counted by flaw, so
// that many of one kind do not hide one of another.
const maxAlike = 100

// Fault is one defect of a body that was read nevertheless. At most 100 faults
// of one Flaw are listed; the Detail of the last then says how many more there
// were.
type Fault struct {
	Flaw   Flaw
	Offset int    // byte offset in the body
	Detail string // one printable line for a failure message, without the offset
}

// String renders the fault as one line: "at byte 17: duplicate-name: …".
func (f Fault) String() string {
	return fmt.Sprintf("at byte %d: %s: %s", f.Offset, f.Flaw, f.Detail)
}

// SyntaxError is the error of JSON and XML: why no value could be read.
type SyntaxError struct {
	Offset int    // byte offset in the body; its length when it ends too early
	Detail string // one printable line, lower case, without the offset
}

// Error renders the error as one line: "at byte 17: expected …".
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("at byte %d: %s", e.Offset, e.Detail)
}

func errorAt(offset int, format string, args ...any) error {
	return &SyntaxError{Offset: offset, Detail: fmt.Sprintf(format, args...)}
}

// ledger collects faults, maxAlike of each flaw.
type ledger struct {
	list []Fault
	seen map[Flaw]int
}

// add formats the detail only of faults it lists: a hostile body may bring
// millions.
func (l *ledger) add(flaw Flaw, offset int, format string, args ...any) {
	if l.seen == nil {
		l.seen = map[Flaw]int{}
	}
	l.seen[flaw]++
	if l.seen[flaw] <= maxAlike {
		l.list = append(l.list, Fault{flaw, offset, fmt.Sprintf(format, args...)})
	}
}

// faults returns what was listed, by offset.
func (l *ledger) faults() []Fault {
	slices.SortStableFunc(l.list, func(a, b Fault) int { return a.Offset - b.Offset })
	noted := map[Flaw]bool{}
	for i := len(l.list) - 1; i >= 0; i-- {
		f := &l.list[i]
		if more := l.seen[f.Flaw] - maxAlike; more > 0 && !noted[f.Flaw] {
			f.Detail += fmt.Sprintf(" (and %d more of this flaw)", more)
			noted[f.Flaw] = true
		}
	}
	return l.list
}
