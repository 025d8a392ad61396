package main

import (
	"bytes"
	"io"
	"os"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/tools/internal/sides"
)

// newSide is what stands on the new side: documents, a client or a record.
type newSide struct {
	against impact.Against
	name    string // without the word that tells a client
}

// sideOf tells what a word names; a file that begins as a record does is one.
func sideOf(word string) newSide {
	if vendor, _, ok := strings.Cut(word, ":"); ok {
		if _, err := specs.Template(vendor); err == nil {
			return newSide{impact.Definition, word}
		}
	}
	if client, ok := strings.CutPrefix(word, "sdk:"); ok {
		return newSide{impact.Client, client}
	}
	if info, err := os.Stat(word); err != nil || !info.Mode().IsRegular() {
		return newSide{impact.Documents, word} // a pipe would be waited for
	}
	file, err := os.Open(word)
	if err != nil {
		return newSide{impact.Documents, word}
	}
	defer file.Close()
	begin := make([]byte, len(recordBegins))
	if _, err := io.ReadFull(file, begin); err == nil && bytes.Equal(begin, []byte(recordBegins)) {
		return newSide{impact.Implementation, word}
	}
	return newSide{impact.Documents, word}
}

// files are those that a side may be read from, as far as they can be told beforehand.
func (n newSide) files() []string {
	switch n.against {
	case impact.Definition:
		return sides.Files(n.name)
	case impact.Client:
		return strings.Fields(n.name) // a command, if it is none of the folder's
	}
	return []string{n.name}
}

// recordBegins is how every record begins.
const recordBegins = `{"kind":"header"`
