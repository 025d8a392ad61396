package specs

import (
	"github.com/getkin/kin-openapi/openapi3"
)

// OpenAPI loads an OpenAPI document that has no references to the outside, for
// packages that compare or serve it. It is not validated; Lint does that. What is
// no OpenAPI 3 document, and a reference to nothing, are errors.
func OpenAPI(data []byte) (*openapi3.T, error) { return openapi3.NewLoader().LoadFromData(data) }
