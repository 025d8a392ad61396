package difference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/impact"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Bounds of what is shown where there is little room: characters of a value and
// of a sentence, ids of cases, flips of a record.
const (
	valueShown = 120
	textShown  = 400
	casesShown = 3
	flipsShown = 20
)

// noun is what a report calls a change: two revisions change, a client or an
// implementation differs.
func (m *model) noun() string {
	if m.revisions() {
		return "change"
	}
	return "difference"
}

// revisions tells whether the two sides are earlier and later, of one author.
func (m *model) revisions() bool {
	return m.Against == string(impact.Documents) || m.Against == string(impact.Definitions)
}

// kind is what the new side is, "" where its name says so.
func (m *model) kind() string {
	if m.Against == string(impact.Client) || m.Against == string(impact.Implementation) {
		return m.Against + " "
	}
	return ""
}

// sides names what is compared.
func (m *model) sides() string { return m.Old + " → " + m.kind() + m.New }

// compared says what the two sides are.
func (m *model) compared() string {
	switch m.Against {
	case string(impact.Definition):
		return "the documents and the vendor's own definition"
	case string(impact.Definitions):
		return "two versions of the vendor's own definition"
	case string(impact.Client):
		return "the documents against the types of a client"
	case string(impact.Implementation):
		return "the documents against what an implementation was seen to do"
	}
	return "two revisions of the documents"
}

// nothing tells a report that found nothing.
func (m *model) nothing() bool {
	return len(m.Changes) == 0 && m.Totals.Cases == caseTotals{} && m.Totals.Flips == flipTotals{}
}

// unchanged is the one sentence of such a report.
func (m *model) unchanged() string {
	finds, kind := "No difference", m.kind()
	if kind != "" {
		kind = "the " + kind
	}
	if m.revisions() {
		finds = "Nothing changed"
	}
	return fmt.Sprintf("%s between %s and %s%s.", finds, m.Old, kind, m.New)
}

// headline is the whole report in a line.
func (m *model) headline() string { return m.sides() + ": " + m.counted() }

// counted counts the changes, and those that break anybody.
func (m *model) counted() string {
	breaking := "none breaking"
	if n := m.Totals.breaking(); n > 0 {
		breaking = fmt.Sprintf("%d breaking", n)
	}
	return page.Plural(m.Totals.all(), m.noun()) + ", " + breaking
}

// words counts by weight.
func (w weights) words() string {
	var out []string
	for _, class := range classes() {
		out = append(out, fmt.Sprintf("%s %d", class, w.of(class)))
	}
	return strings.Join(out, " · ")
}

// aboutCases tells whether a report speaks of cases: documents always do, while
// a client or an implementation is compared as it is.
func (m *model) aboutCases() bool {
	return m.Against == string(impact.Documents) || m.Totals.Cases != caseTotals{}
}

func (t caseTotals) words() string {
	return fmt.Sprintf("%d added, %d removed, %d altered", t.Added, t.Removed, t.Altered)
}

func (t flipTotals) words() string {
	return fmt.Sprintf("%d red, %d worth knowing, %d mended, %d other; %d not asked", t.Red, t.WorthKnowing, t.Mended, t.Other, t.Unasked)
}

// where is the id of a change: its kind and its place.
func (c *change) where() string { return strings.TrimSpace(c.Kind + " " + c.At) }

// shown is a value in one line, or that there is none.
func (s side) shown() string { return s.within(valueShown) }

// within is a value in one line of so many characters, or that there is none.
func (s side) within(limit int) string {
	switch {
	case !s.There:
		return "(none)"
	case s.Value == "":
		return "(empty)"
	}
	return terminal.Cut(flat(s.Value), limit)
}

// place is the file and line of a side, "" if it has none.
func (s side) place() string {
	if s.Line == 0 {
		return s.File
	}
	return fmt.Sprintf("%s:%d", s.File, s.Line)
}

func (s side) documents() string { return strings.Join(s.Sources, ", ") }

// wording is what both sides of a change say, each in a line; of long ones the part
// that differs, with a little of what stands around it.
func (c *change) wording() (old, new string) {
	if c.Old.Value == c.New.Value {
		return "", ""
	}
	w := c.Old.apart(c.New)
	cut := func(s side, differs string) string {
		if !s.There || len(flat(s.Value)) <= textShown {
			return s.within(textShown)
		}
		before, after := []rune(w.before), []rune(w.after)
		text := terminal.Cut(differs, textShown)
		if n := len(before) - around; n > 0 {
			before = append([]rune("…"), before[n:]...)
		}
		if len(after) > around {
			after = append(after[:around:around], '…')
		}
		return string(before) + text + string(after)
	}
	return cut(c.Old, w.old), cut(c.New, w.new)
}

// around is how many characters are shown on each side of what differs.
const around = 30

// wording is two values taken apart: what both begin and end with, in whole words,
// and what stands between on each side.
type wording struct{ before, old, new, after string }

// apart compares two values word by word.
func (s side) apart(other side) wording {
	old, new := strings.SplitAfter(flat(s.Value), " "), strings.SplitAfter(flat(other.Value), " ")
	begin, end := 0, 0
	for begin < min(len(old), len(new)) && old[begin] == new[begin] {
		begin++
	}
	for end < min(len(old), len(new))-begin && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	return wording{strings.Join(old[:begin], ""), strings.Join(old[begin:len(old)-end], ""), strings.Join(new[begin:len(new)-end], ""), strings.Join(old[len(old)-end:], "")}
}

// places are the files and lines of the sides that have the fact.
func (c *change) places() string {
	switch old, new := c.Old.place(), c.New.place(); {
	case !c.Old.There || old == "":
		return new
	case !c.New.There || new == "":
		return old
	default:
		return old + " → " + new
	}
}

// files finds those of an operation's sides: none where it has several of one.
func (op *operation) files() (old, new string) {
	for _, c := range op.changes {
		if c.Old.File == "" || c.New.File == "" || old != "" && (old != c.Old.File || new != c.New.File) {
			return "", ""
		}
		old, new = c.Old.File, c.New.File
	}
	return old, new
}

// places are those of a change; lines are enough where the operation names its files.
func (op *operation) places(c *change) string {
	switch {
	case op.old == "":
		return c.places()
	case !c.Old.There:
		return fmt.Sprintf("line %d (new)", c.New.Line)
	case !c.New.There:
		return fmt.Sprintf("line %d (old)", c.Old.Line)
	case c.Old.Line == c.New.Line:
		return fmt.Sprintf("line %d", c.New.Line)
	}
	return fmt.Sprintf("line %d → %d", c.Old.Line, c.New.Line)
}

// documents are the document lines behind both sides.
func (c *change) documents() string {
	before, after := c.Old.documents(), c.New.documents()
	switch {
	case before != "" && after != "":
		return before + " → " + after
	case before != "":
		return before + " (old)"
	case after != "":
		return after + " (new)"
	}
	return ""
}

// values are both values, each in a line; "" both where they say that something is, or is
// not, which the sentence does.
func (c *change) values() (old, new string) {
	old, new = c.Old.shown(), c.New.shown()
	if yesOrNo := []string{"true", "false", "(none)"}; slices.Contains(yesOrNo, old) && slices.Contains(yesOrNo, new) {
		return "", ""
	}
	return old, new
}
