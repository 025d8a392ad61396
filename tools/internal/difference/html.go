package difference

import (
	_ "embed" // the rules that this page adds to those of the reports
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/revision"
	"github.com/plumbline/plumbline/tools/internal/page"
)

//go:embed page/difference.css
var rules string

// openShown is how many changes, and how many flips, stand open at first.
const openShown = 40

// html is one page that needs nothing but itself, and can be read without its script, in
// the style of the reports of runs.
func html(p *sheet) {
	b := &browsable{sheet: p}
	p.Put(page.Head(p.title(), page.Script(), rules))
	b.masthead()
	p.Put(page.Filter(".q.d"))
	p.Put("<main id=\"main\">\n")
	for _, op := range p.operations {
		b.operation(op)
	}
	if groups := p.Together.groups(); len(groups) > 0 {
		p.Put("<section><h2>Several changes together</h2>\n<p class=\"sentence\">Cases that differ although no single change makes them.</p>\n")
		b.cases(p.Together, true)
		p.Put("</section>\n")
	}
	for i, r := range p.Records {
		b.record(i+1, r)
	}
	if len(p.Remarks) > 0 {
		p.Put("<section><h2>Seen beside</h2>\n<p class=\"sentence\">None of it is counted as a difference.</p>\n<ul>\n")
		for _, remark := range p.Remarks {
			p.Put("<li>", page.HTML(remark), "</li>\n")
		}
		p.Put("</ul></section>\n")
	}
	p.Put("</main>\n<footer>Made by plumb ", page.HTML(p.Suite), ". Nothing was fetched to show this page. <code>plumb explain ID</code> says more about a case.</footer>\n<script>", page.Script(), "</script>\n</body>\n</html>\n")
}

// browsable is a page of HTML in the making.
type browsable struct {
	*sheet
	changes, flips int // shown open so far
}

func (m *model) title() string {
	if m.nothing() {
		return m.unchanged()
	}
	return m.headline()
}

// masthead is what compares with what, and how much of each there is.
func (b *browsable) masthead() {
	b.Put("<header class=\"top\">\n<p class=\"brand\">Plumbline difference</p>\n")
	if b.nothing() {
		b.Put("<h1><span class=\"word good\">no ", b.noun(), "</span> <span class=\"who\">", page.HTML(b.sides()), "</span></h1>\n<p class=\"sentence\">", page.HTML(b.unchanged()), "</p>\n</header>\n")
		return
	}
	word := "good"
	if b.Totals.breaking()+b.Totals.Flips.Red > 0 {
		word = "bad"
	}
	b.Put("<h1><span class=\"word ", word, "\">", b.counted(), "</span> <span class=\"who\">", page.HTML(b.sides()), "</span></h1>\n<p class=\"sentence\">Compared: ", b.compared(), ".</p>\n<ul class=\"counts\">")
	for _, class := range classes() {
		count(b, colourOf(class), b.Totals.of(class), class)
	}
	b.Put("</ul>\n")
	if b.aboutCases() {
		b.Put("<p class=\"sentence\">Cases: ", b.Totals.Cases.words(), ".</p>\n")
	}
	if len(b.Records) > 0 {
		b.Put("<p class=\"sentence\">Flips: ", b.Totals.Flips.words(), ".</p>\n<ul class=\"turned\">\n")
		for i, r := range b.Records {
			fmt.Fprintf(b, "<li class=\"%s\"><b>%s</b> <a href=\"#r%d\">%s</a> %s</li>\n", stands(r), map[bool]string{true: "✓", false: "✗"}[r.New.Conforms], i+1, page.HTML(r.title), page.HTML(r.Sentence))
		}
		b.Put("</ul>\n")
	}
	b.Put("</header>\n")
}

// count is one number among others.
func count(b *browsable, class string, n int, word string) {
	none := ""
	if n == 0 {
		none = " none"
	}
	fmt.Fprintf(b, "<li class=\"%s%s\"><b>%d</b> %s</li>", class, none, n, word)
}

// colourOf is the class of the style that a class of changes, or a way to flip,
// is shown in; the names are those of outcomes.
func colourOf(class string) string {
	switch class {
	case string(revision.BreaksCallers), red:
		return "fail"
	case string(revision.BreaksImplementers):
		return "error"
	case string(revision.Loosens), mended:
		return "pass"
	case accepted:
		return "deviation"
	case known:
		return "known"
	}
	return "skip"
}

// stands is the class of an implementation as it is under the new side.
func stands(r *record) string {
	if r.New.Conforms {
		return "pass"
	}
	return "fail"
}

func (b *browsable) operation(op *operation) {
	b.Put("<section class=\"op\"><h2>", page.Breakable(op.id), "</h2>\n")
	editorial := 0
	for _, c := range op.changes {
		if c.class() != string(revision.Editorial) {
			b.change(c)
			continue
		}
		if editorial++; editorial == 1 {
			b.Put("<details class=\"q d skip\"><summary><b>editorial</b> <span>", page.Plural(op.Editorial, b.noun()), " of words only</span></summary>")
			if op.old != "" {
				b.Put("<p class=\"files\">Lines of ", page.HTML(op.old), " → ", page.HTML(op.new), "</p>")
			}
			b.Put("<ul class=\"words\">\n")
		}
		b.editorial(op, c)
	}
	if editorial > 0 {
		b.Put("</ul></details>\n")
	}
	b.Put("</section>\n")
}

// editorial is what changed, the words that came and went, the kind, and where.
func (b *browsable) editorial(op *operation, c *change) {
	fmt.Fprintf(b, "<li id=\"c%d\">%s", c.number, page.HTML(c.Text))
	if c.Old.Value != c.New.Value {
		w := c.Old.apart(c.New)
		b.Put("<p class=\"wording\">", page.HTML(w.before))
		b.changed("del", w.old)
		b.changed("ins", w.new)
		b.Put(page.HTML(w.after), "</p>")
	}
	b.Put(" <span><code>", page.HTML(c.where()), "</code>")
	for _, text := range []string{c.documents(), op.places(c)} {
		if text != "" {
			b.Put(" · ", page.HTML(text))
		}
	}
	b.Put("</span>")
	b.Put("</li>\n")
}

// changed is a stretch of words that one side has.
func (b *browsable) changed(element, words string) {
	if words != "" {
		b.Put("<", element, ">", page.HTML(words), "</", element, ">")
	}
}

// change is a card: what, between which values, where, and what it does.
func (b *browsable) change(c *change) {
	open, word := "", c.class()
	if c.class() != accepted && b.changes < openShown {
		open = " open"
		b.changes++
	}
	if c.class() == accepted {
		word += ", " + c.Weight
	}
	fmt.Fprintf(b, "<details class=\"q d %s\" id=\"c%d\"%s><summary><b>%s</b> <span>%s</span></summary><div class=\"in\">\n<p class=\"kind\"><code>%s</code> %s</p>\n<div class=\"sides\">\n",
		colourOf(c.class()), c.number, open, page.HTML(word), page.HTML(c.Text), page.HTML(c.Kind), page.HTML(c.At))
	b.side("old", c.Old)
	b.side("new", c.New)
	b.Put("</div>\n")
	if c.Effect != "" || c.Accepted != "" || len(c.With) > 0 {
		b.Put("<dl>")
		b.pair("clients", c.Effect)
		b.pair("with", strings.Join(c.With, ", "))
		b.pair("accepted", c.Accepted)
		b.Put("</dl>\n")
	}
	b.cases(c.Cases, false)
	b.Put("</div></details>\n")
}

// side is one side of a change: its value, its document lines and its place.
func (b *browsable) side(name string, s side) {
	b.Put("<div class=\"side\"><h4>", name)
	if documents := s.documents(); documents != "" {
		b.Put(" <span>document ", page.HTML(documents), "</span>")
	}
	b.Put("</h4>")
	if s.There && s.Value != "" {
		b.Put("<pre>\n", page.HTML(s.Value), "</pre>")
	} else {
		b.Put("<p class=\"empty\">", s.shown(), "</p>")
	}
	if place := s.place(); place != "" {
		folder := strings.LastIndexByte(place, '/') + 1
		b.Put("<p class=\"place\"><span>", page.HTML(place[:folder]), "</span><span>", page.HTML(place[folder:]), "</span></p>")
	}
	b.Put("</div>\n")
}

func (b *browsable) pair(name, value string) {
	if value != "" {
		b.Put("<dt>", name, "</dt><dd>", page.HTML(value), "</dd>")
	}
}
