package revision

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Plain is the product of the operation that stands for a plain OpenAPI document,
// which is named by its title: it has any number of operations, all compared together.
const Plain = "openapi"

// plain reads a document that has none of our keys, or leaves them out of one: its
// OpenAPI half, with every schema where it is used.
func plain(file string, data []byte, top document.Node) (*Document, error) {
	r := &reader{file: file, top: top, begins: document.Begins(data), plain: true, ours: specs.Extensions()}
	root, err := r.document()
	if err != nil {
		return nil, err
	}
	title := top.At("info", "title").Text()
	if title == "" {
		return nil, top.Fail("info has no title: a document without x-operation is known by it")
	}
	return &Document{
		File: file, root: root, text: data,
		Operation: &contract.Operation{Product: Plain, Name: title},
		Unsound:   fmt.Errorf("%s:%d: x-operation is missing: the OpenAPI half is compared, and no more", file, r.begins),
	}, nil
}

// IsPlain tells whether no more of the document is compared than its OpenAPI half.
func (d *Document) IsPlain() bool { return d.Operation.Product == Plain }

// Halve takes the OpenAPI halves of documents that face a plain one on the other side: one
// of the same title, or the only one there. It errs if such a half cannot be read.
func Halve(old, new []*Document) error {
	for _, sides := range [][2][]*Document{{old, new}, {new, old}} {
		for _, d := range sides[0] {
			if !d.IsPlain() {
				continue
			}
			i := slices.IndexFunc(sides[1], func(other *Document) bool { return other.Operation.Name == d.Operation.Name })
			if alone := len(sides[0]) == 1 && len(sides[1]) == 1; i < 0 && alone {
				i = 0
			}
			if i < 0 || sides[1][i].Operation.Key() == d.Operation.Key() {
				continue
			}
			top, err := document.Parse(sides[1][i].File, sides[1][i].text)
			if err != nil {
				return err
			}
			half, err := plain(sides[1][i].File, sides[1][i].text, top)
			if err != nil {
				return err
			}
			half.Operation = d.Operation
			sides[1][i] = half
		}
	}
	return nil
}

// shelved are the schemas that state something by themselves: none of a plain document.
func (r *reader) shelved() []string {
	if r.plain {
		return nil
	}
	return []string{"Request", r.answer(), "Error"}
}

// within names a schema that is read within itself by how far up it stands, so that it
// makes no difference what it is called; "" is no such schema.
func (r *reader) within(n document.Node) string {
	if i := slices.IndexFunc(r.inside, n.Is); i >= 0 {
		return fmt.Sprintf("what it stands in, %d levels up", len(r.inside)-i)
	}
	return ""
}

// braced is a part of a path that a parameter fills.
var braced = regexp.MustCompile(`\{[^{}]*\}`)

// numbered calls the parameters within paths by their places, so that it makes no difference
// what a document calls them.
func (t *tree) numbered() {
	for _, path := range t.kids {
		names := braced.FindAllString(path.name, -1)
		for i, name := range names {
			number := fmt.Sprintf("{%d}", i+1)
			path.name = strings.Replace(path.name, name, number, 1)
			for _, method := range append(slices.Clone(path.kids), path) {
				if p := method.at("parameters", "path "+strings.Trim(name, "{}")); p != nil {
					p.name, p.kid("name").text = "path "+number, number
				}
			}
		}
	}
}
