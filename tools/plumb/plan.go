package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

func planCommand(s streams) *cobra.Command {
	var q question.Question
	var families bool
	c := &cobra.Command{
		Use: "plan", Short: "List the cases a run would ask, without sending anything", Args: arguments(),
		Long: `plan lists the cases that run would ask with the same flags, one a line with its
level, and last how many requests that takes. It sends nothing.`,
		Example: `  plumb plan --level must
  plumb plan --select mna/GetStatisticData/DeviceList
  plumb plan --families`,
		RunE: func(c *cobra.Command, _ []string) error {
			if families {
				listFamilies(s)
				return nil
			}
			if err := failedBefore(&q, c); err != nil {
				return err
			}
			p, err := prepare(&q, s)
			if err != nil {
				return err
			}
			for _, c := range p.Plan.Cases {
				skipped := ""
				if c.Skip != "" {
					skipped = "  skipped: " + c.Skip
				}
				fmt.Fprintf(s.out, "%-6s  %s%s\n", c.Level, c.ID, skipped)
			}
			fmt.Fprintln(s.out, planned(p))
			return nil
		},
	}
	q.Whom(c.Flags())
	q.Which(c.Flags())
	c.Flags().BoolVar(&families, "families", false, "list the families of cases instead: what is asked about every operation")
	return c
}

func listFamilies(s streams) {
	for _, family := range probe.Families() {
		fmt.Fprint(s.out, terminal.Labelled(0, family.Keyword, 13, family.Asks, terminal.Width(s.out)))
	}
}
