package difference

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// Columns of the text: facts stand under their sentence, behind their names.
const (
	factIndent = 4
	factColumn = 10
)

// text is the report for a terminal.
func text(p *sheet) {
	if p.nothing() {
		p.line(0, "", 0, p.unchanged())
		p.remarksText()
		return
	}
	p.opening()
	for _, op := range p.operations {
		p.operationText(op)
	}
	if groups := p.Together.groups(); len(groups) > 0 {
		p.heading("several changes together", "cases that differ although no single change makes them")
		p.casesText(groups, "")
	}
	for _, r := range p.Records {
		p.recordText(r)
	}
	p.remarksText()
}

// remarksText is what else was seen.
func (p *sheet) remarksText() {
	if len(p.Remarks) == 0 {
		return
	}
	p.heading(remarked, "none of it counted as a difference")
	for _, remark := range p.Remarks {
		p.line(2, "", 0, terminal.Cut(remark, textShown))
	}
}

// remarked is the title over what else was seen.
const remarked = "seen beside"

// opening is what compares with what, and how much of each there is.
func (p *sheet) opening() {
	for _, one := range terminal.Wrap(p.headline(), p.width()) {
		p.Put(p.Style.Bold(one), "\n")
	}
	p.line(2, "", 0, p.compared())
	p.weightsText(p.Totals.weights)
	if p.aboutCases() {
		p.line(2, "", 0, "cases: "+p.Totals.Cases.words())
	}
	if len(p.Records) > 0 {
		p.line(2, "", 0, "flips: "+p.Totals.Flips.words())
	}
	for _, r := range p.Records {
		sign, colour := p.signOf(r)
		title := terminal.Cut(r.title, 40)
		p.line(2, colour(sign+" "+title), utf8.RuneCountInString(title)+3, r.Sentence)
	}
}

// signOf is how a record did, in a character and a colour.
func (p *sheet) signOf(r *record) (sign string, colour func(string) string) {
	if r.New.Conforms {
		return "✓", p.Style.Green
	}
	return "✗", p.Style.Red
}

// weightsText counts by weight; what is none is faint, what breaks is red.
func (p *sheet) weightsText(w weights) {
	at := 0
	for i, class := range classes() {
		text, colour := fmt.Sprintf("%s %d", class, w.of(class)), p.colour(class)
		if w.of(class) == 0 {
			colour = p.Style.Dim
		}
		size := utf8.RuneCountInString(text) + len(" · ")
		switch {
		case i == 0:
			p.Put("  ")
		case at+size > p.width():
			p.Put(" ·\n  ")
			at = 0
		default:
			p.Put(" · ")
		}
		at += size
		p.Put(colour(text))
	}
	p.Put("\n")
}

// colour is that of a class: red for what breaks, yellow for what was accepted,
// as for a known deviation.
func (p *sheet) colour(class string) func(string) string {
	switch class {
	case string(revision.BreaksCallers), string(revision.BreaksImplementers):
		return p.Style.Red
	case string(revision.Loosens):
		return p.Style.Green
	case accepted:
		return p.Style.Yellow
	}
	return p.Style.Dim
}

func (p *sheet) heading(title, about string) {
	p.Put("\n", p.Style.Bold(title))
	if utf8.RuneCountInString(title+about)+2 > p.width() {
		p.Put("\n")
	}
	p.Put(p.Style.Dim("  "+about), "\n")
}

func (p *sheet) operationText(op *operation) {
	p.heading(op.id, page.Plural(op.all(), p.noun()))
	for _, c := range op.changes {
		if c.class() != string(revision.Editorial) {
			p.changeText(c)
		}
	}
	if op.Editorial == 0 {
		return
	}
	p.Put("\n", p.Style.Dim("editorial"), "\n")
	p.whole("old", op.old)
	p.whole("new", op.new)
	for _, c := range op.changes {
		if c.class() == string(revision.Editorial) {
			p.editorialText(op, c)
		}
	}
}

func (p *sheet) changeText(c *change) {
	p.Put("\n")
	sign := "· "
	if c.breaking() {
		sign = "✗ "
	}
	class := c.class()
	if class == accepted {
		class += ", " + c.Weight
	}
	label := sign + class
	p.line(0, p.colour(c.class())(label), utf8.RuneCountInString(label)+2, terminal.Cut(c.Text, textShown))
	p.fact("kind", strings.TrimSpace(c.Kind+"  "+c.At))
	old, new := c.values()
	if both := old + " → " + new; old != "" && utf8.RuneCountInString(both) <= p.width()-factIndent-factColumn {
		p.fact("value", both)
	} else {
		p.fact("old value", old)
		p.fact("new value", new)
	}
	p.whole("old", c.Old.place())
	p.whole("new", c.New.place())
	p.fact("document", c.documents())
	p.fact("clients", terminal.Cut(c.Effect, textShown))
	p.fact("with", some(c.With, ""))
	p.casesText(c.Cases.groups(), c.Operation)
	p.fact("accepted", terminal.Cut(c.Accepted, textShown))
}

// editorialText is a sentence with the document lines and where it stands, and below it
// what the words were and what they are. What only one side has its sentence says.
func (p *sheet) editorialText(op *operation, c *change) {
	where := op.places(c)
	if documents := terminal.Cut(c.documents(), p.width()/3); documents != "" {
		where = strings.TrimSuffix(documents+"; "+where, "; ")
	}
	text := terminal.Cut(c.Text, textShown)
	if where != "" {
		text += " [" + where + "]"
	}
	p.line(2, "", 0, text)
	if old, new := c.wording(); c.Old.There && c.New.There {
		p.fact("old", old)
		p.fact("new", new)
	}
}

func (p *sheet) casesText(groups []group, above string) {
	for _, g := range groups {
		p.fact(g.verb, fmt.Sprintf("%s: %s", page.Plural(len(g.ids), "case"), some(g.ids, above)))
	}
}

// fact is a named property; one that is empty is left out.
func (p *sheet) fact(name, text string) {
	p.line(factIndent, p.Style.Dim(name), max(factColumn, len(name)+1), text)
}

// whole is the place of a file, which is copied or clicked: if it does not fit,
// it is broken before the name of the file and nowhere else.
func (p *sheet) whole(name, text string) {
	if text == "" {
		return
	}
	rows := []string{text}
	if i := strings.LastIndexByte(text, '/'); i > 0 && utf8.RuneCountInString(text) > p.width()-factIndent-factColumn {
		rows = []string{text[:i+1], text[i+1:]}
	}
	for i, row := range rows {
		if i > 0 {
			name = ""
		}
		p.Put(strings.Repeat(" ", factIndent), p.Style.Dim(name), strings.Repeat(" ", factColumn-len(name)), row, "\n")
	}
}

// line sets a text behind a label, which may be coloured, its further lines
// under its first.
func (p *sheet) line(indent int, label string, column int, text string) {
	p.Put(terminal.Labelled(indent, label, column, text, p.width()))
}

// width is the width of the text; a layout without one is that of a pipe.
func (p *sheet) width() int {
	if p.Width == 0 {
		return terminal.Width(nil)
	}
	return p.Width
}

// asItIs leaves a text as it is.
func asItIs(text string) string { return text }
