package specs

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// Documents are what the spec files cite, by name: the vendors' pages ("000") and
// definitions. They are not part of the repository.
type Documents map[string]Document

// Document is one page, or a vendor's machine definition of many operations.
type Document struct {
	Name  string // file name
	Lines []string
}

// DocumentName is how a file is cited: its name up to the first underscore, or
// without its ending, in small letters: "000" for 000_page.txt, "api" for api.json.
func DocumentName(file string) string {
	base := path.Base(file)
	stem, _, _ := strings.Cut(strings.TrimSuffix(base, path.Ext(base)), "_")
	return strings.ToLower(stem)
}

// Page makes a document of what a file holds.
func Page(file string, data []byte) Document {
	return Document{path.Base(file), strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")}
}

// defines tells whether a document is a definition: it holds many operations, and
// nobody cites all of it.
func (d Document) defines() bool { return path.Ext(d.Name) == ".json" }

// ReadDocuments reads the files NAME_….txt and NAME.json of a file system.
// It errs if there is none, if one cannot be read, and for two of one name.
func ReadDocuments(files fs.FS) (Documents, error) {
	out := Documents{}
	for _, pattern := range []string{"?*_*.txt", "*.json"} {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			return nil, err
		}
		for _, file := range names {
			data, err := fs.ReadFile(files, file)
			if err != nil {
				return nil, err
			}
			name := DocumentName(file)
			if other, ok := out[name]; ok {
				return nil, fmt.Errorf("%s:1: document %s is %s already", file, name, other.Name)
			}
			out[name] = Page(file, data)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no document: pages are called NAME_….txt, as 000_page.txt, and definitions NAME.json")
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
