package specs

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// openAPI says what keeps a file from being a valid OpenAPI document, its
// examples included.
func openAPI(top document.Node, data []byte) []Finding {
	if openAPIErrors(data, false) == nil {
		return nil // places are only looked up where there is something to place
	}
	err := openAPIErrors(data, true)
	var out []Finding
	seen := map[string]bool{}
	for _, f := range flaws(err, flaw{line: 1, values: top}) {
		// What several references lead to is told once.
		if key := fmt.Sprint(f.line, sentence(f.inner)); !seen[key] {
			seen[key] = true
			out = append(out, Finding{contract.Location{File: top.Location().File, Line: f.line}, "openapi", "not a valid OpenAPI 3.0 document: " + sentence(f.outer)})
		}
	}
	return out
}

// openAPIErrors gives what kin-openapi finds wrong, with places if they are wanted,
// which takes twice as long.
func openAPIErrors(data []byte, places bool) error {
	loader := openapi3.NewLoader()
	loader.IncludeOrigin = places
	doc, err := loader.LoadFromData(data)
	if err != nil {
		return err
	}
	jsonExamplesOnly(doc)
	return doc.Validate(context.Background(), openapi3.EnableExamplesValidation(), openapi3.EnableMultiError())
}

// jsonExamplesOnly leaves out the examples of other media types: an XML example
// is a text, which no schema of an object takes.
func jsonExamplesOnly(doc *openapi3.T) {
	if doc.Components == nil {
		return
	}
	for _, response := range doc.Components.Responses {
		if response.Value == nil {
			continue
		}
		for mediaType, content := range response.Value.Content {
			if content != nil && !strings.Contains(mediaType, "json") {
				content.Example, content.Examples = nil, nil
			}
		}
	}
}

// flaw is one thing wrong, and the line it is nearest to.
type flaw struct {
	outer, inner error // the outer text says where, the inner what
	line         int
	// values is where the examples stand, and then the example that is wrong.
	values document.Node
	value  bool
}

// flaws takes apart what kin-openapi joins. Its errors wrap one another from the
// outside in, so the innermost place is the most exact.
func flaws(err error, f flaw) []flaw {
	if err == nil {
		return nil
	}
	if many, ok := err.(openapi3.MultiError); ok {
		var out []flaw
		for _, one := range many {
			out = append(out, flaws(one, f)...)
		}
		return out
	}
	f.place(err)
	f.outer, f.inner = err, err
	inner := errors.Unwrap(err)
	if _, isValue := err.(*openapi3.SchemaError); inner == nil || isValue {
		return []flaw{f}
	}
	below := flaws(inner, f)
	if len(below) == 1 {
		below[0].outer = err
	}
	return below
}

// place makes the line more exact by what an error knows.
func (f *flaw) place(err error) {
	switch e := err.(type) {
	case *openapi3.MediaTypeExampleValidationError:
		if example := f.values.At("components", "examples", e.ExampleName, "value"); example.There() {
			f.line, f.values, f.value = example.Location().Line, example, true
		}
		return
	case *openapi3.SchemaError:
		if f.value && f.values.There() {
			f.line = max(f.line, f.values.Descend(e.JSONPointer()))
			return
		}
		if f.line == 1 && e.Schema != nil && e.Schema.Origin != nil && e.Schema.Origin.Key != nil {
			f.line = e.Schema.Origin.Key.Line
		}
		return
	case interface{ As(any) bool }:
		// The types for an example and for a default embed this one.
		var bad *openapi3.SchemaValueError
		if e.As(&bad) && bad.Origin != nil {
			if own := bad.Origin.Fields.Get(bad.ValueKind); own.Line > 0 {
				f.line = own.Line
				return
			}
		}
	}
	if line := originLine(err); line > 0 {
		f.line = line
	}
}

// originLine finds the line in an error. The types that carry one are thirty
// and share no interface, but all of them call it Origin.
func originLine(err error) int {
	value := reflect.Indirect(reflect.ValueOf(err))
	if value.Kind() != reflect.Struct {
		return 0
	}
	field := value.FieldByName("Origin")
	if !field.IsValid() || !field.CanInterface() {
		return 0
	}
	origin, ok := field.Interface().(*openapi3.Origin)
	if !ok || origin == nil || origin.Key == nil {
		return 0
	}
	return origin.Key.Line
}

// sentence gives an error's first line: kin-openapi prints the schema and the
// value below it.
func sentence(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	return text
}
