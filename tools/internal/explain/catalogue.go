package explain

import (
	"html/template"
	"io"
	"strings"

	"github.com/plumbline/plumbline/suites/probe"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// Catalogue writes every case as one page that needs no script and no network: by
// operation and requirement, each case opening to the text that plumb explain
// prints of it. Ids are anchors. The error is that of w.
func (e Explainer) Catalogue(w io.Writer, cases []probe.Case) error {
	if _, err := io.WriteString(w, page.Head("Plumbline: the cases", "", rules)); err != nil {
		return err
	}
	return template.Must(template.New("catalogue").Parse(catalogue)).Execute(w, e.chapters(cases))
}

// chapter is an operation, section a requirement, entry a case of the page.
type (
	chapter struct {
		Operation string
		Sections  []section
	}
	section struct {
		Requirement string
		Entries     []entry
	}
	entry struct{ ID, Variant, Level, Text string }
)

func (e Explainer) chapters(cases []probe.Case) []chapter {
	var out []chapter
	for _, c := range cases {
		if n := len(out); n == 0 || out[n-1].Operation != c.Operation.Key() {
			out = append(out, chapter{Operation: c.Operation.Key()})
		}
		sections := &out[len(out)-1].Sections
		requirement := strings.TrimPrefix(c.Requirement, c.Operation.Key()+"/")
		if n := len(*sections); n == 0 || (*sections)[n-1].Requirement != requirement {
			*sections = append(*sections, section{Requirement: requirement})
		}
		last := &(*sections)[len(*sections)-1]
		last.Entries = append(last.Entries, entry{
			ID: c.ID, Variant: strings.TrimPrefix(c.ID, c.Requirement+"/"), Level: string(c.Level), Text: e.Text([]probe.Case{c}),
		})
	}
	return out
}

// rules are what this page adds to the style of all.
const rules = `
details { border-top: 1px solid var(--line); } summary { cursor: pointer; padding: .3rem 0; overflow-wrap: anywhere; } h3 { font: 600 .95rem var(--mono); } small { color: var(--soft); }
`

const catalogue = `<header class="top"><p class="brand">Plumbline catalogue</p><h1>The cases</h1>
<p class="sentence">What each case asks, which line says so, and what it accepts: the text of plumb explain.</p></header>
<ul>{{range .}}<li><a href="#{{.Operation}}">{{.Operation}}</a></li>{{end}}</ul>
{{range .}}<h2 id="{{.Operation}}">{{.Operation}}</h2>
{{range .Sections}}<h3>{{.Requirement}}</h3>
{{range .Entries}}<details id="{{.ID}}"><summary>{{.Variant}} <small>{{.Level}}</small></summary><pre>{{.Text}}</pre></details>
{{end}}{{end}}{{end}}</body></html>
`
