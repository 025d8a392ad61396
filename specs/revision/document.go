package revision

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Document is one spec file, read.
type Document struct {
	File      string // as locations name it
	Operation *contract.Operation
	// Unsound says why no cases can be derived from the document, nil if they can.
	Unsound error
	root    *tree
}

// Read reads a spec file. The error, of one line each, says file and line.
func Read(file string, data []byte) (*Document, error) {
	top, err := document.Parse(file, data)
	if err != nil {
		return nil, err
	}
	if !top.Child("x-operation").There() {
		return nil, top.Fail("x-operation is missing: the document names no operation")
	}
	// The tree first: it does not read without end what goes in circles.
	r := &reader{file: file, top: top}
	root, err := r.document()
	if err != nil {
		return nil, err
	}
	operation, err := specs.ReadNode(top)
	if err != nil {
		return nil, err
	}
	return &Document{File: file, Operation: operation, Unsound: specs.Sound(top, operation), root: root}, nil
}

// answerName is the name of the answer's schema in a tree.
const answerName = "Response"

// answer is what the file calls it.
func (r *reader) answer() string {
	if r.top.Child("components").Child("schemas").Child("Payload").There() {
		return "Payload"
	}
	return answerName
}

// document reads what a file states, in its order: the schemas of the request,
// the answer and a refusal each once, however the paths refer to them, and
// whatever the answer's is called.
func (r *reader) document() (*tree, error) {
	if twice := r.top.Twice(); len(twice) > 0 {
		return nil, twice[0]
	}
	root := &tree{kind: document.Mapping, line: 1}
	for _, e := range r.top.Written() {
		n, line := e.Value, e.Value.Location().Line
		var kid *tree
		var err error
		switch {
		case e.Key == "components":
			kid, err = r.components(n, line)
		case e.Key == "paths":
			kid, err = r.paths(n, line)
		case e.Key == "info", e.Key == "servers", e.Key == "openapi", strings.HasPrefix(e.Key, "x-"):
			kid, err = r.tree(n, []string{e.Key}, line)
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

func (r *reader) components(n document.Node, line int) (*tree, error) {
	out := &tree{name: "components", kind: document.Mapping, line: line}
	schemas := &tree{name: "schemas", kind: document.Mapping, line: n.Child("schemas").Location().Line}
	for _, name := range []string{"Request", r.answer(), "Error"} {
		holder := n.Child("schemas")
		schema := holder.Child(name)
		if !schema.There() {
			continue
		}
		kid, err := r.tree(schema, []string{"components", "schemas", name}, schema.Location().Line)
		if err != nil {
			return nil, err
		}
		if name == r.answer() {
			kid.name = answerName
		}
		schemas.kids = append(schemas.kids, kid)
	}
	out.kids = append(out.kids, schemas)
	if examples := n.Child("examples"); examples.There() {
		kid, err := r.tree(examples, []string{"components", "examples"}, examples.Location().Line)
		if err != nil {
			return nil, err
		}
		out.kids = append(out.kids, kid)
	}
	return out, nil
}

// paths reads how the operation is reached, method by method, without words. The
// schemas of bodies are left out: they are those of the components.
func (r *reader) paths(n document.Node, line int) (*tree, error) {
	all, err := r.tree(n, []string{"paths"}, line)
	if err != nil {
		return nil, err
	}
	for _, path := range all.kids {
		path.drop("summary", "description")
		path.share()
		for _, method := range path.kids {
			method.drop("operationId", "description", "summary", "tags", "externalDocs")
			bare(method.kid("parameters"))
			if body := method.kid("requestBody"); body != nil {
				body.drop("description")
				bare(body.kid("content"))
			}
			for _, response := range method.kid("responses").kidsOrNone() {
				response.drop("description", citation)
				bare(response.kid("content"))
			}
		}
	}
	return all, nil
}

// share gives every method the parameters that stand on its path: a method's own
// of the same name comes before.
func (t *tree) share() {
	shared := t.kid("parameters")
	t.drop("parameters")
	for _, method := range t.kids {
		if shared == nil || method.name == "servers" {
			continue
		}
		own := method.kid("parameters")
		if own == nil {
			own = method.set("parameters", &tree{kind: document.Sequence, line: shared.line})
		}
		for _, parameter := range shared.kids {
			if own.kid(parameter.name) == nil {
				own.kids = append(own.kids, parameter.clone())
			}
		}
	}
}

// bare takes words and examples out of parameters and media types.
func bare(list *tree) {
	for _, item := range list.kidsOrNone() {
		item.drop("examples", "example", "description")
	}
}

// drop removes kids by name.
func (t *tree) drop(names ...string) {
	t.kids = slices.DeleteFunc(t.kids, func(kid *tree) bool { return contains(names, kid.name) })
}
