package document

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// Node is a place in a file: a value that remembers its file and line, and can
// follow the file's own references. A zero Node is a place that is not there;
// every question put to it gets an empty answer. Copies of a Node are the same
// place: what is edited through one is seen through all.
type Node struct {
	file string
	root *yaml.Node // the document
	yaml *yaml.Node // nil where nothing stands
	// line is where the key stands when the value is a scalar or a mapping
	// that begins on a later line.
	line int
}

// Entry is a key of a mapping and its value, or an item of a sequence, which has
// no key.
type Entry struct {
	Key   string
	Value Node
}

// Kind tells what stands at a place.
type Kind uint8

// The kinds. Alias is that of a value as it is written; At, Get, Entries and
// Items follow aliases.
const (
	Nothing Kind = iota
	Scalar
	Mapping
	Sequence
	Alias
)

// Kind gives what stands there.
func (n Node) Kind() Kind {
	if n.yaml == nil {
		return Nothing
	}
	switch n.yaml.Kind {
	case yaml.ScalarNode:
		return Scalar
	case yaml.MappingNode:
		return Mapping
	case yaml.SequenceNode:
		return Sequence
	case yaml.AliasNode:
		return Alias
	}
	return Nothing
}

// There tells whether anything stands at the place.
func (n Node) There() bool { return n.yaml != nil }

// Is tells whether two nodes are one place.
func (n Node) Is(other Node) bool { return n.yaml == other.yaml }

// Location is the place: the line of the key, where there is one.
func (n Node) Location() contract.Location { return contract.Location{File: n.file, Line: n.line} }

// Line is where the value itself begins, from 1; that of a block lies below its key.
func (n Node) Line() int {
	if n.yaml == nil {
		return n.line
	}
	return n.yaml.Line
}

// top gives the value that the whole file is.
func (n Node) top() Node {
	if n.root == nil || len(n.root.Content) == 0 {
		return Node{file: n.file, line: 1}
	}
	return Node{n.file, n.root, n.root.Content[0], n.root.Content[0].Line}
}

// Get gives the value of a key, references followed.
func (n Node) Get(key string) Node { return n.Child(key).Follow() }

// Child gives the value of a key as it is written.
func (n Node) Child(key string) Node {
	if i := n.index(key); i >= 0 {
		return n.part(n.yaml.Content[i+1], n.yaml.Content[i].Line)
	}
	return Node{file: n.file, root: n.root, line: n.line}
}

// index is where a key stands among a mapping's contents, -1 if it does not.
func (n Node) index(key string) int {
	if n.Kind() != Mapping {
		return -1
	}
	for i := 0; i+1 < len(n.yaml.Content); i += 2 {
		if n.yaml.Content[i].Value == key {
			return i
		}
	}
	return -1
}

func (n Node) part(value *yaml.Node, line int) Node { return Node{n.file, n.root, value, line} }

// Name gives the key as a place, so that it can be looked at like a value.
func (e Entry) Name() Node {
	n := Text(e.Key)
	n.file, n.root, n.line, n.yaml.Line = e.Value.file, e.Value.root, e.Value.line, e.Value.line
	return n
}

// At gives the value at a path. A step is a key; one with an equals sign, at a
// sequence, is the item whose member has that text: "code=SAG.InstanceIdEmpty".
func (n Node) At(path ...string) Node {
	for _, step := range path {
		n = n.step(step)
	}
	return n
}

func (n Node) step(step string) Node {
	if key, value, ok := strings.Cut(step, "="); ok && n.Kind() == Sequence {
		for _, item := range n.Items() {
			if item.Get(key).Text() == value {
				return item
			}
		}
	}
	return n.Get(step)
}

// maxHops bounds references that go in circles.
const maxHops = 8

// Follow resolves YAML aliases and references into the same file. One that leads
// nowhere is a place that is not there; one that leads out of the file, or in a
// circle, stays as it is.
func (n Node) Follow() Node {
	for range maxHops {
		if n.Kind() == Alias {
			n.yaml = n.yaml.Alias
		}
		if n.Kind() != Mapping || len(n.yaml.Content) != 2 || n.yaml.Content[0].Value != "$ref" {
			return n
		}
		pointer, ok := strings.CutPrefix(n.yaml.Content[1].Value, "#/")
		if !ok {
			return n
		}
		n = n.top()
		for _, key := range strings.Split(pointer, "/") {
			n = n.Child(key)
		}
	}
	return n
}

// Aliased resolves an alias and nothing else.
func (n Node) Aliased() Node {
	if n.Kind() == Alias {
		n.yaml = n.yaml.Alias
	}
	return n
}

// Entries gives a mapping's entries in written order, references followed.
func (n Node) Entries() []Entry {
	if n.Kind() != Mapping {
		return nil
	}
	out := n.Written()
	for i := range out {
		out[i].Value = out[i].Value.Follow()
	}
	return out
}

// Items gives a sequence's items, references followed.
func (n Node) Items() []Node {
	if n.Kind() != Sequence {
		return nil
	}
	out := make([]Node, len(n.yaml.Content))
	for i, item := range n.yaml.Content {
		out[i] = n.part(item, item.Line).Follow()
	}
	return out
}

// Written gives what a mapping or a sequence holds as it is written: neither
// references nor aliases are followed, so that who walks through comes to an end.
func (n Node) Written() []Entry {
	switch n.Kind() {
	case Mapping:
		out := make([]Entry, 0, len(n.yaml.Content)/2)
		for i := 0; i+1 < len(n.yaml.Content); i += 2 {
			key := n.yaml.Content[i]
			out = append(out, Entry{key.Value, n.part(n.yaml.Content[i+1], key.Line)})
		}
		return out
	case Sequence:
		out := make([]Entry, 0, len(n.yaml.Content))
		for _, item := range n.yaml.Content {
			out = append(out, Entry{"", n.part(item, item.Line)})
		}
		return out
	}
	return nil
}

// Text gives a scalar's text, "" of anything else.
func (n Node) Text() string {
	if n.Kind() != Scalar {
		return ""
	}
	return n.yaml.Value
}

// Texts gives the texts of a sequence, or the one text of a scalar.
func (n Node) Texts() []string {
	if n.Kind() == Scalar {
		return []string{n.yaml.Value}
	}
	var out []string
	for _, item := range n.Items() {
		out = append(out, item.Text())
	}
	return out
}

// Int gives a scalar as a number, 0 where it is none.
func (n Node) Int() int {
	value, _ := strconv.Atoi(n.Text())
	return value
}

// True tells whether a scalar says true.
func (n Node) True() bool { return n.Text() == "true" }
