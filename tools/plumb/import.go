package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/definition"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/page"
)

func importCommand(s streams) *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use: "import VENDOR FILE [ACTION...]", Short: "Draft spec documents from a vendor's own definition of a product",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return exit.Wrongf("plumb import wants a VENDOR and the FILE of its definition; plumb import --help shows the usage")
			}
			return nil
		},
		Long: `import reads the machine definition of a product that a vendor ships with its
command line (of tencent's, tccli/services/PRODUCT/VERSION/api.json) and writes a
draft of a spec for each ACTION: types, what is required, nesting, null, examples,
each with the lines of the definition that say it. Without an ACTION it lists those
that there are. What the definition cannot say (limits, errors, rates) stands in the
draft as x-questions, which lint and run count. A file that is there is left alone.`,
		Example: `  plumb import tencent api.json
  plumb import tencent api.json GetFlowStatistic -o my-specs
  plumb lint --specs my-specs`,
		RunE: func(c *cobra.Command, args []string) error {
			data, err := os.ReadFile(args[1])
			if err != nil {
				return exit.Wrong(err)
			}
			d, err := definition.Read(args[0], args[1], data)
			if err != nil {
				return exit.Wrong(err)
			}
			if len(args) == 2 {
				for _, action := range d.Actions() {
					fmt.Fprintln(s.out, action)
				}
				return nil
			}
			return draft(c.Context(), s, d, args[2:], dir)
		},
	}
	c.Flags().StringVarP(&dir, "output", "o", ".", "write the drafts into the folder `DIR`")
	return c
}

// draft writes the drafts of actions: all of them or, where one cannot be made or
// would take the place of a file, none.
func draft(ctx context.Context, s streams, d *definition.Definition, actions []string, dir string) error {
	drafts := make([]definition.Draft, len(actions))
	for i, action := range actions {
		var err error
		if drafts[i], err = d.Draft(action); err != nil {
			return exit.Wrong(err)
		}
		if _, err := os.Lstat(filepath.Join(dir, action+".yaml")); err == nil {
			return exit.Wrongf("%s is there already: move it away, or name another folder with -o", filepath.Join(dir, action+".yaml"))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return exit.Wrong(err)
	}
	unclean := false
	for _, one := range drafts {
		file := filepath.Join(dir, one.Action+".yaml")
		if err := output.Save(ctx, file, output.Text(one.Text)); err != nil {
			return exit.Unfinishedf("%w", err)
		}
		fmt.Fprintf(s.out, "%s: %s open\n", file, page.Plural(one.Questions, "question"))
		for _, f := range specs.Lint(file, one.Text) {
			fmt.Fprintf(s.out, "%s: %s: %s\n", f.Location, f.Rule, f.Text)
			unclean = true
		}
	}
	if unclean {
		return exit.With(exit.Differs)
	}
	return nil
}
