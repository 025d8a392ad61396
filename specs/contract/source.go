package contract

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// CommonPages is the Document of a fact that no operation document states, but
// the vendor's common pages do (signing, envelopes, carriers). Such a fact is
// never asked at level must.
const CommonPages = "common"

// Source is where a fact stands: a document (a page's number or name, or
// CommonPages), its first and last line, and the digest of those lines.
type Source struct {
	Document    string
	First, Last int
	Digest      string // first eight hex digits of the SHA-256 of the lines, joined by "\n"; empty for CommonPages
}

// String gives "000:19", "000:69-77" or "common".
func (s Source) String() string {
	switch {
	case s.Document == CommonPages:
		return CommonPages
	case s.First == s.Last:
		return fmt.Sprintf("%s:%d", s.Document, s.First)
	}
	return fmt.Sprintf("%s:%d-%d", s.Document, s.First, s.Last)
}

// documentNames is the pattern of the names that documents are cited by: "000",
// "mna-2021".
const documentNames = `[0-9a-z][0-9a-z.-]*`

// citation is the form of a source.
var citation = regexp.MustCompile(`^(` + documentNames + `):(\d+)(?:-(\d+))?(?:#([0-9a-f]{8}))?$`)

// ParseSource reads "000:19#1a2b3c4d", "000:69-77#1a2b3c4d" or "common". The
// digest may be missing, which lint refuses and the pinning tool fills in. Any
// other form is an error.
func ParseSource(text string) (Source, error) {
	if text == CommonPages {
		return Source{Document: CommonPages}, nil
	}
	m := citation.FindStringSubmatch(text)
	if m == nil {
		return Source{}, fmt.Errorf("source %q is not DOCUMENT:LINE#DIGEST, DOCUMENT:FIRST-LAST#DIGEST or %q", text, CommonPages)
	}
	first, _ := strconv.Atoi(m[2])
	last := first
	if m[3] != "" {
		last, _ = strconv.Atoi(m[3])
	}
	if first < 1 || last < first {
		return Source{}, fmt.Errorf("source %q: lines count from 1 and do not run backwards", text)
	}
	return Source{Document: m[1], First: first, Last: last, Digest: m[4]}, nil
}

// Sources are the places a fact stands in, most telling first.
type Sources []Source

// String joins the sources with ", ".
func (s Sources) String() string {
	parts := make([]string, len(s))
	for i, source := range s {
		parts[i] = source.String()
	}
	return strings.Join(parts, ", ")
}

// Stated tells whether an operation document, not only a common page, says it.
func (s Sources) Stated() bool {
	for _, source := range s {
		if source.Document != CommonPages {
			return true
		}
	}
	return false
}

// Location is a line of a spec file, relative to the specs folder; 0 is no line
// of it.
type Location struct {
	File string
	Line int
}

// String gives "specs/tencent/mna/…/GetFlowStatistic.yaml:40", or the file alone
// where no line is known.
func (l Location) String() string {
	if l.Line == 0 {
		return l.File
	}
	return fmt.Sprintf("%s:%d", l.File, l.Line)
}

// Origin is where a fact comes from: the document lines and the YAML line.
type Origin struct {
	Sources  Sources
	Location Location
}
