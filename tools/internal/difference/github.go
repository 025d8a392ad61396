package difference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// github writes annotations at the lines of the new side, of the old one where
// the new has none: an error for a change that breaks anybody, a notice for one
// that loosens or was accepted, a warning for what turns an implementation red.
// A flip is a warning, since the change that makes it is the error already.
// Editorial changes are counted in the last notice and have none of their own:
// GitHub shows ten of a kind for a step.
func github(p *sheet) {
	if p.nothing() {
		p.annotate(page.Annotation{Kind: "notice", Title: p.sides(), Text: p.unchanged()})
		return
	}
	for _, c := range p.Changes {
		if c.class() != string(revision.Editorial) {
			p.annotate(c.annotation())
		}
	}
	for _, r := range p.Records {
		for _, flips := range r.causes() {
			p.annotate(p.redAnnotation(r, flips))
		}
		lines := []string{r.Sentence, "flips: " + r.counted().words()}
		if len(r.Unasked) > 0 {
			lines = append(lines, "not asked: "+some(r.Unasked, ""))
		}
		p.annotate(page.Annotation{Kind: "notice", Title: r.title, Text: strings.Join(lines, "\n")})
	}
	lines := []string{p.counted(), p.Totals.weights.words()}
	if p.aboutCases() {
		lines = append(lines, "cases: "+p.Totals.Cases.words())
	}
	for _, g := range p.Together.groups() {
		lines = append(lines, fmt.Sprintf("several changes together: %s %d: %s", g.verb, len(g.ids), some(g.ids, "")))
	}
	if len(p.Records) > 0 {
		lines = append(lines, "flips: "+p.Totals.Flips.words())
	}
	p.annotate(page.Annotation{Kind: "notice", Title: p.sides(), Text: strings.Join(lines, "\n")})
}

// annotate writes an annotation. A title is a line in a list, so it is not long.
func (p *sheet) annotate(a page.Annotation) {
	a.Title, a.Text = terminal.Cut(a.Title, 2*valueShown), terminal.Cut(a.Text, lineLimit)
	p.Put(a.String(), "\n")
}

// spot is the line to look at.
func (c *change) spot() (file string, line int) {
	s := c.New
	if s.File == "" {
		s = c.Old
	}
	return s.File, max(s.Line, 1)
}

func (c *change) annotation() page.Annotation {
	kind := "notice"
	if c.breaking() {
		kind = "error"
	}
	lines := []string{c.Text}
	if old, new := c.values(); old != "" {
		lines = append(lines, "old → new: "+old+" → "+new)
	}
	for _, pair := range [][2]string{
		{"documents", c.documents()}, {"old place", c.Old.place()}, {"clients", c.Effect}, {"with", some(c.With, "")}, {"cases", c.Cases.counted()}, {"accepted", c.Accepted},
	} {
		if pair[1] != "" {
			lines = append(lines, pair[0]+": "+pair[1])
		}
	}
	a := page.Annotation{Kind: kind, Title: c.class() + ": " + c.where() + " (" + c.Operation + ")", Text: strings.Join(lines, "\n")}
	a.File, a.Line = c.spot()
	return a
}

// causes puts the red flips of a record together that the same changes make.
func (r *record) causes() [][]*flip {
	var out [][]*flip
	for _, f := range r.Flips {
		if f.Turns != red {
			continue
		}
		i := slices.IndexFunc(out, func(flips []*flip) bool { return slices.Equal(flips[0].By, f.By) })
		if i < 0 {
			out = append(out, []*flip{f})
		} else {
			out[i] = append(out[i], f)
		}
	}
	return out
}

// redAnnotation stands at the change that makes the flips.
func (p *sheet) redAnnotation(r *record, flips []*flip) page.Annotation {
	first := flips[0]
	a := page.Annotation{Kind: "warning", Title: fmt.Sprintf("%s: %s red", r.title, page.Plural(len(flips), "case"))}
	var names []string
	for _, f := range flips {
		names = append(names, f.Case)
	}
	lines := []string{some(names, "")}
	for _, pair := range first.pairs() {
		if pair[1] != "" {
			lines = append(lines, pair[0]+": "+pair[1])
		}
	}
	a.Text = strings.Join(lines, "\n")
	for _, by := range first.By {
		if c := p.cause(first, by); c != nil {
			a.File, a.Line = c.spot()
			break
		}
	}
	return a
}
