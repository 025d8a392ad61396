package summary

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/suites/finding"
)

// table counts outcomes by operation.
func (p *sheet) table() {
	outcomes := []finding.Outcome{finding.Pass, finding.Fail, finding.Skip, finding.Error}
	if p.count("deviation") > 0 {
		outcomes = append(outcomes, finding.Deviation)
	}
	operations, width := p.taken.operations.order, 0
	for _, operation := range operations {
		width = max(width, len(operation))
	}
	if len(operations) == 0 {
		return
	}
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	head := strings.Repeat(" ", width)
	for _, outcome := range outcomes {
		head += fmt.Sprintf("  %*s", max(len(outcome), 5), outcome)
	}
	p.WriteString(p.Style.Dim(head) + "\n")
	for _, operation := range operations {
		fmt.Fprintf(p, "%-*s", width, operation)
		for _, outcome := range outcomes {
			p.WriteString("  " + p.cell(outcome, p.taken.ended[operation][outcome]))
		}
		p.WriteByte('\n')
	}
}

// cell is one number of the table; what is none is faint.
func (p *sheet) cell(outcome finding.Outcome, n int) string {
	text := fmt.Sprintf("%*d", max(len(outcome), 5), n)
	switch {
	case n == 0:
		return p.Style.Dim(text)
	case outcome == finding.Pass:
		return p.Style.Green(text)
	case outcome == finding.Skip || outcome == finding.Deviation:
		return p.Style.Yellow(text)
	}
	return p.Style.Red(text)
}
