package revision

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// tree is a document as a tree of facts: references resolved, each item of a
// list known by what identifies it, so that order and layout make no difference.
type tree struct {
	name string // in what holds it: a key, or what identifies an item
	kind yaml.Kind
	text string // of a scalar
	tag  string // of a scalar: "!!str", "!!int"
	line int
	kids []*tree
}

// citation is the key that says where a fact stands. It is no fact itself.
const citation = "x-source"

// maxDepth bounds how deep a document nests: references may go in circles.
const maxDepth = 40

// reader makes trees of one file.
type reader struct {
	file string
	top  *yaml.Node
}

// tree reads a node that is found below a path of names.
func (r *reader) tree(n *yaml.Node, path []string, line int) (*tree, error) {
	n, err := r.follow(n, line)
	if err != nil {
		return nil, err
	}
	if len(path) > maxDepth {
		return nil, fmt.Errorf("%s:%d: nests deeper than %d: does a schema refer to itself?", r.file, line, maxDepth)
	}
	t := &tree{kind: n.Kind, text: n.Value, tag: n.ShortTag(), line: line}
	if len(path) > 0 {
		t.name = path[len(path)-1]
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if t.tag == "!!timestamp" { // a day is a text here, as in the loader
			t.tag = "!!str"
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			kid, err := r.tree(n.Content[i+1], below(path, key.Value), key.Line)
			if err != nil {
				return nil, err
			}
			t.kids = append(t.kids, kid)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			kid, err := r.tree(item, below(path, fmt.Sprint(i)), item.Line)
			if err != nil {
				return nil, err
			}
			t.add(kid, path, i)
		}
	}
	t.text = strings.TrimSpace(t.text)
	return t, nil
}

// add takes in an item of a list under what identifies it.
func (t *tree) add(item *tree, path []string, i int) {
	name := identity(path, item, i)
	for t.kid(name) != nil {
		name += "+"
	}
	item.name = name
	t.kids = append(t.kids, item)
}

// identity is what tells an item of a list from the others: a name of its own
// where such items have one, its place where they do not.
func identity(path []string, item *tree, i int) string {
	place := fmt.Sprint(i)
	if slices.ContainsFunc(path, payload) {
		return place
	}
	by := func(keys ...string) string {
		var parts []string
		for _, key := range keys {
			if kid := item.kid(key); kid != nil && kid.text != "" {
				parts = append(parts, kid.text)
			}
		}
		if len(parts) == 0 {
			return place
		}
		return strings.Join(parts, " ")
	}
	switch path[len(path)-1] {
	case "required", "enum":
		return item.text
	case "x-errors":
		return by("code")
	case "triggers":
		return by("parameter", "when")
	case "formats":
		return by("value")
	case "x-placeholders":
		return by("value", "beside")
	case "common":
		return by("name")
	case "parameters":
		return by("in", "name")
	case "oneOf", "anyOf", "allOf":
		return by("type")
	case "servers":
		return by("url")
	case "x-uncited":
		return place
	}
	return by("id")
}

// payload tells the keys whose values are printed data, in which nothing has a
// meaning of ours.
func payload(key string) bool {
	return key == "value" || key == "example" || key == "args" || key == "default"
}

// follow resolves an alias or a reference into the same file.
func (r *reader) follow(n *yaml.Node, line int) (*yaml.Node, error) {
	for range maxDepth {
		switch {
		case n.Kind == yaml.AliasNode:
			n = n.Alias
		case n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[0].Value == "$ref":
			pointer := n.Content[1].Value
			inside, ok := strings.CutPrefix(pointer, "#/")
			if !ok {
				return nil, fmt.Errorf("%s:%d: the reference %s leads out of the file: only references within a file are followed", r.file, line, pointer)
			}
			target := r.top
			for _, key := range strings.Split(inside, "/") {
				target = value(target, strings.NewReplacer("~1", "/", "~0", "~").Replace(key))
			}
			if target == nil {
				return nil, fmt.Errorf("%s:%d: the reference %s leads nowhere", r.file, line, pointer)
			}
			n = target
		default:
			return n, nil
		}
	}
	return nil, fmt.Errorf("%s:%d: references go in a circle", r.file, line)
}

// value gives what a mapping has under a key, nil if it has nothing.
func value(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

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

// value writes what a tree holds on one line.
func (t *tree) value() string {
	if t == nil {
		return ""
	}
	var parts []string
	for _, kid := range t.kids {
		switch {
		case kid.name == citation:
		case t.kind == yaml.SequenceNode:
			parts = append(parts, kid.value())
		default:
			parts = append(parts, kid.name+": "+kid.value())
		}
	}
	switch t.kind {
	case yaml.MappingNode:
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if t.text == "" {
		return `""`
	}
	return t.text
}

// words is what a fact of several parts says of itself.
func (t *tree) words() string {
	for _, key := range []string{"note", "text", "message", "description", "summary", "value"} {
		if kid := t.kid(key); kid != nil && kid.text != "" {
			return strings.TrimSuffix(kid.text, ".")
		}
	}
	if t != nil && t.kind == yaml.ScalarNode {
		return strings.TrimSuffix(t.text, ".")
	}
	return ""
}

// sources reads what a tree cites, for one keyword where it cites by keyword.
func (t *tree) sources(keyword string) contract.Sources {
	cited := t.kid(citation)
	if cited == nil {
		return nil
	}
	if cited.kind == yaml.MappingNode {
		if by := cited.kid(keyword); by != nil {
			cited = by
		} else if cited = cited.kid("row"); cited == nil {
			return nil
		}
	}
	texts := []string{cited.text}
	if cited.kind == yaml.SequenceNode {
		texts = nil
		for _, kid := range cited.kids {
			texts = append(texts, kid.text)
		}
	}
	var out contract.Sources
	for _, text := range texts {
		if source, err := contract.ParseSource(text); err == nil {
			out = append(out, source)
		}
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

// yaml writes a tree as YAML again; items of lists lose what identified them.
func (t *tree) yaml() *yaml.Node {
	n := &yaml.Node{Kind: t.kind, Value: t.text, Tag: t.tag}
	for _, kid := range t.kids {
		if t.kind == yaml.MappingNode {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: kid.name})
		}
		n.Content = append(n.Content, kid.yaml())
	}
	return n
}
