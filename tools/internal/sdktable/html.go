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
`

// table is the page behind its head; it can be read without its script.
const table = `<header class="top"><p class="brand">Plumbline clients</p><h1>SDK impact table</h1><p class="sentence">{{.Legend}}</p></header>
{{.Bar}}<main>{{range .Blocks}}<h2>{{.Operation}}</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">answer</th>{{range .Columns}}<th scope="col" title="{{.Title}}">{{.Name}}</th>{{end}}</tr></thead><tbody>
{{range .Rows}}<tr><th scope="row" title="{{.Text}}">{{.Name}}</th>{{range .Cells}}<td class="{{.Class}}" title="{{.Detail}}">{{.Word}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
{{end}}<h2>What clients send</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">client</th><th scope="col">as documented</th><th scope="col">findings</th></tr></thead><tbody>
{{range .Clients}}<tr><th scope="row">{{.Title}}</th><td>{{if .State}}{{.State}}{{else}}{{.Right}} of {{.Asked}}{{end}}</td><td>{{range .Findings}}<div>{{.Weight}} {{.Check}} {{.Times}}×: {{.Told}}{{if .Signed}}<br>to be signed: {{.Signed}}{{end}}</div>{{end}}</td></tr>
{{end}}</tbody></table></div>
{{if .Reasons}}<h2>Why answers are not understood as wanted</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">client</th><th scope="col">answer</th><th scope="col">what became of it</th></tr></thead><tbody>
{{range .Reasons}}<tr><th scope="row">{{.Client}}</th><td>{{.ID}}</td><td>{{.Text}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{if .Deviations}}<h2>Known deviations</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">client</th><th scope="col">what</th><th scope="col">why</th></tr></thead><tbody>
{{range .Deviations}}<tr><th scope="row">{{.Client}}</th><td>{{.What}}</td><td>{{.Why}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{if .Problems}}<h2>Baseline to mend</h2><ul>
{{range .Problems}}<li>{{.Place}}: {{.Text}}</li>
{{end}}</ul>
{{end}}{{if .NotAsked}}<p>{{.NotAsked}}</p>
{{end}}<p class="sentence">{{.Total}}</p></main><script>{{.Script}}</script></body></html>
`

type pageCell struct{ Word, Class, Detail string }

type pageRow struct {
	Name, Text string
	Cells      []pageCell
}

type pageColumn struct{ Name, Title string }

type pageBlock struct {
	Operation string
	Columns   []pageColumn
	Rows      []pageRow
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
		Legend, Total, NotAsked string
		Blocks                  []pageBlock
		Clients                 []pageClient
		Reasons                 []reason
		Deviations              []deviation
		Problems                []record.Problem
	}{Bar: template.HTML(page.Filter("tbody tr")), Script: template.JS(page.Script()), Legend: legend, Total: total(r), NotAsked: notAsked(r), Reasons: reasons(r), Deviations: deviations(r), Problems: problems(r)}
	for _, b := range blocks(r) {
		shown := pageBlock{Operation: b.operation}
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
	parsed, err := template.New("table").Parse(table)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, page.Head("SDK impact table", page.Script(), rules)); err != nil {
		return err
	}
	return parsed.Execute(out, data)
}
