package main

import (
	"fmt"
	"strings"

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
			var unasked []string
			for part := range p.Parts.All() {
				listCases(s, part.Cases)
				for _, u := range part.Unasked {
					unasked = append(unasked, fmt.Sprintf("%s: %s (%s)\n", u.Requirement, u.Why, u.Origin.Location))
				}
			}
			fmt.Fprintln(s.out, planned(p))
			listUnasked(s, unasked)
			return nil
		},
	}
	q.Whom(c.Flags())
	q.Which(c.Flags())
	c.Flags().BoolVar(&families, "families", false, "list the families of cases instead: what is asked about every operation")
	return c
}

// listCases prints cases, one a line.
func listCases(s streams, cases []probe.Case) {
	var text strings.Builder
	for _, c := range cases {
		skipped := ""
		if c.Skip != "" {
			skipped = "  skipped: " + c.Skip
		}
		fmt.Fprintf(&text, "%-6s  %s%s\n", c.Level, c.ID, skipped)
	}
	fmt.Fprint(s.out, text.String())
}

// listUnasked prints what a pass says nothing of, a line each.
func listUnasked(s streams, lines []string) {
	if len(lines) > 0 {
		fmt.Fprintf(s.out, "\nstated, and not asked: %d\n%s", len(lines), strings.Join(lines, ""))
	}
}

func listFamilies(s streams) {
	for _, family := range probe.Families() {
		fmt.Fprint(s.out, terminal.Labelled(0, family.Keyword, 13, family.Asks, terminal.Width(s.out)))
	}
}
