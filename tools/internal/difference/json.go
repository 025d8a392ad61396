package difference

import "github.com/plumbline/plumbline/tools/internal/page"

// asJSON writes the model as it is; difference.schema.json describes it.
func asJSON(p *sheet) {
	_ = page.JSON(p, p.model) // a model of strings and numbers always marshals; the stream's error comes with Flush
}
