package revision

import (
	"slices"

	"github.com/plumbline/plumbline/specs/document"
)

// tree is a document as a tree of facts: references resolved, each item of a
// list known by what identifies it, so that order and layout make no difference.
type tree struct {
	name string // in what holds it: a key, or what identifies an item
	kind document.Kind
	text string // of a scalar
	tag  string // of a scalar: "!!str", "!!int"
	line int
	kids []*tree
}

// citation is the key that says where a fact stands. It is no fact itself.
const citation = "x-source"

// below gives a longer path; the shorter one keeps its own memory.
func below(path []string, names ...string) []string {
	return append(slices.Clone(path), names...)
}

func (t *tree) kid(name string) *tree {
	if t == nil {
		return nil
	}
	for _, kid := range t.kids {
		if kid.name == name {
			return kid
		}
	}
	return nil
}

// at gives what stands at a path, nil if nothing does.
func (t *tree) at(path ...string) *tree {
	for _, name := range path {
		t = t.kid(name)
	}
	return t
}

// named gives the kids by their names, for who asks for many of them.
func (t *tree) named() map[string]*tree {
	out := make(map[string]*tree, len(t.kids))
	for _, kid := range t.kids {
		out[kid.name] = kid
	}
	return out
}

// clone copies a tree, so that the copy can be changed.
func (t *tree) clone() *tree {
	if t == nil {
		return nil
	}
	copied := *t
	copied.kids = make([]*tree, len(t.kids))
	for i, kid := range t.kids {
		copied.kids[i] = kid.clone()
	}
	return &copied
}

// written writes a tree as YAML again; items of lists lose what identified them.
func (t *tree) written() document.Node {
	switch t.kind {
	case document.Mapping:
		out := document.Map()
		for _, kid := range t.kids {
			out.Add(kid.name, kid.written())
		}
		return out
	case document.Sequence:
		var items []document.Node
		for _, kid := range t.kids {
			items = append(items, kid.written())
		}
		return document.List(items...)
	}
	return document.Typed(t.tag, t.text)
}
