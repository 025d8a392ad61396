package difference

import (
	"slices"

	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/suites/impact"
)

// formatVersion is the number of the JSON format; difference.schema.json describes it.
const formatVersion = 1

// model is a report with its texts made harmless, its changes in the order in
// which they are shown, and everything counted.
type model struct {
	Format  int    `json:"format"`
	Suite   string `json:"suite"`
	Against string `json:"against"`
	Old     string `json:"old"`
	New     string `json:"new"`

	Totals   totals    `json:"totals"`
	Changes  []*change `json:"changes"`
	Together cases     `json:"together"`
	Records  []*record `json:"records"`
	Remarks  []string  `json:"remarks"`

	operations []*operation
	byID       map[string]*operation
}

// totals counts every change once: by its weight, or as accepted.
type totals struct {
	weights
	Cases caseTotals `json:"cases"`
	Flips flipTotals `json:"flips"`
}

// weights counts changes.
type weights struct {
	BreaksCallers      int `json:"breaksCallers"`
	BreaksImplementers int `json:"breaksImplementers"`
	Loosens            int `json:"loosens"`
	Editorial          int `json:"editorial"`
	Accepted           int `json:"accepted"`
}

// caseTotals counts cases, each once, however many changes it has.
type caseTotals struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Altered int `json:"altered"`
}

// operation is the changes of one operation, heaviest first.
type operation struct {
	id      string
	changes []*change
	// The files of its sides, "" both where there are several of one.
	old, new string
	index    map[string]*change // by kind and place, as flips name them
	weights
}

type change struct {
	Operation string `json:"operation"`
	Kind      string `json:"kind"`
	At        string `json:"at"`
	Weight    string `json:"weight"`
	Text      string `json:"text"`
	Effect    string `json:"effect,omitempty"`
	Accepted  string `json:"accepted,omitempty"`
	Old       side   `json:"old"`
	New       side   `json:"new"`
	Cases     cases  `json:"cases"`
	// With names the changes without which this one cannot be made.
	With []string `json:"with,omitempty"`

	number int // its place in Changes, from 1: what a page links to
}

type side struct {
	There   bool     `json:"there"`
	Value   string   `json:"value"`
	File    string   `json:"file,omitempty"`
	Line    int      `json:"line,omitempty"`
	Sources []string `json:"sources"`
}

type cases struct {
	Added   []string `json:"added"`
	Removed []string `json:"removed"`
	Altered []string `json:"altered"`
}

// accepted is the class of a change that is known and explained. It stands
// beside the weights, because such a change is no news to anybody.
const accepted = "accepted"

// classes are the kinds of changes in the order in which they are shown.
func classes() []string {
	return []string{string(revision.BreaksCallers), string(revision.BreaksImplementers), string(revision.Loosens), accepted, string(revision.Editorial)}
}

// class is the one class in which a change is counted.
func (c *change) class() string {
	if c.Accepted != "" {
		return accepted
	}
	return c.Weight
}

// breaking tells whether a change breaks anybody who has not accepted it.
func (c *change) breaking() bool {
	return c.class() == string(revision.BreaksCallers) || c.class() == string(revision.BreaksImplementers)
}

// build makes the model of a report.
func build(r *impact.Report) *model {
	m := &model{
		Format: formatVersion, Suite: line(r.Suite), Against: line(string(r.Against)), Old: line(r.Old), New: line(r.New),
		Changes: []*change{}, Together: casesOf(r.Together), Records: []*record{}, Remarks: []string{}, byID: map[string]*operation{},
	}
	for _, remark := range r.Remarks {
		m.Remarks = append(m.Remarks, line(remark))
	}
	for i := range r.Changes {
		m.add(changeOf(&r.Changes[i]))
	}
	added, removed, altered := map[string]bool{}, map[string]bool{}, map[string]bool{}
	count := func(c cases) {
		mark(added, c.Added)
		mark(removed, c.Removed)
		mark(altered, c.Altered)
	}
	for _, op := range m.operations {
		op.old, op.new = op.files()
		slices.SortStableFunc(op.changes, func(a, b *change) int {
			return slices.Index(classes(), a.class()) - slices.Index(classes(), b.class())
		})
		for _, c := range op.changes {
			m.Changes = append(m.Changes, c)
			c.number = len(m.Changes)
			count(c.Cases)
		}
	}
	count(m.Together)
	m.Totals.Cases = caseTotals{len(added), len(removed), len(altered)}
	for i := range r.Targets {
		m.Records = append(m.Records, m.recordOf(&r.Targets[i]))
	}
	tellApart(m.Records)
	return m
}

func mark(set map[string]bool, ids []string) {
	for _, id := range ids {
		set[id] = true
	}
}

// add puts a change with those of its operation, and counts it.
func (m *model) add(c *change) {
	op := m.byID[c.Operation]
	if op == nil {
		op = &operation{id: c.Operation, index: map[string]*change{}}
		m.operations, m.byID[c.Operation] = append(m.operations, op), op
	}
	op.changes = append(op.changes, c)
	if op.index[c.where()] == nil {
		op.index[c.where()] = c
	}
	op.count(c)
	m.Totals.count(c)
}

func (w *weights) count(c *change) {
	switch c.class() {
	case accepted:
		w.Accepted++
	case string(revision.BreaksCallers):
		w.BreaksCallers++
	case string(revision.BreaksImplementers):
		w.BreaksImplementers++
	case string(revision.Loosens):
		w.Loosens++
	default:
		w.Editorial++
	}
}

// of gives the count of a class.
func (w weights) of(class string) int {
	switch class {
	case accepted:
		return w.Accepted
	case string(revision.BreaksCallers):
		return w.BreaksCallers
	case string(revision.BreaksImplementers):
		return w.BreaksImplementers
	case string(revision.Loosens):
		return w.Loosens
	}
	return w.Editorial
}

func (w weights) breaking() int { return w.BreaksCallers + w.BreaksImplementers }

func (w weights) all() int { return w.breaking() + w.Loosens + w.Editorial + w.Accepted }

func changeOf(from *impact.Change) *change {
	return &change{
		Operation: line(from.Operation), Kind: line(from.Kind), At: line(from.At), Weight: line(string(from.Weight)), Text: line(from.Text),
		Effect: line(from.Effect), Accepted: line(from.Accepted), Old: sideOf(from.Old), New: sideOf(from.New), Cases: casesOf(from.Cases), With: ids(from.With),
	}
}

func sideOf(from revision.Side) side {
	s := side{There: from.There, Value: block(from.Value), File: line(from.Location.File), Line: max(from.Location.Line, 0), Sources: []string{}}
	if s.File == "" {
		s.Line = 0
	}
	for _, source := range from.Sources {
		s.Sources = append(s.Sources, line(source.String()))
	}
	return s
}

func casesOf(from impact.Cases) cases {
	return cases{ids(from.Added), ids(from.Removed), ids(from.Altered)}
}

// ids gives harmless ids, never null.
func ids(from []string) []string {
	out := make([]string, len(from))
	for i, id := range from {
		out[i] = line(id)
	}
	return out
}
