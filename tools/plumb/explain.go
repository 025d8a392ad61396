package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/suites/output"
	"github.com/plumbline/plumbline/suites/question"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/exit"
	"github.com/plumbline/plumbline/tools/internal/explain"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

func explainCommand(s streams) *cobra.Command {
	var q question.Question
	var past string
	c := &cobra.Command{
		Use: "explain ID", Short: "Say what a case asks, why, and what it accepts", Args: arguments("ID"),
		Long: `explain says what a case demands, which document line says so, what is sent and
what is accepted. The id of a requirement, or the beginning of several, lists
what lies below it. So do ids of plumb sdk. It sends nothing.`,
		Example: `  plumb explain smartag/DescribeUserFlowStatistics/UserNames/maxItems/over-limit
  plumb explain mna/GetFlowStatistic/body/html-502
  plumb explain mna/GetFlowStatistic/Type`,
		RunE: func(c *cobra.Command, args []string) error {
			q.Everything(args[0])
			if err := askedIn(&q, past, c); err != nil {
				return err
			}
			p, err := prepare(&q, s)
			if err != nil { // it is no case's id
				if told, failed := explainClients(s, args[0]); told || failed != nil {
					return failed
				}
				return err
			}
			_, err = fmt.Fprint(s.out, p.explainer(terminal.Width(s.out)).Text(p.Parts.Whole().Cases))
			return err
		},
	}
	q.Whom(c.Flags())
	recordFlag(c, &past)
	return c
}

// explainClients explains an id of plumb sdk; told is false for any other.
func explainClients(s streams, id string) (told bool, err error) {
	operations, err := specs.Embedded()
	if err != nil {
		return false, exit.Wrong(err)
	}
	lines, err := sdk.Explained(operations, id)
	if err != nil || lines == nil {
		return false, exit.Wrong(err)
	}
	fmt.Fprintln(s.out, id)
	for _, line := range lines {
		fmt.Fprint(s.out, terminal.Labelled(2, line[0], 10, line[1], terminal.Width(s.out)))
	}
	return true, nil
}

func catalogueCommand(s streams) *cobra.Command {
	var q question.Question
	c := &cobra.Command{
		Use: "catalogue FILE", Short: "Write a page with every case and its explanation", Args: arguments("FILE"),
		Long: `catalogue writes one HTML page: the level of every requirement, the document
lines that found it, and what explain says of each case, of all levels and
profiles. It sends nothing.`,
		Example: `  plumb catalogue cases.html`,
		RunE: func(c *cobra.Command, args []string) error {
			q.Everything("")
			q.Prefixes = nil
			if err := output.Check(args[0], append(slices.Clone(q.Specs), q.Target)...); err != nil {
				return exit.Wrong(err)
			}
			p, err := prepare(&q, s)
			if err != nil {
				return err
			}
			return written(output.Save(c.Context(), args[0], func(out io.Writer) error { return p.explainer(100).Catalogue(out, p.Parts.Whole().Cases) }))
		},
	}
	q.Whom(c.Flags())
	return c
}

// explainer explains cases as they are put to the target.
func (p *prepared) explainer(width int) explain.Explainer {
	return explain.Explainer{Address: func(product string) string { return address(p.Target, product) }, Impact: p.impact, Width: width}
}
