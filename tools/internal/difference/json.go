package difference

import "encoding/json"

// asJSON writes the model as it is; difference.schema.json describes it.
func asJSON(p *sheet) {
	encoder := json.NewEncoder(p)
	encoder.SetEscapeHTML(false) // it is no page
	encoder.SetIndent("", " ")
	_ = encoder.Encode(p.model) // a model of strings and numbers always marshals; the stream's error comes with Flush
}
