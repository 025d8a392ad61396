package page

import (
	"encoding/json"
	"io"
)

// JSON writes a value for programs and for who looks at what they get: indented,
// and escaped as no page. It errs as the stream does.
func JSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(value)
}
