package report

import (
	_ "embed" // the page's script
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/page"
)

//go:embed page/page.js
var script string

// html is one page that needs nothing but itself: no request leaves it, and no
// script is needed to read it. Its policy allows its own style and script, known
// by their digests, and nothing else, so that nothing of an answer could run or
// load even if it were not escaped.
func html(p *sheet) {
	b := &browsable{sheet: p, linked: map[string]bool{}}
	p.Put(page.Head(b.title(), page.Script()+script))
	b.masthead()
	b.bar()
	p.Put("<main id=\"main\">\n")
	if p.Matrix != nil {
		b.matrix()
	}
	for _, run := range p.Runs {
		b.run(run)
	}
	p.Put("</main>\n")
	b.exchanges()
	p.Put("<footer>Made by plumb ", page.HTML(p.Runs[0].Suite), " from ", page.Plural(len(p.Runs), "record"),
		". Nothing was fetched to show this page. <code>plumb explain ID</code> says more about a case; the exchanges of those that passed are in the record.</footer>\n",
		"<script>", page.Script(), script, "</script>\n</body>\n</html>\n")
}

// browsable is a page of HTML in the making.
type browsable struct {
	*sheet
	// requirements and cases count what is shown open, evident the cases whose
	// exchange is shown.
	requirements, cases, evident int
	linked                       map[string]bool // exchanges that a link leads to
}

func (b *browsable) title() string {
	if b.Matrix != nil {
		return b.Verdict.Word + ": " + b.Verdict.Sentence
	}
	return b.Runs[0].Target + " " + b.Verdict.Word
}

// masthead is the verdict and the counts.
func (b *browsable) masthead() {
	b.Put("<header class=\"top\">\n<p class=\"brand\">Plumbline report</p>\n<h1><span class=\"word ", good(b.Verdict), "\">", page.HTML(b.Verdict.Word), "</span> ")
	if b.Matrix != nil {
		b.Put("<span class=\"who\">", page.Plural(len(b.Runs), "run"), "</span></h1>\n<p class=\"sentence\">", page.HTML(b.Verdict.Sentence), "; ", page.HTML(b.alike()), "</p>\n</header>\n")
		return
	}
	b.Put("<span class=\"who\">", page.HTML(b.Runs[0].Target), "</span></h1>\n")
	b.about(b.Runs[0])
	b.Put("</header>\n")
}

func good(v Verdict) string {
	if v.ExitStatus == 0 {
		return "good"
	}
	return "bad"
}

// about is what a run was and how it ended.
func (b *browsable) about(run *Run) {
	b.Put("<p class=\"sentence\">", page.HTML(run.Verdict.Sentence), "</p>\n")
	b.counts(run.Totals)
	for _, f := range run.Readings {
		b.Put("<p class=\"note\">", page.HTML(f.line), " <small>", page.HTML(strings.Join(f.Operations, ", ")), "</small></p>\n")
	}
	b.Put("<details class=\"about\"><summary>", page.HTML(run.Start.Format("2 January 2006, 15:04:05 MST")), " · suite ", page.HTML(run.Suite), " · specs ", page.HTML(run.Specs), "</summary><dl>")
	for _, key := range slices.Sorted(maps.Keys(run.Configuration)) {
		b.pair(key, run.Configuration[key])
	}
	b.pair("cases", run.CaseList)
	b.pair("requests", fmt.Sprintf("%d, %d of them repeated", run.Requests, run.Repeats))
	b.Put("</dl></details>\n")
}

func (b *browsable) pair(name, value string) {
	if value != "" {
		b.Put("<dt>", page.HTML(name), "</dt><dd>", page.HTML(value), "</dd>")
	}
}

// outcome is one way to end, as a class and in words.
type outcome struct {
	class, word string
	count       func(Totals) int
}

// outcomes are the ways to end, what a reader must see first in front.
func outcomes() []outcome {
	return []outcome{
		{"fail", "fail", func(t Totals) int { return t.Fail }}, {"error", "error", func(t Totals) int { return t.Error }},
		{"known", "worth knowing", func(t Totals) int { return t.Known }}, {"new", "new", func(t Totals) int { return t.New }}, {"deviation", "deviation", func(t Totals) int { return t.Deviation }},
		{"skip", "skip", func(t Totals) int { return t.Skip }}, {"pass", "pass", func(t Totals) int { return t.Pass }},
	}
}

// shownOutcomes are the outcomes that are worth a column: the usual ones, and what is.
func shownOutcomes(t Totals) []outcome {
	return slices.DeleteFunc(outcomes(), func(o outcome) bool {
		return o.count(t) == 0 && !slices.Contains([]string{"fail", "error", "skip", "pass"}, o.class)
	})
}

func (b *browsable) counts(t Totals) {
	b.Put("<ul class=\"counts\">")
	for _, o := range shownOutcomes(t) {
		none := ""
		if o.count(t) == 0 {
			none = " none"
		}
		fmt.Fprintf(b, "<li class=\"%s%s\"><b>%d</b> %s</li>", o.class, none, o.count(t), o.word)
	}
	b.Put("</ul>\n")
}

// bar holds the filters; it is shown by the script that makes them work.
func (b *browsable) bar() {
	b.Put("<form class=\"bar\" id=\"bar\" hidden>\n<input type=\"search\" id=\"find\" placeholder=\"Filter by text\" aria-label=\"Filter by text\" autocomplete=\"off\" spellcheck=\"false\">\n",
		"<fieldset class=\"chips\"><legend>outcome</legend>")
	all := b.all()
	for _, o := range outcomes() {
		if o.count(all) > 0 {
			fmt.Fprintf(b, "<label class=\"%s\"><input type=\"checkbox\" name=\"o\" value=\"%[1]s\">%s</label>", o.class, o.word)
		}
	}
	b.Put("</fieldset>\n")
	b.choice("level", b.distinct(func(c *Case) string { return string(c.Level) }))
	b.choice("profile", b.distinct(func(c *Case) string { return string(c.Profile) }))
	b.Put("<output id=\"shown\"></output>\n<button type=\"button\" id=\"theme\" title=\"light or dark (t)\">theme</button>\n",
		"<span class=\"keys\"><kbd>j</kbd> <kbd>k</kbd> move <kbd>enter</kbd> open <kbd>/</kbd> filter <kbd>esc</kbd> back</span>\n</form>\n")
}

// all counts the cases of all runs.
func (r *Report) all() Totals {
	var all Totals
	for _, run := range r.Runs {
		all.join(run.Totals)
	}
	return all
}

func (b *browsable) choice(name string, values []string) {
	fmt.Fprintf(b, "<select id=\"%s\" aria-label=\"%[1]s\"><option value=\"\">every %[1]s</option>", name)
	for _, value := range values {
		b.Put("<option>", page.HTML(value), "</option>")
	}
	b.Put("</select>\n")
}

// distinct gives the values that cases have, in the order of their first.
func (b *browsable) distinct(of func(*Case) string) []string {
	var out []string
	for _, run := range b.Runs {
		for _, c := range run.each {
			if value := of(c); !slices.Contains(out, value) {
				out = append(out, value)
			}
		}
	}
	return out
}

// below is what an id says beyond another that it begins with.
func below(id, above string) string { return strings.TrimPrefix(id, above+"/") }
