package report

import (
	"fmt"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// scrolled begins a text that may be higher than its frame: keys move it too.
const scrolled = `<pre tabindex="0">`

// Bounds of what a case shows of its exchange; the whole of it, once for all
// cases that look at it, is behind a link.
const (
	requestShown  = 600
	responseShown = 600
	linksShown    = 4
	evidenceShown = 2000 // cases; of more the exchange is behind its link only
	factWidth     = 11
	passedShown   = 64 // of what was received, of a case that passed
)

// caseOf shows a case: how it ended, and inside what was asked. The first of a
// broken requirement stands open, as long as there are few. The line of a case that
// did not pass is a link to it, and the case that an address names is open, by style
// alone; without script those that pass lie open. Ten thousand <details> would take a
// browser seconds to build.
func (b *browsable) caseOf(run *Run, c, before *Case, first bool) {
	class, open := c.class(), ""
	if class == "fail" && b.cases < openCases && first {
		open = " open"
		b.cases++
	}
	id, profile := page.HTML(run.prefix+c.ID), ""
	if c.Profile != contract.Documents {
		profile = `" data-p="` + page.HTML(string(c.Profile))
	}
	b.Put(`<div class="c `, class, open, `" id="`, id, profile, `">`)
	line := `data-l="` + page.HTML(string(c.Level)) + `"><b>` + outcomeText(class) + `</b> ` + page.HTML(c.Variant)
	if class == "pass" {
		b.Put("<button ", line, "</button>")
		b.passed(c, before)
		return
	}
	b.Put(`<a href="#`, id, `" `, line, "</a><div><p>", page.HTML(c.Text), "</p>")
	rich := b.evident < evidenceShown
	b.facts(run, c, rich)
	if rich {
		b.evident++
		b.evidence(run, c)
	}
	if b.Matrix == nil || first { // of others plumb explain says it
		if text := run.explain(c.ID); text != "" {
			b.Put("<pre class=\"e\">\n", page.Text(text), "</pre>")
		}
	}
	b.Put("</div></div>\n")
}

// passed says of a case that passed what is not said of the one before. It is one
// element: there may be ten thousand of them. The record has the rest.
func (b *browsable) passed(c, before *Case) {
	b.Put("<pre>\n")
	if before == nil || before.Text != c.Text || before.Expected != c.Expected {
		b.Put(page.Text(c.Text), "\n")
		b.fact("expected", c.Expected)
		b.fact("received", briefly(c.Received))
		b.fact("because", c.Reason)
		b.fact("reading", c.Reading)
		if before == nil || before.Source != c.Source {
			b.fact("document", c.Source)
		}
	} else {
		b.fact("received", briefly(c.Received))
	}
	b.Put("</pre></div>\n")
}

// briefly cuts what was received of a case that passed.
func briefly(received string) string {
	if len(received) <= passedShown {
		return received
	}
	return body.Cut([]byte(received), passedShown)
}

// facts are what the verdict says of a case that did not pass.
func (b *browsable) facts(run *Run, c *Case, rich bool) {
	put, end := b.fact, "</pre>"
	if rich {
		put, end = b.pair, "</dd></dl>"
		b.Put("<dl>")
	} else {
		b.Put("<pre class=\"f\">\n")
	}
	put("expected", c.Expected)
	put("received", c.Received)
	put("because", c.Reason)
	if a := c.Accepted; a != nil {
		put("accepted", accepted(a)+" · "+a.Place)
	}
	if c.New {
		put("new", "the baseline does not know this case; a failure does not count until it is accepted")
	}
	put("reading", c.Reading)
	put("document", c.Source)
	put("spec", c.Location)
	if c.Profile != contract.Documents {
		put("profile", string(c.Profile))
	}
	if rich {
		b.Put("<dt>exchanges</dt><dd>")
	} else {
		b.Put(padded("exchanges", factWidth))
	}
	b.links(run, c)
	b.Put(end)
}

func (b *browsable) fact(name, value string) {
	if value != "" {
		b.Put(padded(name, factWidth), page.Text(value), "\n")
	}
}

// links leads to the exchanges that a verdict rests on.
func (b *browsable) links(run *Run, c *Case) {
	if len(c.Exchanges) == 0 {
		b.Put("none")
	}
	for i, id := range c.Exchanges {
		if i == linksShown && len(c.Exchanges) > linksShown+1 { // one more takes no more room than saying so
			fmt.Fprintf(b, " and %d more", len(c.Exchanges)-i)
			return
		}
		if i > 0 {
			b.Put(" ")
		}
		b.link(run, id)
	}
}

func (b *browsable) link(run *Run, id string) {
	if run.byID[id] == nil {
		b.Put(page.HTML(clean(id)))
		return
	}
	b.linked[run.prefix+clean(id)] = true
	b.Put(`<a href="#`, page.HTML(run.prefix+clean(id)), `">`, page.HTML(clean(id)), "</a>")
}

// evidence shows the exchange that decided: what was sent, what came, and where
// in it the fault is.
func (b *browsable) evidence(run *Run, c *Case) {
	x := c.decided
	if x == nil {
		return
	}
	b.Put(`<div class="ev"><h4>Request <span>`, page.HTML(clean(x.Request.Method)), "</span> ")
	b.link(run, c.Culprit)
	b.Put("</h4>")
	if c.Sent != "" {
		b.Put("<p>", page.HTML(c.Sent), "</p>")
	}
	b.Put(scrolled, cut([]byte(x.Request.URL), requestShown))
	if x.Request.Body != "" {
		b.Put("\n\n", cut([]byte(x.Request.Body), requestShown))
	}
	b.Put("</pre>")
	if x.Curl != "" {
		b.Put(`<pre tabindex="0" class="curl">`, cut([]byte(x.Curl), requestShown*4), "</pre>")
	}
	b.Put("<h4>Answer ")
	if x.Response == nil {
		b.Put("<mark>none</mark></h4><pre>", cut([]byte(x.Failure+": "+x.Detail), responseShown), "</pre></div>\n")
		return
	}
	m := c.mark()
	status := fmt.Sprintf("HTTP %d", x.Response.Status)
	if m.Status {
		status = "<mark>" + status + "</mark>"
	}
	fmt.Fprintf(b, "<span>%s, %s, %s</span></h4>%s", status, media(x), answered(x), scrolled)
	if m.End > m.Start {
		b.Put(window(x.body, m, responseShown))
	} else {
		b.Put(cut(x.body, responseShown))
	}
	b.Put("</pre></div>\n")
}

// media is the content type of an answer.
func media(x *exchange) string {
	for name, values := range x.Response.Headers {
		if strings.EqualFold(name, "Content-Type") {
			return page.HTML(clean(strings.Join(values, ", ")))
		}
	}
	return "no content type"
}

// answered is how large an answer is and how long it took.
func answered(x *exchange) string {
	size := sized(x.Response.Size)
	if x.Response.Cut {
		size = "more than " + size
	}
	return fmt.Sprintf("%s in %.1f ms", size, x.Millis)
}
