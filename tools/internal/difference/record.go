package difference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// record is one implementation, judged under both sides.
type record struct {
	Name     string   `json:"name"`
	File     string   `json:"file"`
	Recorded string   `json:"recorded"`
	Sentence string   `json:"sentence"`
	Old      tally    `json:"old"`
	New      tally    `json:"new"`
	Flips    []*flip  `json:"flips"`
	Unasked  []string `json:"unasked"`

	title string // its name, and its file where another record has that name
}

type tally struct {
	Pass     int  `json:"pass"`
	Fail     int  `json:"fail"`
	Skip     int  `json:"skip"`
	Error    int  `json:"error"`
	Conforms bool `json:"conforms"`
}

type flip struct {
	Case     string   `json:"case"`
	Turns    string   `json:"turns"`
	Level    string   `json:"level"`
	Text     string   `json:"text"`
	From     string   `json:"from"`
	To       string   `json:"to"`
	Expected string   `json:"expected,omitempty"`
	Received string   `json:"received,omitempty"`
	Source   string   `json:"source,omitempty"`
	By       []string `json:"by"`
}

// flipTotals counts every flip once, and the cases that could not be judged.
type flipTotals struct {
	Red          int `json:"red"`
	WorthKnowing int `json:"worthKnowing"`
	Mended       int `json:"mended"`
	Other        int `json:"other"`
	Unasked      int `json:"unasked"`
}

// What a flip turns a case into. A failure at may fails no run, so it is not red.
const (
	red    = "red"
	known  = "worth knowing"
	mended = "mended"
	other  = "other"
)

// turnings are the ways to flip in the order in which they are shown.
func turnings() []string { return []string{red, known, mended, other} }

func (t flipTotals) of(turns string) int {
	switch turns {
	case red:
		return t.Red
	case known:
		return t.WorthKnowing
	case mended:
		return t.Mended
	}
	return t.Other
}

func (t *flipTotals) count(r *record) {
	for _, f := range r.Flips {
		switch f.Turns {
		case red:
			t.Red++
		case known:
			t.WorthKnowing++
		case mended:
			t.Mended++
		default:
			t.Other++
		}
	}
	t.Unasked += len(r.Unasked)
}

// counted counts the flips of one record.
func (r *record) counted() flipTotals {
	var t flipTotals
	t.count(r)
	return t
}

// recordOf makes the model of one target, what turned red first.
func (m *model) recordOf(from *impact.Target) *record {
	r := &record{
		Name: line(from.Name), File: line(from.Record), Recorded: line(from.Recorded), Old: tally(from.Old), New: tally(from.New),
		Flips: []*flip{}, Unasked: ids(from.Unasked),
	}
	for i := range from.Flips {
		f := &from.Flips[i]
		r.Flips = append(r.Flips, &flip{
			Case: line(f.Case), Turns: turns(f), Level: line(string(f.Level)), Text: line(f.Text), From: line(string(f.From)), To: line(string(f.To)),
			Expected: line(f.Expected), Received: line(f.Received), Source: line(f.Source), By: ids(f.By),
		})
	}
	slices.SortStableFunc(r.Flips, func(a, b *flip) int {
		return slices.Index(turnings(), a.Turns) - slices.Index(turnings(), b.Turns)
	})
	r.Sentence = m.turned(r)
	m.Totals.Flips.count(r)
	return r
}

func turns(f *impact.Flip) string {
	switch {
	case f.Red() && f.Level == contract.May:
		return known
	case f.Red():
		return red
	case f.From == finding.Fail && f.To == finding.Pass:
		return mended
	}
	return other
}

// turned says what became of an implementation. What could not be judged is said
// in the same breath: green means nothing for a case that was not asked.
func (m *model) turned(r *record) string {
	var text string
	switch {
	case r.Old.Conforms && r.New.Conforms:
		text = fmt.Sprintf("is green under %s and under %s", m.Old, m.New)
	case r.Old.Conforms:
		text = fmt.Sprintf("was green under %s, is red under %s", m.Old, m.New)
	case r.New.Conforms:
		text = fmt.Sprintf("was red under %s, is green under %s", m.Old, m.New)
	default:
		text = fmt.Sprintf("is red under %s and under %s", m.Old, m.New)
	}
	if n := len(r.Unasked); n > 0 {
		text += fmt.Sprintf("; %s of %s not asked", page.Plural(n, "case"), m.other(r))
	}
	return text
}

// other names the side under which the run was not recorded.
func (m *model) other(r *record) string {
	if r.Recorded == "new" {
		return m.Old
	}
	return m.New
}

// judged says under which side the run was recorded.
func (m *model) judged(r *record) string {
	recorded := m.Old
	if r.Recorded == "new" {
		recorded = m.New
	}
	return fmt.Sprintf("recorded under %s; the same answers judged under %s", recorded, m.other(r))
}

// words counts the verdicts of a tally.
func (t tally) words() string {
	verdict := "does not conform"
	if t.Conforms {
		verdict = "conforms"
	}
	return fmt.Sprintf("%d pass, %d fail, %d skip, %d error: %s", t.Pass, t.Fail, t.Skip, t.Error, verdict)
}

// outcomes says how a case ended under both sides.
func (f *flip) outcomes() string {
	name := func(outcome string) string {
		if outcome == "" {
			return "no such case"
		}
		return outcome
	}
	return name(f.From) + " → " + name(f.To)
}

// causes names the changes that make a flip.
func (f *flip) causes() string { return strings.Join(f.By, "; ") }

// cause finds a change that makes a flip, nil if the report does not have it.
func (m *model) cause(f *flip, by string) *change {
	for _, op := range m.operations {
		if c := op.index[by]; c != nil && strings.HasPrefix(f.Case, op.id+"/") {
			return c
		}
	}
	return nil
}

// tellApart tells records of one name apart.
func tellApart(records []*record) {
	count := map[string]int{}
	for _, r := range records {
		count[r.Name]++
	}
	for _, r := range records {
		r.title = r.Name
		if count[r.Name] > 1 {
			r.title += " (" + r.File + ")"
		}
	}
}

// pairs are the facts of a flip that have a name.
func (f *flip) pairs() [][2]string {
	return [][2]string{{"demand", f.Text}, {"expected", f.Expected}, {"received", f.Received}, {"document", f.Source}, {"by", f.causes()}}
}
