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
	// Unsound says why no cases can be derived from the document, nil if they can. Of one
	// that no operation can be read from the Operation says no more than what it is.
	Unsound error
	root    *tree
	text    []byte // as it was read
}

// Read reads a spec file. The error, of one line each, says file and line.
func Read(file string, data []byte) (*Document, error) {
	top, err := document.Parse(file, data)
	if err != nil {
		return nil, err
	}
	if err := readable(top); err != nil {
		return nil, err
	}
	if !top.Child("x-operation").There() {
		return plain(file, data, top)
	}
	// The tree first: it does not read without end what goes in circles.
	r := &reader{file: file, top: top, begins: document.Begins(data)}
	root, err := r.document()
	if err != nil {
		return nil, err
	}
	d := &Document{File: file, root: root, text: data}
	if d.Operation, err = specs.ReadNode(top); err == nil {
		d.Unsound = specs.Sound(top, d.Operation)
		return d, nil
	}
	about := top.Child("x-operation")
	d.Operation = &contract.Operation{
		Product: about.Child("product").Text(), Name: top.At("info", "title").Text(),
		Document: about.Child("document").Text(), Revision: about.Child("revision").Text(), Superseded: about.Child("superseded").True(),
	}
	if d.Operation.Product == "" || d.Operation.Name == "" || root.at("components", "schemas") == nil {
		return nil, err
	}
	d.Unsound = err
	return d, nil
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
	if twice := r.top.DuplicateKeys(); len(twice) > 0 {
		return nil, twice[0]
	}
	root := &tree{kind: document.Mapping, line: r.begins}
	if !r.plain {
		r.parts = r.components()
	}
	for _, e := range r.top.Written() {
		if contains(r.ours, e.Key) {
			continue
		}
		n, line := e.Value, e.Value.Location().Line
		var kid *tree
		var err error
		switch {
		case e.Key == "components":
			kid, err = r.shelf(n, line)
		case e.Key == "paths":
			kid, err = r.paths(n, line)
		default:
			kid, err = r.tree(n, []string{e.Key}, line)
		}
		if err != nil {
			return nil, err
		}
		root.kids = append(root.kids, kid)
	}
	if paths := root.kid("paths"); paths != nil {
		paths.standIn(root.at("components", "schemas"))
	}
	return root, nil
}

// shelf reads the components that state something by themselves; the others are
// read where they are used.
func (r *reader) shelf(n document.Node, line int) (*tree, error) {
	out := &tree{name: "components", kind: document.Mapping, line: line}
	schemas := &tree{name: "schemas", kind: document.Mapping, line: n.Child("schemas").Location().Line}
	for _, name := range r.shelved() {
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
	for _, e := range n.Written() {
		if e.Key != "securitySchemes" && (r.plain || e.Key != "examples" && !strings.HasPrefix(e.Key, "x-")) {
			continue
		}
		kid, err := r.tree(e.Value, []string{"components", e.Key}, e.Value.Location().Line)
		if err != nil {
			return nil, err
		}
		out.kids = append(out.kids, kid)
	}
	return out, nil
}

// paths reads how the operation is reached, method by method, with the schemas that
// are no components.
func (r *reader) paths(n document.Node, line int) (*tree, error) {
	all, err := r.tree(n, []string{"paths"}, line)
	if err != nil {
		return nil, err
	}
	if r.plain {
		all.numbered()
	}
	for _, path := range all.kids {
		path.share()
		for _, method := range path.kids {
			for _, parameter := range method.kid("parameters").kidsOrNone() {
				parameter.usually()
			}
			for _, response := range method.kid("responses").kidsOrNone() {
				response.drop(citation)
				for _, media := range response.kid("content").kidsOrNone() {
					if !r.plain {
						media.exemplify()
					}
				}
			}
		}
	}
	return all, nil
}

// exemplify leaves of a media type's examples their names: what they hold stands
// among the components.
func (t *tree) exemplify() {
	for _, example := range t.kid("examples").kidsOrNone() {
		example.kind, example.kids, example.tag, example.text = document.Scalar, nil, "!!str", example.name
	}
}

// usually takes the style out of a parameter where it is the one that holds anyway.
func (t *tree) usually() {
	style := "simple"
	if in := t.kid("in"); in != nil && (in.text == "query" || in.text == "cookie") {
		style = "form"
	}
	if own := t.kid("style"); own != nil && own.text == style {
		t.drop("style")
	} else if own != nil {
		style = own.text
	}
	if explode := t.kid("explode"); explode != nil && (explode.text == "true") == (style == "form") {
		t.drop("explode")
	}
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

// drop removes kids by name.
func (t *tree) drop(names ...string) {
	t.kids = slices.DeleteFunc(t.kids, func(kid *tree) bool { return contains(names, kid.name) })
}
