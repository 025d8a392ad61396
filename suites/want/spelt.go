package want

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/finding"
)

// Spelt wants a row for each of Names, under that spelling, in the last answer, from
// a target that answers everybody: Requests[0] asks for many, and each of Plain has a
// row there.
type Spelt struct {
	Rows, Key    string
	Names, Plain []string
}

func (Spelt) Scope() Scope                       { return Together }
func (w Spelt) Question(*contract.Operation) any { return w }

func (w Spelt) Expectation() string {
	if len(w.Names) == 1 {
		return fmt.Sprintf("a row for %q", w.Names[0])
	}
	return fmt.Sprintf("a row for each of %d names", len(w.Names))
}

func (w Spelt) Judge(e Evidence) Judgement {
	many := e.Answers[0].Rows(w.Rows, w.Key)
	for _, name := range w.Plain {
		if many[name] == nil {
			return found(finding.Finding{Kind: finding.LeavesOut, Row: name})
		}
	}
	if len(w.Plain) == 0 {
		return found(finding.Finding{Kind: finding.NothingSeen})
	}
	last := len(e.Answers) - 1
	rows := e.Answers[last].Rows(w.Rows, w.Key)
	var j Judgement
	for _, name := range w.Names {
		if rows[name] == nil {
			f := noRow(e.Answers[last], w.Rows, []string{name}, len(rows))
			f.Answer = last
			j.Findings = appendFindings(j.Findings, f)
		}
	}
	j.Findings = appendFindings(j.Findings, merged(e.Answers[last], rows)...)
	if len(j.Findings) == 0 {
		return found(finding.Finding{Kind: finding.RowFound, Row: w.Names[0]})
	}
	return j
}

// leastRows is how many rows must differ for two that are equal to say something.
const leastRows = 8

// merged finds names that differ in case alone and have the same number, where the
// numbers of all others that have one differ from each other.
func merged(a *answer.Answer, rows map[string]*body.Node) []finding.Finding {
	var out []finding.Finding
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		for _, other := range slices.Sorted(maps.Keys(rows)) {
			if name >= other || !strings.EqualFold(name, other) {
				continue
			}
			for _, m := range rows[name].Members {
				theirs, ok := rows[other].Get(m.Name)
				if ok && tells(rows, m.Name, name, other) && equal(m.Value, theirs) {
					out = append(out, finding.Finding{Kind: finding.Merged, Path: m.Name, Row: name, Beside: other, Place: a.Place(m.Value), Got: m.Value.Excerpt(finding.LongestExcerpt)})
				}
			}
		}
	}
	return out
}

// tells whether a member of rows is a number above zero that is another in each row
// but for two.
func tells(rows map[string]*body.Node, member, name, other string) bool {
	seen := map[string]bool{}
	for key, row := range rows {
		node, ok := row.Get(member)
		if !ok || key == other {
			continue
		}
		n, isNumber := answer.Number(node.Text)
		if !isNumber || key == name && n.Sign() == 0 {
			return false
		}
		if n.Sign() != 0 && seen[n.RatString()] {
			return false
		}
		seen[n.RatString()] = seen[n.RatString()] || n.Sign() != 0
	}
	return len(seen) > leastRows
}
