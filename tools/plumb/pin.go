package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

func pinCommand(s streams) *cobra.Command {
	var dirs []string
	var check bool
	c := &cobra.Command{
		Use: "pin DOCUMENTS", Short: "Give the citations of spec documents the digests of the lines they cite", Args: arguments("DOCUMENTS"),
		Long: `pin writes behind every citation the digest of the lines that it cites, so that a
page that changed, or a citation that slipped by a line, is noticed by plumb lint.
DOCUMENTS is the folder of what is cited: pages called NAME_….txt and definitions
called NAME.json are cited as "NAME:40" or "NAME:40-44". All but the digests stays
as it is. The status is 1 if a citation cites what is not there and, with --check,
which writes nothing, if one has not the digest that it should have.`,
		Example: "  plumb pin ./pages\n  plumb pin ./pages --specs ./my-specs\n  plumb pin ./pages --specs ./my-specs --check",
		RunE: func(c *cobra.Command, args []string) error {
			documents, err := specs.ReadDocuments(os.DirFS(args[0]))
			if err != nil {
				return exit.Wrongf("documents %s: %w", args[0], err)
			}
			wrong := false
			for _, dir := range dirs {
				differs, err := pin(c.Context(), s, dir, documents, check)
				if err != nil {
					return err
				}
				wrong = wrong || differs
			}
			if wrong {
				return exit.With(exit.Differs)
			}
			return nil
		},
	}
	c.Flags().StringArrayVar(&dirs, "specs", []string{"specs"}, "pin the spec documents below `DIR` (repeatable)")
	c.Flags().BoolVar(&check, "check", false, "write nothing; say what would be written")
	return c
}

// pin pins every spec file below a folder, or says what it would do; wrong is true
// of citations that cite nothing, or that are not as they should be.
func pin(ctx context.Context, s streams, dir string, documents specs.Documents, check bool) (wrong bool, err error) {
	tree := os.DirFS(dir)
	names, err := specs.Files(tree)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no spec document in it")
	}
	if err != nil {
		return false, exit.Wrongf("specs %s: %w", dir, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return false, exit.Wrong(err)
		}
		file := path.Join(dir, name)
		pinned, found, err := specs.Pin(file, text, documents)
		if err != nil {
			return false, exit.Wrong(err)
		}
		written := tellPinned(s, found)
		wrong = wrong || written < len(found) || check && len(found) > 0
		if written == 0 || check {
			continue
		}
		if err := output.Save(ctx, file, output.Text(pinned)); err != nil {
			return false, exit.Unfinishedf("%w", err)
		}
		fmt.Fprintf(s.out, "%s: %d digests written\n", file, written)
	}
	return wrong, nil
}

// tellPinned says what was found of a file's citations, and how many of them can be
// pinned. Of one that had no digest nothing is to be read again.
func tellPinned(s streams, found []specs.Pinned) int {
	written := 0
	for _, one := range found {
		switch {
		case one.Err != nil:
			fmt.Fprintf(s.err, "%s: %s\n", one.At, one.Err)
			continue
		case one.Source.Digest != "":
			fmt.Fprintf(s.out, "%s: %s changed from %s to %s: read it again\n", one.At, one.Source, one.Source.Digest, one.Digest)
		}
		written++
	}
	return written
}
