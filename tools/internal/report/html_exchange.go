package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/tools/internal/page"
)

// Bounds of what is shown of an exchange: of its body, of a header, and of how
// many headers.
const (
	bodyShown    = 16 << 10
	headerShown  = 600
	headersShown = 60
)

// exchanges holds every exchange that a link leads to, once. Each lies hidden until it is the target
// of a link; then it covers the page from the right, by style alone.
func (b *browsable) exchanges() {
	b.Put("<section id=\"exchanges\" aria-label=\"exchanges\">\n")
	for _, run := range b.Runs {
		for _, x := range run.exchanges {
			if b.linked[run.prefix+clean(x.ID)] {
				b.exchange(run, x)
			}
		}
	}
	b.Put("</section>\n")
}

func (b *browsable) exchange(run *Run, x *exchange) {
	fmt.Fprintf(b, "<article class=\"x\" id=\"%s\" tabindex=\"-1\"><a class=\"close\" href=\"#main\" aria-label=\"close\">close</a><h3>Exchange %s</h3>\n<h4>Request</h4><pre>%s %s",
		page.HTML(run.prefix+clean(x.ID)), page.HTML(clean(x.ID)), page.HTML(clean(x.Request.Method)), cut([]byte(x.Request.URL), bodyShown))
	b.headers(x.Request.Headers)
	b.Put("</pre>")
	if x.Request.Body != "" {
		b.Put("<pre>", cut([]byte(x.Request.Body), bodyShown), "</pre>")
	}
	if x.Curl != "" {
		b.Put(`<pre class="curl">`, cut([]byte(x.Curl), bodyShown), "</pre>")
	}
	if x.Repeats > 0 {
		b.Put("<p>sent again ", page.Plural(x.Repeats, "time"), "</p>")
	}
	b.Put("<h4>Answer</h4>")
	if x.Response == nil {
		b.Put("<pre>none: ", cut([]byte(x.Failure+": "+x.Detail), bodyShown), "</pre></article>\n")
		return
	}
	fmt.Fprintf(b, "<p>%s</p><pre>HTTP %d", answered(x), x.Response.Status)
	b.headers(x.Response.Headers)
	b.Put("</pre><pre>", cut(x.body, bodyShown), "</pre></article>\n")
}

func (b *browsable) headers(headers map[string][]string) {
	for i, name := range slices.Sorted(maps.Keys(headers)) {
		if i == headersShown {
			b.Put("\n… ", page.Plural(len(headers)-i, "more header"))
			return
		}
		b.Put("\n", cut([]byte(oneLine(name)), headerShown), ": ", cut([]byte(oneLine(strings.Join(headers[name], ", "))), headerShown))
	}
}

// oneLine makes line ends visible, where they would look like another header.
func oneLine(text string) string { return strings.NewReplacer("\n", `\n`, "\r", `\r`).Replace(text) }
