package specs

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// Documents are the vendors' pages that the spec files cite, by number ("000").
// They are not part of the repository.
type Documents map[string]Document

// Document is one page.
type Document struct {
	Name  string // file name
	Lines []string
}

// ReadDocuments reads the files NNN_*.txt of a file system. It errs if there is
// none, if one cannot be read, and for two of one number.
func ReadDocuments(files fs.FS) (Documents, error) {
	names, err := fs.Glob(files, "[0-9][0-9][0-9]_*.txt")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no document: files are called NNN_….txt")
	}
	out := Documents{}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		number := path.Base(name)[:3]
		if other, ok := out[number]; ok {
			return nil, fmt.Errorf("%s:1: document %s is %s already", name, number, other.Name)
		}
		out[number] = Document{name, strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")}
	}
	return out, nil
}

// Cited gives the lines that a source cites, joined by "\n". A document that is
// not there and lines past its end are errors.
func (d Documents) Cited(source contract.Source) (string, error) {
	document, ok := d[source.Document]
	if !ok {
		return "", fmt.Errorf("%s cites document %s, which is not there", source, source.Document)
	}
	if source.First < 1 || source.Last > len(document.Lines) {
		return "", fmt.Errorf("%s cites past the end: document %s has %d lines", source, source.Document, len(document.Lines))
	}
	return strings.Join(document.Lines[source.First-1:source.Last], "\n"), nil
}

// numbers gives the documents' numbers in order.
func (d Documents) numbers() []string {
	var out []string
	for number := range d {
		out = append(out, number)
	}
	slices.Sort(out)
	return out
}

// Digest is what a citation carries of the lines it cites, so that a changed
// page is noticed: the first eight hex digits of their SHA-256.
func Digest(cited string) string {
	sum := sha256.Sum256([]byte(cited))
	return hex.EncodeToString(sum[:4])
}

// blank tells whether a line says nothing: white space, the end of a table row
// that runs over several lines, or the fence of a code block.
func blank(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line == "|" || strings.HasPrefix(line, "```")
}
