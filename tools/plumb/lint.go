package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
)

func lintCommand(s streams) *cobra.Command {
	var dir, documents string
	c := &cobra.Command{
		Use: "lint", Short: "Check the spec documents", Args: arguments(),
		Long:    "lint checks spec documents and prints what is wrong, one finding a line, with\nfile and line. The status is 2 if there is any. What drafts leave open is counted.",
		Example: "  plumb lint\n  plumb lint --specs ./my-specs\n  plumb lint --documents ./pages",
		RunE: func(*cobra.Command, []string) error {
			findings, err := lint(dir, documents)
			if err != nil {
				return exit.Wrong(err)
			}
			for _, f := range findings {
				fmt.Fprintf(s.out, "%s: %s: %s\n", f.Location, f.Rule, f.Text)
			}
			if len(findings) > 0 {
				return exit.With(exit.Usage)
			}
			return tellOpen(s, dir)
		},
	}
	c.Flags().StringVar(&dir, "specs", "", "check the documents below `DIR` instead of the built-in ones")
	c.Flags().StringVar(&documents, "documents", "", "check too that the vendors' documents in `DIR` are cited line by line")
	return c
}

// tellOpen says how much drafts below a folder leave open, which is no mistake.
func tellOpen(s streams, dir string) error {
	if dir == "" {
		return nil // what is built in is no draft
	}
	n, err := specs.Questions(dir)
	if err == nil && n > 0 {
		fmt.Fprintf(s.err, "%s: %s open: answer what stands in x-questions, and take it out\n", dir, page.Plural(n, "question"))
	}
	return exit.Wrong(err)
}

// lint checks the specs of a folder, or the built-in ones, and with documents what
// they cite.
func lint(dir, documents string) ([]specs.Finding, error) {
	if documents != "" {
		if _, err := os.Stat(documents); err != nil {
			return nil, exit.Wrongf("documents: %w", err)
		}
	}
	if dir == "" {
		findings, err := specs.LintAll()
		if err == nil && documents != "" {
			findings = append(findings, specs.Cover(os.DirFS(documents))...)
		}
		return findings, err
	}
	findings, err := specs.LintFolder(dir)
	if err == nil && documents != "" {
		findings = append(findings, specs.CoverFolder(dir, os.DirFS(documents))...)
	}
	return findings, err
}
