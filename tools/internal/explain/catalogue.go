package explain

import (
	"html/template"
	"io"
	"strings"

	"github.com/plumbline/plumbline/suites/probe"
)

// Catalogue writes every case as one page that needs no script and no network:
// by operation and requirement, each case opening to the text that plumb
// explain prints of it. Ids are anchors.
func (e Explainer) Catalogue(w io.Writer, cases []probe.Case) error {
	page := template.Must(template.New("catalogue").Parse(cataloguePage))
	return page.Execute(w, e.chapters(cases))
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

const cataloguePage = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Plumbline: the cases</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
h2 { border-bottom: 1px solid; margin-top: 3rem } h3 { font: 600 1rem ui-monospace, monospace; margin: 1.5rem 0 .3rem }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent) } summary { cursor: pointer; padding: .3rem 0; overflow-wrap: anywhere }
small { opacity: .7 } pre { overflow-x: auto; font-size: .85rem; margin: 0 0 1rem }
</style></head><body>
<h1>The cases</h1>
<p>What each case asks, which line says so, and what it accepts: the text of plumb explain.</p>
<ul>{{range .}}<li><a href="#{{.Operation}}">{{.Operation}}</a></li>{{end}}</ul>
{{range .}}<h2 id="{{.Operation}}">{{.Operation}}</h2>
{{range .Sections}}<h3>{{.Requirement}}</h3>
{{range .Entries}}<details id="{{.ID}}"><summary>{{.Variant}} <small>{{.Level}}</small></summary><pre>{{.Text}}</pre></details>
{{end}}{{end}}{{end}}</body></html>
`
