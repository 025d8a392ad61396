package summary

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/suites/finding"
)

// requirements lists every requirement with how its cases ended, what was sent and
// judged for it and the document lines behind it, one a line, in the order in which they were asked.
func (p *sheet) requirements() {
	operation := ""
	for _, e := range p.taken.tally.Efforts() {
		requirement := e.Requirement
		if words := strings.SplitN(requirement, "/", 3); words[0]+"/"+words[1] != operation {
			operation = words[0] + "/" + words[1]
			p.heading(operation, "")
		}
		one := p.taken.requirements[requirement]
		fmt.Fprintf(p, "%s %-56s %-16s %4d sent %4d judged  %s\n", p.mark(one.ended), strings.TrimPrefix(requirement, operation+"/"), ended(one.ended), e.Sent, e.Judged, p.Style.Dim(one.source))
	}
	p.WriteByte('\n')
}

// mark is the worst outcome among a requirement's cases.
func (p *sheet) mark(counts map[finding.Outcome]int) string {
	switch {
	case counts["error"] > 0:
		return p.Style.Red("!")
	case counts["fail"] > 0:
		return p.Style.Red("✗")
	case counts["pass"] == 0:
		return p.Style.Yellow("–")
	}
	return p.Style.Green("✓")
}

// ended counts outcomes in words, those that did not occur left out.
func ended(counts map[finding.Outcome]int) string {
	text := ""
	for _, outcome := range finding.Outcomes() {
		if n := counts[outcome]; n > 0 {
			if text != "" {
				text += ", "
			}
			text += fmt.Sprintf("%d %s", n, outcome)
		}
	}
	return text
}
