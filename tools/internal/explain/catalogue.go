package explain

import (
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// Catalogue writes every case as one page that can be read without its script and needs no network: for
// each operation how firmly each requirement is founded and on what, then by
// requirement each case, opening to the text that plumb explain prints of it. Ids
// are anchors. The error is that of w.
func (e Explainer) Catalogue(w io.Writer, cases []probe.Case) error {
	if _, err := io.WriteString(w, page.Head("Plumbline: the cases", page.Script(), rules)); err != nil {
		return err
	}
	if err := template.Must(template.New("catalogue").Funcs(template.FuncMap{"bar": bar, "breakable": breakable}).Parse(catalogue)).Execute(w, e.chapters(cases)); err != nil {
		return err
	}
	_, err := io.WriteString(w, "<script>"+page.Script()+"</script></body></html>\n")
	return err
}

// bar filters the cases.
func bar() template.HTML { return template.HTML(page.Filter("details")) }

// breakable is an id that may break behind each slash.
func breakable(id string) template.HTML { return template.HTML(page.Breakable(id)) }

// chapter is an operation, section a requirement, entry a case of the page.
type (
	chapter struct {
		Operation string
		Sections  []section
	}
	section struct {
		ID, Requirement, Spec string // Spec is the line of the spec that holds the fact
		Entries               []entry
		founded
	}
	entry struct{ ID, Variant, Level, Text string }
)

func (e Explainer) chapters(cases []probe.Case) []chapter {
	var out []chapter
	for _, c := range cases {
		at := slices.IndexFunc(out, func(o chapter) bool { return o.Operation == c.Operation.Key() })
		if at < 0 {
			at = len(out)
			out = append(out, chapter{Operation: c.Operation.Key()})
		}
		out[at].add(c, e.Text([]probe.Case{c}))
	}
	return out
}

// add puts a case under its requirement. The plan has the cases of a requirement
// in several places.
func (o *chapter) add(c probe.Case, text string) {
	at := slices.IndexFunc(o.Sections, func(s section) bool { return s.ID == c.Requirement })
	if at < 0 {
		at = len(o.Sections)
		o.Sections = append(o.Sections, section{ID: c.Requirement, Requirement: strings.TrimPrefix(c.Requirement, c.Operation.Key()+"/"), Spec: c.Origin.Location.String()})
	}
	s := &o.Sections[at]
	s.found(c)
	s.Entries = append(s.Entries, entry{ID: c.ID, Variant: strings.TrimPrefix(c.ID, c.Requirement+"/"), Level: string(c.Level), Text: text})
}

// rules are what this page adds to the style of all.
const rules = `
details { border-top: 1px solid var(--line); } summary { cursor: pointer; padding: .3rem 0; overflow-wrap: anywhere; } h3 { font: 600 .95rem var(--mono); } small { color: var(--soft); }
.levels th, .levels td { text-align: left; vertical-align: top; } .levels span { display: block; } .levels td:last-child, .levels th:first-child { white-space: normal; min-width: 12rem; overflow-wrap: break-word; } .levels .must { color: var(--fail); } .levels .should { color: var(--known); }
@media (max-width: 40rem) {
  .levels tr { display: grid; grid-template-columns: 2fr 1fr 1.3fr; } .levels th:first-child, .levels td:last-child { min-width: 0; } .levels thead th:last-child, .levels td:last-child:empty { display: none; } .levels td:last-child { grid-column: 1 / -1; padding-top: 0; }
  .levels th, .levels td { border: 0; } .levels tr { border-bottom: 1px solid var(--line); }
}
`

const catalogue = `<header class="top"><p class="brand">Plumbline catalogue</p><h1>The cases</h1>
<p class="sentence">What each case asks, which line says so, and what it accepts: the text of plumb explain.</p></header>
{{bar}}<main><p>A requirement is asked at <b>must</b> where a cell, a sentence or all examples of the operation's document state it; at <b>should</b> where it follows
from what is stated, or the vendor's common pages say it; at <b>may</b> where it is worth knowing: no run fails for it. An exception has its reason beside it.</p>
<ul>{{range .}}<li><a href="#{{.Operation}}">{{.Operation}}</a>: <a href="#{{.Operation}}/levels">levels</a></li>{{end}}</ul>
{{range .}}<h2 id="{{.Operation}}">{{.Operation}}</h2>
<div class="wide levels" tabindex="0" id="{{.Operation}}/levels"><table><thead><tr><th>requirement</th><th>level, cases</th><th>stands in</th><th>exception</th></tr></thead><tbody>
{{range .Sections}}<tr><th><a href="#{{.ID}}">{{breakable .Requirement}}</a></th><td>{{range .Levels}}<span class="{{.Level}}">{{.Level}} {{.Cases}}</span>{{end}}</td>
<td title="{{.Spec}}">{{range .Sources}}<span>{{.Source}} <small>{{.Kind}}</small></span>{{end}}{{if .Derived}}<span><small>derived</small></span>{{end}}</td><td>{{range .Exceptions}}<span>{{.}}</span>{{end}}</td></tr>
{{end}}</tbody></table></div>
{{range .Sections}}<h3 id="{{.ID}}">{{.Requirement}}</h3>
{{range .Entries}}<details id="{{.ID}}"><summary>{{.Variant}} <small>{{.Level}}</small></summary><pre>{{.Text}}</pre></details>
{{end}}{{end}}{{end}}</main>
`
