package specs

import (
	"bytes"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Pinned is a citation that is pinned anew, or that cannot be.
type Pinned struct {
	At     contract.Location
	Source contract.Source // as it was: Digest is empty of one that was not pinned
	Digest string          // of the lines as they read now
	Err    error           // why it cannot be pinned: what it cites is not there
}

// Pin gives every citation of a spec file the digest of the lines that it cites, so
// that a changed page, or a citation that slipped by a line, is noticed. All else
// stays byte for byte as it is. Citations that are right already are not among those
// it gives. It errs for a file that cannot be read.
func Pin(file string, text []byte, documents Documents) ([]byte, []Pinned, error) {
	top, err := document.Parse(file, text)
	if err != nil {
		return nil, nil, err
	}
	var all []Pinned
	lines := strings.SplitAfter(string(text), "\n")
	for _, c := range citationsOf(top) {
		if c.source.Document == contract.CommonPages {
			continue
		}
		one := Pinned{At: contract.Location{File: file, Line: c.node.Line()}, Source: c.source}
		cited, err := documents.Cited(c.source)
		if one.Err = err; err == nil {
			one.Digest = Digest(cited)
		}
		if one.Err == nil && one.Digest == c.source.Digest {
			continue
		}
		all = append(all, one)
		if one.Err == nil {
			line := &lines[one.At.Line-1]
			*line = withDigest(*line, c.node.Text(), c.source.String()+"#"+one.Digest)
		}
	}
	return []byte(strings.Join(lines, "")), all, nil
}

// withDigest puts a citation in the place of an older one on a line: the first that is
// that and no more.
func withDigest(line, old, new string) string {
	for from := 0; ; {
		i := strings.Index(line[from:], old)
		if i < 0 {
			return line
		}
		end := from + i + len(old)
		if end == len(line) || !bytes.ContainsAny([]byte{line[end]}, "0123456789-#") {
			return line[:end-len(old)] + new + line[end:]
		}
		from = end
	}
}
