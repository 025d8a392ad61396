package specs

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// node is a place in a spec file: a YAML node that remembers its file and can
// follow the file's own references. A zero node is a place that is not there;
// every question put to it gets an empty answer.
type node struct {
	file string
	root *yaml.Node
	yaml *yaml.Node
	// line is where the key stands when the value is a scalar or a mapping
	// that begins on a later line.
	line int
}

// parse reads a file into its top node.
func parse(file string, data []byte) (node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		// The parser says "yaml: line 3: …"; ours say file:3: ….
		text := strings.TrimPrefix(err.Error(), "yaml: ")
		if numbered, ok := strings.CutPrefix(text, "line "); ok {
			return node{}, fmt.Errorf("%s:%s", file, numbered)
		}
		return node{}, fmt.Errorf("%s:1: %s", file, text)
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return node{}, fmt.Errorf("%s:1: not a YAML mapping", file)
	}
	return node{file, doc.Content[0], doc.Content[0], 1}, nil
}

func (n node) there() bool { return n.yaml != nil }

// get gives the value of a key, references followed.
func (n node) get(key string) node {
	value := n.child(key)
	if !value.there() {
		return value
	}
	return value.follow(8)
}

// child gives the value of a key as it is written.
func (n node) child(key string) node {
	if n.yaml == nil || n.yaml.Kind != yaml.MappingNode {
		return node{file: n.file, line: n.line}
	}
	for i := 0; i+1 < len(n.yaml.Content); i += 2 {
		if n.yaml.Content[i].Value == key {
			return node{n.file, n.root, n.yaml.Content[i+1], n.yaml.Content[i].Line}
		}
	}
	return node{file: n.file, line: n.line}
}

// at gives the value at a path of keys.
func (n node) at(path ...string) node {
	for _, key := range path {
		n = n.get(key)
	}
	return n
}

// follow resolves YAML aliases and references into the same file; hops bounds
// circles.
func (n node) follow(hops int) node {
	if n.yaml.Kind == yaml.AliasNode {
		n.yaml = n.yaml.Alias
	}
	if n.yaml.Kind != yaml.MappingNode || len(n.yaml.Content) != 2 || n.yaml.Content[0].Value != "$ref" || hops == 0 {
		return n
	}
	pointer, ok := strings.CutPrefix(n.yaml.Content[1].Value, "#/")
	if !ok {
		return n
	}
	target := node{n.file, n.root, n.root, 1}
	for _, key := range strings.Split(pointer, "/") {
		target = target.child(key)
	}
	if !target.there() {
		return target
	}
	return target.follow(hops - 1)
}

// entry is a key and its value.
type entry struct {
	key   string
	value node
}

// entries gives a mapping's entries in written order.
func (n node) entries() []entry {
	if n.yaml == nil || n.yaml.Kind != yaml.MappingNode {
		return nil
	}
	var out []entry
	for i := 0; i+1 < len(n.yaml.Content); i += 2 {
		key := n.yaml.Content[i]
		out = append(out, entry{key.Value, node{n.file, n.root, n.yaml.Content[i+1], key.Line}.follow(8)})
	}
	return out
}

// items gives a sequence's items.
func (n node) items() []node {
	if n.yaml == nil || n.yaml.Kind != yaml.SequenceNode {
		return nil
	}
	var out []node
	for _, item := range n.yaml.Content {
		out = append(out, node{n.file, n.root, item, item.Line}.follow(8))
	}
	return out
}

// text gives a scalar's text.
func (n node) text() string {
	if n.yaml == nil || n.yaml.Kind != yaml.ScalarNode {
		return ""
	}
	return n.yaml.Value
}

// texts gives the texts of a sequence, or the one text of a scalar.
func (n node) texts() []string {
	if n.yaml != nil && n.yaml.Kind == yaml.ScalarNode {
		return []string{n.yaml.Value}
	}
	var out []string
	for _, item := range n.items() {
		out = append(out, item.text())
	}
	return out
}

func (n node) whole() int {
	value, _ := strconv.Atoi(n.text())
	return value
}

func (n node) truth() bool { return n.text() == "true" }

func (n node) location() contract.Location { return contract.Location{File: n.file, Line: n.line} }

// fail makes an error that begins with the place.
func (n node) fail(format string, args ...any) error {
	return fmt.Errorf("%s: %s", n.location(), fmt.Sprintf(format, args...))
}

// sources reads an x-source value: one citation or a list of them.
func (n node) sources() (contract.Sources, error) {
	var out contract.Sources
	var failures []error
	for _, text := range n.texts() {
		source, err := contract.ParseSource(text)
		if err != nil {
			failures = append(failures, n.fail("%s", err))
		}
		out = append(out, source)
	}
	return out, errors.Join(failures...)
}

// origin reads the x-source of a mapping that has one for the whole fact.
func (n node) origin() (contract.Origin, error) {
	cited := n.get("x-source")
	if !cited.there() {
		return contract.Origin{Location: n.location()}, n.fail("a fact without x-source")
	}
	sources, err := cited.sources()
	return contract.Origin{Sources: sources, Location: n.location()}, err
}
