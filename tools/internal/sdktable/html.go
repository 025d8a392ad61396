package sdktable

import (
	"fmt"
	"html/template"
	"io"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/sdk"
	"github.com/plumbline/plumbline/tools/internal/page"
)

// rules are what this page adds to the style of all.
const rules = `
th, td { text-align: left; white-space: normal; vertical-align: top; overflow-wrap: break-word; } td.known { color: var(--known); }
.answers th:first-child { min-width: 13rem; position: sticky; left: 0; background: var(--card); } .broken b.id { font: .88rem/1.5 var(--mono); }
.fold { margin: .8rem 0; } .fold > summary small { font-weight: 400; } .fold > summary { cursor: pointer; font-weight: 600; margin-bottom: .4rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .answers th:first-child { min-width: 8rem; } .answers table { font-size: .78rem; } }
`

// table is the page behind its head; it can be read without its script.
const table = `<header class="top"><p class="brand">Plumbline clients</p><h1><span class="word {{.Class}}">{{.Word}}</span> <span class="who">{{.Who}}</span></h1><p class="sentence">{{.Total}}</p></header>
{{.Bar}}<main>{{range .Breaches}}<section class="broken"><h2>{{.Level}}: {{.Count}} <small>{{.Why}}</small></h2><ul>
{{range .Wrongs}}<li>{{if .ID}}<b class="id">{{breakable .ID}}</b>{{end}}<p>{{.Text}}</p><p class="came">{{.Client}}</p>{{if .Others}}<details><summary>{{.More}}</summary><ul>{{range .Others}}<li>{{.}}</li>
{{end}}</ul></details>{{end}}</li>
{{end}}</ul></section>
{{end}}{{if .Problems}}<h2>Baseline to mend</h2><ul>
{{range .Problems}}<li>{{.Place}}: {{.Text}}</li>
{{end}}</ul>
{{end}}<h2>What clients send</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">client</th><th scope="col">as documented</th><th scope="col">findings</th></tr></thead><tbody>
{{range .Clients}}<tr><th scope="row">{{.Title}}</th><td>{{if .State}}{{.State}}{{else}}{{.Right}} of {{.Asked}}{{end}}</td><td>{{range .Findings}}<div>{{.Weight}} {{.Check}} {{.Times}}×: {{.Told}}{{if .Signed}}<br>to be signed: {{.Signed}}{{end}}</div>{{end}}</td></tr>
{{end}}</tbody></table></div>
{{if .Blocks}}<h2>What clients make of answers</h2><p class="sentence">{{.Legend}}</p>
{{end}}{{range .Blocks}}<details class="fold"><summary>{{breakable .Operation}} <small>{{.Said}}</small></summary><div class="wide answers" tabindex="0"><table><thead><tr><th scope="col">answer</th>{{range .Columns}}<th scope="col" title="{{.Title}}">{{.Name}}</th>{{end}}</tr></thead><tbody>
{{range .Rows}}<tr><th scope="row" title="{{.Text}}">{{breakable .Name}}</th>{{range .Cells}}<td class="{{.Class}}" title="{{.Detail}}">{{.Word}}</td>{{end}}</tr>
{{end}}</tbody></table></div></details>
{{end}}{{if .Reasons}}<details class="fold"><summary>Why answers are not understood as wanted <small>{{len .Reasons}}</small></summary><div class="wide" tabindex="0"><table><thead><tr><th scope="col">client</th><th scope="col">answer</th><th scope="col">what became of it</th></tr></thead><tbody>
{{range .Reasons}}<tr><th scope="row">{{.Client}}</th><td>{{breakable .ID}}</td><td>{{.Text}}</td></tr>
{{end}}</tbody></table></div></details>
{{end}}{{if .Deviations}}<details class="fold"><summary>Known deviations <small>{{len .Deviations}}</small></summary><div class="wide" tabindex="0"><table><thead><tr><th scope="col">client</th><th scope="col">what</th><th scope="col">why</th></tr></thead><tbody>
{{range .Deviations}}<tr><th scope="row">{{.Client}}</th><td>{{breakable .What}}</td><td>{{.Why}}</td></tr>
{{end}}</tbody></table></div></details>
{{end}}{{if .NotAsked}}<p>{{.NotAsked}}</p>
{{end}}</main><script>{{.Script}}</script></body></html>
`

type pageCell struct{ Word, Class, Detail string }

type pageRow struct {
	Name, Text string
	Cells      []pageCell
}

type pageColumn struct{ Name, Title string }

type pageBlock struct {
	Operation, Said string
	Columns         []pageColumn
	Rows            []pageRow
}

type pageClient struct {
	Title, State string
	Right, Asked int
	Findings     []found
}

// cellOf is a cell with what is known of it; of a deviation the reason too.
func cellOf(c sdk.Column, row sdk.RowOf) pageCell {
	cell := c.Cells[row.ID]
	out := pageCell{cellText(c, row), "bad", cell.Detail}
	switch {
	case cell.Accepted != nil:
		out.Class, out.Detail = "known", fmt.Sprintf("%s, accepted: %s; %s", cell.Was(), cell.Accepted.Reason, cell.Detail)
	case cell.Outcome == sdk.NotAsked:
		out.Class = "none"
	case cell.Good:
		out.Class = "good"
	}
	return out
}

func html(out io.Writer, r *sdk.Report) error {
	data := struct {
		Bar                     template.HTML
		Script                  template.JS
		Word, Class, Who        string
		Legend, Total, NotAsked string
		Breaches                []breaches
		Blocks                  []pageBlock
		Clients                 []pageClient
		Reasons                 []reason
		Deviations              []deviation
		Problems                []record.Problem
	}{Bar: template.HTML(page.Filter("tbody tr, .broken > ul > li")), Script: template.JS(page.Script()), Who: page.Plural(len(r.Columns), "client"), Breaches: broken(r), Legend: legend, Total: total(r), NotAsked: notAsked(r), Reasons: reasons(r), Deviations: deviations(r), Problems: problems(r)}
	data.Word, data.Class = verdict(r)
	for _, b := range blocks(r) {
		shown := pageBlock{Operation: b.operation, Said: b.said()}
		for _, c := range b.columns {
			shown.Columns = append(shown.Columns, pageColumn{c.Name, title(c)})
		}
		for _, row := range b.rows {
			line := pageRow{Name: b.name(row), Text: row.Text}
			for _, c := range b.columns {
				line.Cells = append(line.Cells, cellOf(c, row))
			}
			shown.Rows = append(shown.Rows, line)
		}
		data.Blocks = append(data.Blocks, shown)
	}
	for _, c := range r.Columns {
		n, right := asked(c)
		data.Clients = append(data.Clients, pageClient{title(c), state(c), right, n, findings(c)})
	}
	parsed, err := template.New("table").Funcs(template.FuncMap{"breakable": func(id string) template.HTML { return template.HTML(page.Breakable(id)) }}).Parse(table)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, page.Head("SDK impact table", page.Script(), rules)); err != nil {
		return err
	}
	return parsed.Execute(out, data)
}
