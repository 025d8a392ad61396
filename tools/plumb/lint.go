package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/tools/internal/exit"
)

func lintCommand(s streams) *cobra.Command {
	var dir, documents string
	c := &cobra.Command{
		Use: "lint", Short: "Check the spec documents", Args: arguments(),
		Long:    "lint checks spec documents and prints what is wrong, one finding a line, with\nfile and line. The status is 2 if there is any.",
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
			return nil
		},
	}
	c.Flags().StringVar(&dir, "specs", "", "check the documents below `DIR` instead of the built-in ones")
	c.Flags().StringVar(&documents, "documents", "", "check too that the vendors' documents in `DIR` are cited line by line")
	return c
}

// lint checks the specs of a folder, or the built-in ones and, with documents,
// what they cite.
func lint(dir, documents string) ([]specs.Finding, error) {
	switch {
	case dir != "" && documents != "":
		return nil, exit.Wrongf("documents are those of the built-in specs; leave out --specs")
	case dir != "":
		return specs.LintFolder(dir)
	}
	findings, err := specs.LintAll()
	if err != nil || documents == "" {
		return findings, err
	}
	if _, err := os.Stat(documents); err != nil {
		return nil, exit.Wrongf("documents: %w", err)
	}
	return append(findings, specs.Cover(os.DirFS(documents))...), nil
}
