package revision

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// readable says what a file is that is no document of an operation.
func readable(top document.Node) error {
	version, swagger := top.Child("openapi"), top.Child("swagger")
	switch {
	case swagger.There():
		return swagger.Fail("Swagger %s is not compared: convert both sides to OpenAPI 3.0 first, as swagger2openapi does", swagger.Text())
	case version.There() && !strings.HasPrefix(version.Text(), "3.0"):
		return version.Fail("OpenAPI %s is not compared, only 3.0: oasdiff compares it, without whom a change breaks here", version.Text())
	case !version.There() && !top.Child("x-operation").There():
		return top.Fail("x-operation is missing, and openapi: neither a document of an operation nor an OpenAPI document")
	}
	return nil
}

// IsDocument tells whether a file's text is meant for an OpenAPI document: it has
// a key at its top that only such a document has.
func IsDocument(text []byte) bool { return documentKey.Match(text) }

var documentKey = regexp.MustCompile(`(?m)^["']?(openapi|swagger|x-operation)["']?\s*:|^\s*\{?\s*"(openapi|swagger|x-operation)"\s*:`)

// At is the same document in another file.
func (d *Document) At(file string) *Document {
	out := *d
	out.File = file
	return &out
}

// Text is the document as it was read.
func (d *Document) Text() []byte { return d.text }

// Place is where the document stands: its file, and the line in which it begins if it
// is not the first of its file.
func (d *Document) Place() string { return Place(d.File, d.text) }

// Place is where a document of a file stands, as document.Split gives it.
func Place(file string, text []byte) string {
	if line := document.Begins(text); line > 1 {
		return fmt.Sprint(file, ":", line)
	}
	return file
}
