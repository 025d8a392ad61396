package report

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// broken says first what is broken, must and should apart, requirements of one
// cause in one line that opens to the others. One that is broken at both levels stands
// at the stronger alone, as it is counted.
func (b *browsable) broken(run *Run) {
	seen := map[*Requirement]bool{}
	b.brokenAt(run, seen, "must", contract.Must.Reason(), func(c *Case) bool { return c.fails() && c.Level == contract.Must })
	b.brokenAt(run, seen, "should", contract.Should.Reason(), func(c *Case) bool { return c.fails() && c.Level != contract.Must })
	b.brokenAt(run, map[*Requirement]bool{}, "not decided", "the target could not be asked", func(c *Case) bool { return c.Outcome == finding.Error })
}

// breach is a requirement and the first of its cases of a kind.
type breach struct {
	requirement *Requirement
	first       *Case
}

// cause is what decided a case, wherever it was found.
func (c *Case) cause() any {
	if f, _, ok := c.Decisive(nil); ok {
		return f.Cause()
	}
	return c.Received + c.Reason
}

// brokenAt lists the requirements that have a case of a kind and were not seen before.
func (b *browsable) brokenAt(run *Run, seen map[*Requirement]bool, word, why string, in func(*Case) bool) {
	var order []any
	causes := map[any][]breach{}
	n := 0
	for q, c := range run.each {
		if !in(c) || seen[q] {
			continue
		}
		seen[q] = true
		n++
		key := c.cause()
		if causes[key] == nil {
			order = append(order, key)
		}
		causes[key] = append(causes[key], breach{q, c})
	}
	if n == 0 {
		return
	}
	fmt.Fprintf(b, "<section class=\"broken\"><h2>%s: %s <small>%s</small></h2>\n<ul>\n", word, page.Plural(n, "requirement"), why)
	for _, key := range order {
		same := causes[key]
		b.Put("<li>")
		b.breach(run, same[0])
		b.Put("<p>", page.HTML(same[0].first.Text), "</p><p class=\"came\">", page.HTML(same[0].first.Received+same[0].first.Reason), "</p>")
		if len(same) > 1 {
			fmt.Fprintf(b, "<details><summary>the same breaks %s</summary><ul>\n", page.Plural(len(same)-1, "more requirement"))
			for _, other := range same[1:] {
				b.Put("<li>")
				b.breach(run, other)
				b.Put("</li>\n")
			}
			b.Put("</ul></details>")
		}
		b.Put("</li>\n")
	}
	b.Put("</ul></section>\n")
}

// breach leads to the requirement below.
func (b *browsable) breach(run *Run, at breach) {
	b.Put(`<a href="#`, page.HTML(run.prefix+"q:"+at.requirement.ID), `">`, page.Breakable(at.requirement.ID), "</a>")
}
