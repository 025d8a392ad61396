package difference

import (
	"fmt"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// cases lists every case of a change, behind its count.
func (b *browsable) cases(c cases, open bool) {
	groups := c.groups()
	if len(groups) == 0 {
		return
	}
	attribute := ""
	if open {
		attribute = " open"
	}
	b.Put("<details class=\"cases\"", attribute, "><summary>cases: ", c.counted(), "</summary>\n")
	for _, g := range groups {
		b.Put("<h4>", g.verb, " <span>", page.Plural(len(g.ids), "case"), "</span></h4>")
		b.list(g.ids)
	}
	b.Put("</details>\n")
}

func (b *browsable) list(ids []string) {
	b.Put("<ul class=\"ids\">\n")
	for _, id := range ids {
		b.Put("<li>", page.HTML(id), "</li>\n")
	}
	b.Put("</ul>\n")
}

// record shows one implementation under both sides.
func (b *browsable) record(number int, r *record) {
	fmt.Fprintf(b, "<section class=\"rec\" id=\"r%d\"><h2>%s</h2>\n", number, page.HTML(r.title))
	b.Put("<p class=\"sentence\"><b class=\"word ", map[bool]string{true: "good", false: "bad"}[r.New.Conforms], "\">", page.HTML(r.Sentence), "</b></p>\n",
		"<p class=\"sentence\">", page.HTML(r.File), ", ", page.HTML(b.judged(r)), ".</p>\n",
		"<div class=\"wide\"><table><thead><tr><th>under</th><th>pass</th><th>fail</th><th>skip</th><th>error</th><th>verdict</th></tr></thead><tbody>\n")
	b.tally(b.Old, r.Old)
	b.tally(b.New, r.New)
	b.Put("</tbody></table></div>\n<ul class=\"counts flips\">")
	counted := r.counted()
	for _, turns := range turnings() {
		count(b, colourOf(turns), counted.of(turns), turns)
	}
	count(b, "skip", counted.Unasked, "not asked")
	b.Put("</ul>\n")
	for i, f := range r.Flips {
		b.flip(fmt.Sprintf("r%d-%d", number, i+1), f)
	}
	if len(r.Unasked) > 0 {
		b.Put("<details class=\"q d skip\"><summary><b>not asked</b> <span>", page.Plural(len(r.Unasked), "case"), " of ", page.HTML(b.other(r)),
			", as their requests are not in the record</span></summary><div class=\"in\">")
		b.list(r.Unasked)
		b.Put("</div></details>\n")
	}
	b.Put("</section>\n")
}

// tally is a row of the table of verdicts.
func (b *browsable) tally(name string, t tally) {
	b.Put("<tr><th>", page.HTML(name), "</th>")
	for _, cell := range []struct {
		class string
		n     int
	}{{"pass", t.Pass}, {"fail", t.Fail}, {"skip", t.Skip}, {"error", t.Error}} {
		class := cell.class
		if cell.n == 0 {
			class = "none"
		}
		fmt.Fprintf(b, "<td class=\"%s\">%d</td>", class, cell.n)
	}
	if t.Conforms {
		b.Put("<td class=\"good\">conforms</td></tr>\n")
	} else {
		b.Put("<td class=\"bad\">does not conform</td></tr>\n")
	}
}

// flip is a card; the changes that make it are linked.
func (b *browsable) flip(id string, f *flip) {
	open := ""
	if f.Turns == red && b.flips < openShown {
		open = " open"
		b.flips++
	}
	b.Put("<details class=\"q d flip ", colourOf(f.Turns), "\" id=\"", id, "\"", open, "><summary><b>", f.Turns, "</b> <span>", page.HTML(f.Case), "</span></summary><div class=\"in\">\n<dl>")
	b.pair("verdict", f.outcomes()+" ("+f.Level+")")
	for _, pair := range f.pairs() {
		if pair[0] != "by" {
			b.pair(pair[0], pair[1])
		}
	}
	if len(f.By) > 0 {
		b.Put("<dt>by</dt><dd>")
		for _, by := range f.By {
			b.Put("<div>")
			if c := b.cause(f, by); c != nil {
				fmt.Fprintf(b, "<a href=\"#c%d\">%s</a>", c.number, page.HTML(by))
			} else {
				b.Put(page.HTML(by))
			}
			b.Put("</div>")
		}
		b.Put("</dd>")
	}
	b.Put("</dl></div></details>\n")
}
