package report

import "encoding/json"

// asJSON writes the model as it is; report.schema.json describes it.
func asJSON(p *sheet) {
	encoder := json.NewEncoder(p)
	encoder.SetEscapeHTML(false) // it is no page; curl lines stay readable
	encoder.SetIndent("", " ")
	_ = encoder.Encode(p.Report) // a model of strings and numbers always marshals; the stream's error comes with Flush
}
