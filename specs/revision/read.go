package revision

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The bounds of a document. References may go in circles, and a few aliases of
// aliases can stand for more than memory holds.
const (
	maxDepth = 40
	maxFacts = 200_000
)

// reader makes trees of one file.
type reader struct {
	file  string
	top   *yaml.Node
	facts int // read so far
}

func (r *reader) fail(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, line, fmt.Sprintf(format, args...))
}

// tree reads a node that is found below a path of names. The path is the
// caller's again when it returns, so that a longer one can use its memory.
func (r *reader) tree(n *yaml.Node, path []string, line int) (*tree, error) {
	n, err := r.follow(n, path, line)
	if err != nil {
		return nil, err
	}
	if len(path) > maxDepth {
		return nil, r.fail(line, "nests deeper than %d: does a schema refer to itself?", maxDepth)
	}
	if r.facts++; r.facts > maxFacts {
		return nil, r.fail(line, "the document stands for more than %d values: do references or aliases multiply each other?", maxFacts)
	}
	t := &tree{kind: n.Kind, line: line}
	if len(path) > 0 {
		t.name = path[len(path)-1]
	}
	switch n.Kind {
	case yaml.ScalarNode:
		t.tag, t.text = scalar(n)
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 && !printedData(path) {
			t.text = strings.TrimRight(t.text, "\n") // the end of a block says nothing
		}
	case yaml.MappingNode:
		err = r.mapping(t, n, path)
	case yaml.SequenceNode:
		err = r.sequence(t, n, path)
	}
	return t, err
}

func (r *reader) mapping(t *tree, n *yaml.Node, path []string) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Value == "schema" && path[0] == "paths" && r.ofObject(n.Content[i+1], path) {
			continue // it is read as a component
		}
		kid, err := r.tree(n.Content[i+1], append(path, key.Value), key.Line)
		if err != nil {
			return err
		}
		t.kids = append(t.kids, kid)
	}
	return nil
}

// ofObject tells a schema of a body, which stands among the components too, from
// that of a word or a number.
func (r *reader) ofObject(n *yaml.Node, path []string) bool {
	n, err := r.follow(n, path, n.Line)
	if err != nil {
		return false
	}
	kind := value(n, "type")
	return kind != nil && kind.Value == "object" || value(n, "properties") != nil || value(n, "oneOf") != nil
}

// once refuses a key that stands twice in one mapping.
func (r *reader) once(n *yaml.Node) error {
	lines := map[string]int{}
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			if line, twice := lines[child.Value]; twice {
				return r.fail(child.Line, "the key %s stands in line %d already: remove one", child.Value, line)
			}
			lines[child.Value] = child.Line
			continue
		}
		if err := r.once(child); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) sequence(t *tree, n *yaml.Node, path []string) error {
	for i, item := range n.Content {
		kid, err := r.tree(item, append(path, strconv.Itoa(i)), item.Line)
		if err != nil {
			return err
		}
		t.kids = append(t.kids, kid)
	}
	t.identify(path)
	return nil
}

// scalar gives a scalar's tag and text, the same for all ways to write a value.
// A day is a text here, as in the loader.
func scalar(n *yaml.Node) (tag, text string) {
	tag, text = n.ShortTag(), n.Value
	switch tag {
	case "!!timestamp":
		tag = "!!str"
	case "!!null":
		text = "null"
	case "!!bool":
		text = strings.ToLower(text)
	case "!!int":
		if number, err := strconv.ParseInt(text, 0, 64); err == nil {
			text = strconv.FormatInt(number, 10)
		}
	case "!!float":
		if number, err := strconv.ParseFloat(text, 64); err == nil {
			text = strconv.FormatFloat(number, 'g', -1, 64)
		}
	}
	return tag, text
}

// follow resolves an alias or a reference into the same file.
func (r *reader) follow(n *yaml.Node, path []string, line int) (*yaml.Node, error) {
	for range maxDepth {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
			continue
		}
		reference := value(n, "$ref")
		if reference == nil || reference.Kind != yaml.ScalarNode || printedData(path) {
			return n, nil
		}
		if len(n.Content) > 2 {
			return nil, r.fail(line, "other keys stand beside the reference %s: OpenAPI does not read them", reference.Value)
		}
		inside, ok := strings.CutPrefix(reference.Value, "#/")
		if !ok {
			return nil, r.fail(line, "the reference %s leads out of the file: only references within a file are followed", reference.Value)
		}
		n = r.top
		for _, key := range strings.Split(inside, "/") {
			n = value(n, strings.NewReplacer("~1", "/", "~0", "~").Replace(key))
		}
		if n == nil {
			return nil, r.fail(line, "the reference %s leads nowhere", reference.Value)
		}
	}
	return nil, r.fail(line, "references go in a circle")
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
