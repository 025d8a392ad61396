package report

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/finding"
)

// Matrix sets several runs side by side: runs across, requirements down.
type Matrix struct {
	Columns []string `json:"columns"` // names of the runs
	Rows    []Row    `json:"rows"`
	Differ  int      `json:"differ"` // rows that are not alike
	// Comparisons name what changed between one run of a target and the next.
	Comparisons []*Comparison `json:"comparisons,omitempty"`
}

// Row is a requirement and how each run met it.
type Row struct {
	Requirement string `json:"requirement"`
	Operation   string `json:"operation"`
	Cells       []Cell `json:"cells"`
	Differs     bool   `json:"differs"`
}

// Cell is how a run met a requirement. One that was not asked there is absent.
type Cell struct {
	Outcome string   `json:"outcome"` // the worst: fail, error, known, deviation, pass, skip or absent
	Totals  Totals   `json:"totals"`
	Reading []string `json:"readings,omitempty"`
}

// Comparison is what changed between two runs of one target.
type Comparison struct {
	Target  string   `json:"target"`
	Before  string   `json:"before"` // names of the runs
	After   string   `json:"after"`
	Notes   []string `json:"notes,omitempty"` // what else was different about the runs
	Changes []Change `json:"changes"`
}

// Change is a case that ended in another way than before.
type Change struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"` // broken, mended, new, gone, reading, other
	Before string `json:"before"`
	After  string `json:"after"`
	Text   string `json:"text,omitempty"` // what was received, of a broken case

	requirement, sentence string
}

func matrix(runs []*Run) *Matrix {
	m := &Matrix{}
	tables := make([]map[string]*Requirement, len(runs))
	seen := map[string]bool{}
	var order []Row
	for i, run := range runs {
		m.Columns = append(m.Columns, run.Name)
		tables[i] = map[string]*Requirement{}
		for _, op := range run.Operations {
			for _, q := range op.Requirements {
				tables[i][q.ID] = q
				if !seen[q.ID] {
					seen[q.ID] = true
					order = append(order, Row{Requirement: q.ID, Operation: op.ID})
				}
			}
		}
	}
	for _, row := range grouped(order) {
		for _, table := range tables {
			row.Cells = append(row.Cells, cell(table[row.Requirement]))
		}
		row.Differs = differs(row.Cells)
		if row.Differs {
			m.Differ++
		}
		m.Rows = append(m.Rows, row)
	}
	m.Comparisons = comparisons(runs)
	return m
}

// grouped brings the rows of an operation together: one that only a later run
// asked stands at the end of the list otherwise.
func grouped(rows []Row) []Row {
	place := map[string]int{}
	for _, row := range rows {
		if _, there := place[row.Operation]; !there {
			place[row.Operation] = len(place)
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return place[a.Operation] - place[b.Operation] })
	return rows
}

func cell(q *Requirement) Cell {
	if q == nil {
		return Cell{Outcome: Totals{}.worst()}
	}
	out := Cell{Outcome: q.Totals.worst(), Totals: q.Totals}
	for _, c := range q.Cases {
		if c.Reading != "" && !slices.Contains(out.Reading, c.Reading) {
			out.Reading = append(out.Reading, c.Reading)
		}
	}
	slices.Sort(out.Reading)
	return out
}

// differs tells whether runs met a requirement differently: another outcome,
// another number of failures, another reading. A run that did not ask is no
// other answer.
func differs(cells []Cell) bool {
	asked := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return c.Outcome == "absent" })
	return slices.ContainsFunc(asked, func(c Cell) bool {
		first := asked[0]
		return c.Outcome != first.Outcome || c.Totals.Fail != first.Totals.Fail || c.Totals.Known != first.Totals.Known || c.Totals.New != first.Totals.New ||
			c.Totals.Error != first.Totals.Error || !slices.Equal(c.Reading, first.Reading)
	})
}

// comparisons pairs each run with the one of the same target before it.
func comparisons(runs []*Run) []*Comparison {
	inTime := slices.Clone(runs)
	slices.SortStableFunc(inTime, func(a, b *Run) int { return a.Start.Compare(b.Start) })
	last := map[string]*Run{}
	var out []*Comparison
	for _, run := range inTime {
		if before := last[run.Target]; before != nil {
			out = append(out, compare(before, run))
		}
		last[run.Target] = run
	}
	return out
}

func compare(before, after *Run) *Comparison {
	out := &Comparison{Target: after.Target, Before: before.Name, After: after.Name, Notes: notes(before, after), Changes: []Change{}}
	then := map[string]*Case{}
	for _, c := range before.each {
		then[c.ID] = c
	}
	for _, c := range after.each {
		if kind := changed(then[c.ID], c); kind != "" {
			change := Change{ID: c.ID, Kind: kind, Before: ending(then[c.ID]), After: ending(c), requirement: c.Requirement, sentence: c.Verdict.Text}
			if c.Outcome == finding.Fail || c.Outcome == finding.Error {
				change.Text = c.Received + c.Reason
			}
			out.Changes = append(out.Changes, change)
		}
		delete(then, c.ID)
	}
	for _, c := range before.each {
		if then[c.ID] != nil {
			out.Changes = append(out.Changes, Change{ID: c.ID, Kind: "gone", Before: ending(c), After: "not asked", requirement: c.Requirement, sentence: c.Verdict.Text})
		}
	}
	slices.SortStableFunc(out.Changes, func(a, b Change) int { return rank(a.Kind) - rank(b.Kind) })
	return out
}

// kinds are the kinds of changes, what a reader must see first in front.
func kinds() []string { return []string{"broken", "mended", "other", "reading", "new", "gone"} }

func rank(kind string) int { return slices.Index(kinds(), kind) }

// changed says in which way a case ended differently, "" if it did not.
func changed(before, after *Case) string {
	switch {
	case before == nil:
		return "new"
	case before.Outcome != finding.Fail && after.Outcome == finding.Fail:
		return "broken"
	case before.Outcome == finding.Fail && after.Outcome == finding.Pass:
		return "mended"
	case before.Outcome != after.Outcome:
		return "other"
	case before.Reading != after.Reading && after.Family == "readings":
		return "reading"
	}
	return ""
}

// ending is how a case ended, with the reading where that is the question.
func ending(c *Case) string {
	switch {
	case c == nil:
		return "not asked"
	case c.Reading != "" && c.Family == "readings":
		return string(c.Outcome) + ", " + c.Reading
	case c.worthKnowing():
		return "fail at may"
	case c.fresh():
		return "fail, new"
	}
	return string(c.Outcome)
}

// notes say what else than the target may explain a change.
func notes(before, after *Run) []string {
	var out []string
	for _, d := range []struct{ what, before, after string }{
		{"the suite is of another version", before.Suite, after.Suite},
		{"the spec documents are others", before.Specs, after.Specs},
		{"other cases were asked", before.CaseList, after.CaseList},
		{"the level is another", before.Configuration["level"], after.Configuration["level"]},
		{"the profiles are others", before.Configuration["profile"], after.Configuration["profile"]},
	} {
		if d.before != d.after {
			out = append(out, d.what+": "+strings.Join([]string{d.before, d.after}, " → "))
		}
	}
	return out
}
