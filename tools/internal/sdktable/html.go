package sdktable

import (
	"fmt"
	"html/template"
	"io"

	"github.com/plumbline/plumbline/suites/record"
	"github.com/plumbline/plumbline/suites/sdk"
)

// page needs nothing from elsewhere: no script, no font, no picture.
const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>SDK impact table</title><style>
body{font:14px/1.4 system-ui,sans-serif;margin:1.5rem;color:#1a1a1a;background:#fff}
.wide{overflow-x:auto}table{border-collapse:collapse;margin:.5rem 0 1.5rem}
th,td{border:1px solid #ccc;padding:.2rem .45rem;text-align:left;vertical-align:top}
thead th{background:#f3f3f3}td.good{background:#eaf6ea}td.bad{background:#fbe3e1}td.known{background:#fdf3d8}td.none{color:#767676}
@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}th,td{border-color:#444}thead th{background:#242424}td.good{background:#16301a}td.bad{background:#4a1d1a}td.known{background:#4a3c12}td.none{color:#9a9a9a}}
</style></head><body><h1>SDK impact table</h1><p>{{.Legend}}</p>
{{range .Blocks}}<h2>{{.Operation}}</h2><div class="wide"><table><thead><tr><th scope="col">answer</th>{{range .Columns}}<th scope="col" title="{{.Title}}">{{.Name}}</th>{{end}}</tr></thead><tbody>
{{range .Rows}}<tr><th scope="row" title="{{.Text}}">{{.Name}}</th>{{range .Cells}}<td class="{{.Class}}" title="{{.Detail}}">{{.Word}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
{{end}}<h2>What clients send</h2><div class="wide"><table><thead><tr><th scope="col">client</th><th scope="col">as documented</th><th scope="col">findings</th></tr></thead><tbody>
{{range .Clients}}<tr><th scope="row">{{.Title}}</th><td>{{if .State}}{{.State}}{{else}}{{.Right}} of {{.Asked}}{{end}}</td><td>{{range .Findings}}<div>{{.Weight}} {{.Check}} {{.Times}}×: {{.Told}}</div>{{end}}</td></tr>
{{end}}</tbody></table></div>
{{if .Deviations}}<h2>Known deviations</h2><div class="wide"><table><thead><tr><th scope="col">client</th><th scope="col">what</th><th scope="col">why</th></tr></thead><tbody>
{{range .Deviations}}<tr><th scope="row">{{.Client}}</th><td>{{.What}}</td><td>{{.Why}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{if .Problems}}<h2>Baseline to mend</h2><ul>
{{range .Problems}}<li>{{.Place}}: {{.Text}}</li>
{{end}}</ul>
{{end}}{{if .NotAsked}}<p>{{.NotAsked}}</p>
{{end}}<p>{{.Total}}</p></body></html>
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
	out := pageCell{word(c, row), "bad", cell.Detail}
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
		Legend, Total, NotAsked string
		Blocks                  []pageBlock
		Clients                 []pageClient
		Deviations              []deviation
		Problems                []record.Problem
	}{Legend: legend, Total: total(r), NotAsked: notAsked(r), Deviations: deviations(r), Problems: problems(r)}
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
	parsed, err := template.New("page").Parse(page)
	if err != nil {
		return err
	}
	return parsed.Execute(out, data)
}
