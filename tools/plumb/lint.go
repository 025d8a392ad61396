package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
)

func lintCommand(s streams) *cobra.Command {
	var dirs []string
	var documents string
	c := &cobra.Command{
		Use: "lint", Short: "Check the spec documents", Args: arguments(),
		Long:    "lint checks spec documents and prints what is wrong, one finding a line, with\nfile and line. The status is 2 if there is any. What drafts leave open is counted.",
		Example: "  plumb lint\n  plumb lint --specs ./my-specs\n  plumb lint --documents ./pages",
		RunE: func(*cobra.Command, []string) error {
			findings, err := lint(dirs, documents)
			if err != nil {
				return exit.Wrong(err)
			}
			for _, f := range findings {
				fmt.Fprintf(s.out, "%s: %s: %s\n", f.Location, f.Rule, f.Text)
			}
			if len(findings) > 0 {
				return exit.With(exit.Usage)
			}
			return tellOpen(s, dirs)
		},
	}
	question.Folders(c.Flags(), &dirs)
	c.Flags().StringVar(&documents, "documents", "", "check too that the vendors' documents in `DIR` are cited line by line")
	return c
}

// tellOpen says how much drafts below folders leave open, which is no mistake. What
// is built in is no draft.
func tellOpen(s streams, dirs []string) error {
	n, err := specs.Questions(dirs...)
	if err == nil && n > 0 {
		fmt.Fprintf(s.err, "%s: %s open: answer what stands in x-questions, and take it out\n", strings.Join(dirs, ", "), page.Plural(n, "question"))
	}
	return exit.Wrong(err)
}

// lint checks the specs of folders, or the built-in ones, and with documents what
// they cite.
func lint(dirs []string, documents string) ([]specs.Finding, error) {
	if documents != "" {
		if _, err := os.Stat(documents); err != nil {
			return nil, exit.Wrongf("documents: %w", err)
		}
	}
	if len(dirs) == 0 {
		findings, err := specs.LintAll()
		if err == nil && documents != "" {
			findings = append(findings, specs.Cover(os.DirFS(documents))...)
		}
		return findings, err
	}
	findings, err := specs.LintFolders(dirs...)
	if err == nil && documents != "" {
		findings = append(findings, specs.CoverFolders(os.DirFS(documents), dirs...)...)
	}
	return findings, err
}
