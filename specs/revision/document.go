package revision

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
)

// Document is one spec file, read.
type Document struct {
	File      string // as locations name it
	Operation *contract.Operation
	root      *tree
}

// Read reads a spec file. The error, of one line each, says file and line.
func Read(file string, data []byte) (*Document, error) {
	operation, err := specs.Read(file, data)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	r := &reader{file: file, top: doc.Content[0]}
	root, err := r.document()
	if err != nil {
		return nil, err
	}
	return &Document{File: file, Operation: operation, root: root}, nil
}

// answer is the name of the schema of the answer.
func (r *reader) answer() string {
	if value(value(value(r.top, "components"), "schemas"), "Payload") != nil {
		return "Payload"
	}
	return "Response"
}

// document reads what a file states, in its order: the schemas of the request,
// the answer and a refusal each once, however the paths refer to them.
func (r *reader) document() (*tree, error) {
	root := &tree{kind: yaml.MappingNode, line: 1}
	for i := 0; i+1 < len(r.top.Content); i += 2 {
		key, n := r.top.Content[i], r.top.Content[i+1]
		var kid *tree
		var err error
		switch {
		case key.Value == "components":
			kid, err = r.components(n, key.Line)
		case key.Value == "paths":
			kid, err = r.paths(n, key.Line)
		case key.Value == "info", key.Value == "servers", key.Value == "openapi", strings.HasPrefix(key.Value, "x-"):
			kid, err = r.tree(n, []string{key.Value}, key.Line)
		default:
			continue // tags and the like state nothing
		}
		if err != nil {
			return nil, err
		}
		root.kids = append(root.kids, kid)
	}
	return root, nil
}

func (r *reader) components(n *yaml.Node, line int) (*tree, error) {
	out := &tree{name: "components", kind: yaml.MappingNode, line: line}
	schemas := &tree{name: "schemas", kind: yaml.MappingNode, line: line}
	for _, name := range []string{"Request", r.answer(), "Error"} {
		holder := value(n, "schemas")
		schema := value(holder, name)
		if schema == nil {
			continue
		}
		kid, err := r.tree(schema, []string{"components", "schemas", name}, lineOf(holder, name))
		if err != nil {
			return nil, err
		}
		schemas.kids = append(schemas.kids, kid)
	}
	out.kids = append(out.kids, schemas)
	if examples := value(n, "examples"); examples != nil {
		kid, err := r.tree(examples, []string{"components", "examples"}, lineOf(n, "examples"))
		if err != nil {
			return nil, err
		}
		out.kids = append(out.kids, kid)
	}
	return out, nil
}

// lineOf gives the line of a key.
func lineOf(n *yaml.Node, key string) int {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i].Line
		}
	}
	return n.Line
}

// paths reads how the operation is reached, method by method. Schemas of bodies
// are left out: they are those of the components.
func (r *reader) paths(n *yaml.Node, line int) (*tree, error) {
	all, err := r.tree(n, []string{"paths"}, line)
	if err != nil {
		return nil, err
	}
	for _, path := range all.kids {
		for _, method := range path.kids {
			method.drop("operationId", "description", "summary")
			bare(method.kid("parameters"))
			if body := method.kid("requestBody"); body != nil {
				bare(body.kid("content"))
			}
			if responses := method.kid("responses"); responses != nil {
				for _, response := range responses.kids {
					response.drop("description", citation)
					bare(response.kid("content"))
				}
			}
		}
	}
	return all, nil
}

// bare takes the schemas of objects, and the examples, out of parameters and
// media types.
func bare(list *tree) {
	if list == nil {
		return
	}
	for _, item := range list.kids {
		item.drop("examples", "example", "description")
		if schema := item.kid("schema"); schema != nil && (schema.kid("properties") != nil || schema.kid("oneOf") != nil) {
			item.drop("schema")
		}
	}
}

// drop removes kids by name.
func (t *tree) drop(names ...string) {
	kept := t.kids[:0]
	for _, kid := range t.kids {
		if !contains(names, kid.name) {
			kept = append(kept, kid)
		}
	}
	t.kids = kept
}
