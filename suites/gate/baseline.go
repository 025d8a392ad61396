// Package gate lets a run through or stops it by a rule that its owner has
// written down: a baseline of known deviations, each with a reason. It knows
// verdicts and baselines, nothing of operations, so that runs of a target and
// what SDKs do are held against the same kind of file by the same rules.
package gate

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/suites/finding"
)

// Entry is one known deviation.
type Entry struct {
	ID, Prefix string          // of cases: one of them is set
	Target     string          // a name, * for any characters; "" for all
	Outcome    finding.Outcome // fail, skip or error
	Reason     string          // "" is a problem
	Link       string
	Flaky      bool   // it ends so at times: that it passes is no reason to delete it
	Expires    string // last day on which it holds, YYYY-MM-DD; "" for never
	// First and Last are its lines in the file.
	First, Last int

	node document.Node
}

// Baseline is a file of known deviations.
type Baseline struct {
	File         string
	Suite, Specs string // of the run that wrote it, "" if nobody did
	Entries      []*Entry

	known map[string]bool // ids; nil if the file lists none, then none is new
	top   document.Node   // what the file says, for Update
}

// ErrNone is that of a baseline that is not there.
var ErrNone = errors.New("does not exist")

// maxFile bounds what is read of a baseline.
const maxFile = 16 << 20

// Load reads a baseline. With create, a file that does not exist is an empty
// baseline. Errors name file and line and are the user's to mend.
func Load(file string, create bool) (*Baseline, error) {
	info, err := os.Stat(file)
	if _, gone := os.Stat(filepath.Dir(file)); gone != nil {
		return nil, fmt.Errorf("baseline: %w", gone)
	}
	switch {
	case os.IsNotExist(err) && create:
		return Read(file, []byte(preamble))
	case os.IsNotExist(err):
		return nil, fmt.Errorf("baseline %s %w", file, ErrNone)
	case err != nil:
		return nil, fmt.Errorf("baseline: %w", err)
	case info.Size() > maxFile:
		return nil, fmt.Errorf("%s:1: not a baseline: it is larger than %d MB", file, maxFile>>20)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	return Read(file, text)
}

// preamble begins a new baseline.
const preamble = `# Known deviations, for the flag --baseline of plumb gate, run and sdk. Each needs a
# reason; one that no longer occurs must be deleted. --update adds and deletes entries
# and keeps what is written here.
accepted: []
`

// name is what an entry is called in messages.
func (e *Entry) name() string { return e.ID + e.Prefix }

// covers tells whether an id is the entry's or lies below its prefix.
func (e *Entry) covers(id string) bool {
	if e.ID != "" {
		return id == e.ID
	}
	return below(id, e.Prefix)
}

// below tells whether an id begins with a prefix, whole words compared: those
// between slashes, and those of a variant between hyphens, so that over-limit
// covers over-limit-by-post.
func below(id, prefix string) bool {
	rest, ok := strings.CutPrefix(id, prefix)
	return ok && (rest == "" || rest[0] == '/' || rest[0] == '-')
}

// applies tells whether an entry is about a target.
func (e *Entry) applies(target string) bool { return e.Target == "" || glob(e.Target, target) }

// over tells whether an entry goes before another that covers the same case: an
// id before a prefix, the longer prefix, the one that names the target.
func (e *Entry) over(other *Entry) bool {
	switch {
	case (e.ID != "") != (other.ID != ""):
		return e.ID != ""
	case len(e.Prefix) != len(other.Prefix):
		return len(e.Prefix) > len(other.Prefix)
	}
	return e.Target != "" && other.Target == ""
}

// glob matches a text against a pattern in which * stands for any characters,
// slashes too: the names of targets are URLs.
func glob(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	for _, part := range parts[1 : len(parts)-1] {
		_, rest, found := strings.Cut(text, part)
		if !found {
			return false
		}
		text = rest
	}
	return strings.HasSuffix(text, parts[len(parts)-1])
}

// lines says which lines of the file an entry takes.
func (e *Entry) lines() string {
	if e.First == e.Last {
		return fmt.Sprintf("line %d", e.First)
	}
	return fmt.Sprintf("lines %d-%d", e.First, e.Last)
}
