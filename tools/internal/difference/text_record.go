package difference

import (
	"fmt"

	"github.com/plumbline/plumbline/tools/internal/page"
	"github.com/plumbline/plumbline/tools/internal/terminal"
)

// recordText shows one implementation under both sides.
func (p *sheet) recordText(r *record) {
	p.heading(r.title, r.File)
	sign, colour := p.signOf(r)
	p.line(0, colour(sign), 2, r.Sentence)
	p.line(factIndent, "", 0, p.judged(r))
	p.fact("old", r.Old.words())
	p.fact("new", r.New.words())
	for i, f := range r.Flips {
		if i == flipsShown {
			p.Put("\n")
			p.line(0, "", 0, fmt.Sprintf("and %s; the HTML and JSON reports have them all", page.Plural(len(r.Flips)-i, "more flip")))
			break
		}
		p.flipText(f)
	}
	if len(r.Unasked) > 0 {
		p.Put("\n")
		p.line(0, p.Style.Yellow("? not asked"), 13, fmt.Sprintf("%s of %s, as their requests are not in the record: %s",
			page.Plural(len(r.Unasked), "case"), p.other(r), some(r.Unasked, "")))
	}
}

func (p *sheet) flipText(f *flip) {
	sign, colour := "·", p.Style.Yellow
	switch f.Turns {
	case red:
		sign, colour = "✗", p.Style.Red
	case mended:
		sign, colour = "✓", p.Style.Green
	case other:
		colour = asItIs
	}
	p.Put("\n", colour(sign+" "+f.Turns), "  ", f.Case, "\n")
	p.fact("verdict", f.outcomes()+" ("+f.Level+")")
	for _, pair := range f.pairs() {
		p.fact(pair[0], terminal.Cut(pair[1], textShown))
	}
}
