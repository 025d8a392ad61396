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
level, then how many requests that takes, and last the facts that the documents
state and no case asks about, each with its reason. It sends nothing.`,
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
			listUnasked(s, p.Plan.Unasked)
			return nil
		},
	}
	q.Whom(c.Flags())
	q.Which(c.Flags())
	c.Flags().BoolVar(&families, "families", false, "list the families of cases instead: what is asked about every operation")
	return c
}

// listUnasked prints what a pass says nothing of.
func listUnasked(s streams, unasked []probe.Unasked) {
	if len(unasked) == 0 {
		return
	}
	fmt.Fprintf(s.out, "\nstated, and not asked: %d\n", len(unasked))
	for _, u := range unasked {
		fmt.Fprintf(s.out, "%s: %s (%s)\n", u.Requirement, u.Why, u.Origin.Location)
	}
}

func listFamilies(s streams) {
	for _, family := range probe.Families() {
		fmt.Fprint(s.out, terminal.Labelled(0, family.Keyword, 13, family.Asks, terminal.Width(s.out)))
	}
}
