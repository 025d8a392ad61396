package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// overTime shows how many requirements the runs of a target kept, the oldest first.
func (b *browsable) overTime() {
	inTime := slices.Clone(b.Runs)
	slices.SortStableFunc(inTime, func(a, b *Run) int { return a.Start.Compare(b.Start) })
	var targets []string
	bars, most := map[string][]page.Bar{}, 1
	for _, run := range inTime {
		bar := page.Bar{Name: fmt.Sprintf(`<a href="#%srun">%s</a>`, page.HTML(run.prefix), page.HTML(run.Name))}
		var words []string
		n := 0
		for _, o := range outcomes() {
			if k := run.ended(o.class); k > 0 {
				bar.Parts, words, n = append(bar.Parts, page.Part{Class: o.class, N: k}), append(words, fmt.Sprintf("%d %s", k, o.word)), n+k
			}
		}
		slices.Reverse(bar.Parts) // what passes begins at one line in all
		bar.Words = strings.Join(words, ", ")
		if bars[run.Target] == nil {
			targets = append(targets, run.Target)
		}
		bars[run.Target], most = append(bars[run.Target], bar), max(most, n)
	}
	for _, target := range targets {
		if len(bars[target]) < 2 {
			continue
		}
		for i := range bars[target] {
			bars[target][i].Whole = most
		}
		b.Put("<section><h2>Over time: ", page.HTML(target), "</h2>\n<p class=\"sentence\">Requirements by their worst case.</p>\n", page.Bars(bars[target]), "</section>\n")
	}
}

// ended counts the requirements whose worst case ended so.
func (r *Run) ended(class string) int {
	n := 0
	for _, op := range r.Operations {
		for _, q := range op.Requirements {
			if q.Totals.worst() == class {
				n++
			}
		}
	}
	return n
}

// limits shows where lists end, of what was asked: as documented, and as measured.
func (b *browsable) limits(run *Run) {
	var bars []page.Bar
	for _, op := range b.operations {
		for _, p := range op.Params {
			name := op.Key() + "/" + p.Path
			q := run.requirement(op.Key(), name+"/"+string(contract.MaxItems))
			if p.MaxItems == 0 || q == nil {
				continue
			}
			if n, above, ok := q.measured(p.MaxItems); ok {
				bars = append(bars, limit(name, p.MaxItems, n, above))
			}
		}
	}
	if len(bars) > 0 {
		b.Put("<section><h3>Limits of lists</h3>\n", page.Bars(bars), "</section>\n")
	}
}

// requirement is one that the run asked, nil if it did not.
func (r *Run) requirement(operation, id string) *Requirement {
	if i := slices.IndexFunc(r.Operations, func(o *Operation) bool { return o.ID == operation }); i >= 0 {
		return r.Operations[i].index[id]
	}
	return nil
}

// limit is the bar of a list: what is taken, and a line where the document ends it.
func limit(name string, documented, measured int, above bool) page.Bar {
	class, words := "pass", fmt.Sprintf("%d, as documented", measured)
	switch {
	case above:
		class, words = "fail", fmt.Sprintf("%d and more, documented %d", measured, documented)
	case measured != documented:
		class, words = "fail", fmt.Sprintf("%d, documented %d", measured, documented)
	}
	return page.Bar{Name: page.Breakable(name), Words: words, Parts: []page.Part{{Class: class, N: measured}}, Whole: max(documented, measured) + max(1, documented/10), Mark: documented}
}

// measured is the length up to which lists were accepted; above tells that no end was
// found. ok is false if the cases do not say.
func (q *Requirement) measured(documented int) (n int, above, ok bool) {
	for _, c := range q.Cases {
		for _, f := range c.Findings {
			if f.Kind == finding.LimitAt || f.Kind == finding.LimitAbove {
				return f.Count, f.Kind == finding.LimitAbove, true
			}
		}
	}
	return documented, false, q.Totals.worst() == "pass"
}

// readings shows what each documented reading does to real clients, and which ones the
// target follows.
func (b *browsable) readings(run *Run) {
	if b.impact == nil {
		return
	}
	follows, asked := map[string]bool{}, map[string]bool{}
	for _, c := range run.each {
		asked[c.Operation] = true
		if c.Outcome == finding.Pass {
			follows[c.Operation+" "+c.Reading] = true
		}
	}
	var bars []page.Bar
	for _, op := range b.operations {
		if !asked[op.Key()] {
			continue
		}
		for _, s := range op.Readings {
			var set []page.Bar
			for _, r := range s.Readings {
				reading := s.ID + "=" + r.ID
				bar := b.clients(op.Key() + "/reading/" + reading)
				bar.Name = page.HTML(reading) + " <small>" + page.Breakable(op.Key()) + "</small>"
				if follows[op.Key()+" "+reading] {
					bar.Name = "<b>followed here</b> " + bar.Name
				}
				set = append(set, bar)
			}
			if slices.ContainsFunc(set, func(bar page.Bar) bool { return bar.Words != set[0].Words }) {
				bars = append(bars, set...) // where clients tell them apart
			}
		}
	}
	if len(bars) > 0 {
		b.Put("<section><h3>Readings, and how many real clients make what of them</h3>\n", page.Bars(bars), "</section>\n")
	}
}

// clients counts what clients made of an answer.
func (b *browsable) clients(answer string) page.Bar {
	var bar page.Bar
	counts := map[string]int{}
	for _, c := range b.impact.Clients {
		if word := b.impact.Outcome(answer, c.Name); word != "" {
			counts[word]++
			bar.Whole++
		}
	}
	var words []string
	for _, end := range []struct {
		outcome sdk.Outcome
		class   string
	}{
		{sdk.Right, "pass"}, {sdk.Clear, "known"}, {sdk.Unclear, "known"}, {sdk.Changed, "fail"}, {sdk.Lost, "fail"},
		{sdk.Shifted, "fail"}, {sdk.Invented, "fail"}, {sdk.Crash, "error"}, {sdk.Hang, "error"},
	} {
		if n := counts[string(end.outcome)]; n > 0 {
			bar.Parts, words = append(bar.Parts, page.Part{Class: end.class, N: n}), append(words, fmt.Sprintf("%d %s", n, end.outcome))
		}
	}
	bar.Words = strings.Join(words, ", ")
	return bar
}
