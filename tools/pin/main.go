// Command pin gives every citation in the spec files the digest of the lines it
// cites, so that a changed page, or a citation that slipped by a line, is
// noticed:
//
//	go run ./tools/pin DOCUMENTS
//
// DOCUMENTS is the folder of the vendors' pages. It rewrites the YAML files
// below specs/ and leaves everything but the digests byte for byte as it is.
package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

func main() {
	os.Exit(int(run(os.Args[1:], "specs", os.Stdout, os.Stderr)))
}

// run is the whole program; dir holds the spec files.
func run(args []string, dir string, stdout, stderr io.Writer) exit.Status {
	if len(args) != 1 {
		fmt.Fprintln(stderr, "pin: usage: go run ./tools/pin DOCUMENTS")
		return exit.Usage
	}
	documents, err := specs.ReadDocuments(os.DirFS(args[0]))
	if err != nil {
		fmt.Fprintf(stderr, "pin: %s: %s\n", args[0], err)
		return exit.Usage
	}
	status := exit.Conforms
	err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".yaml" {
			return err
		}
		changed, err := file(name, documents, stdout, stderr)
		if changed > 0 || err != nil {
			fmt.Fprintf(stdout, "%s: %d digests written\n", name, changed)
		}
		if err == errCitation {
			status = exit.Differs // told already; the other files are still pinned
			return nil
		}
		return err
	})
	if err != nil {
		fmt.Fprintf(stderr, "pin: %s\n", err)
		return exit.Usage
	}
	return status
}

// file pins one file, and tells how many digests it wrote.
func file(name string, documents specs.Documents, stdout, stderr io.Writer) (int, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	pinned, edits := pin(text, documents)
	var failed error
	written := 0
	for _, e := range edits {
		switch {
		case e.err != nil:
			fmt.Fprintf(stderr, "pin: %s:%d: %s\n", name, e.line, e.err)
			failed = errCitation
		case e.old != "":
			fmt.Fprintf(stdout, "%s:%d: %s changed from %s to %s: read it again\n", name, e.line, e.source, e.old, e.digest)
			written++
		default:
			written++
		}
	}
	if written == 0 {
		return 0, failed
	}
	if err := output.Save(context.Background(), name, output.Text(pinned)); err != nil {
		return 0, err
	}
	return written, failed
}
