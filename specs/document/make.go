package document

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// nodeOf makes a value that stands in no file yet; one that was made already is taken as
// it is. It errs for what YAML cannot write.
func nodeOf(value any) (Node, error) {
	if made, ok := value.(Node); ok {
		return made, nil
	}
	var n yaml.Node
	if err := n.Encode(value); err != nil {
		return Node{}, fmt.Errorf("%v cannot be written as YAML: %w", value, err)
	}
	return Node{yaml: &n}, nil
}

// Text makes a text; it is quoted where it would read as something else.
func Text(text string) Node { return Typed("!!str", text) }

// Typed makes a scalar of a YAML type.
func Typed(tag, text string) Node {
	return Node{yaml: &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: text}}
}

// Map makes a mapping.
func Map(entries ...Entry) Node {
	n := Node{yaml: &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}}
	for _, e := range entries {
		n.Add(e.Key, e.Value)
	}
	return n
}

// List makes a sequence.
func List(items ...Node) Node {
	n := Node{yaml: &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}}
	n.SetItems(items)
	return n
}

// Copy copies a value, so that one can be edited without the other. A copy of the
// top is a file of its own.
func (n Node) Copy() Node {
	if n.root != nil && len(n.root.Content) > 0 && n.root.Content[0] == n.yaml {
		n.root = copied(n.root)
		return n.top()
	}
	n.yaml = copied(n.yaml)
	return n
}

func copied(n *yaml.Node) *yaml.Node {
	if n == nil {
		return nil
	}
	out := *n
	out.Content = make([]*yaml.Node, len(n.Content))
	for i, child := range n.Content {
		out.Content[i] = copied(child)
	}
	return &out
}

// Bare copies a value without comments and without the style it was written in,
// so that it can stand in another file.
func (n Node) Bare() Node {
	n = n.Copy()
	var walk func(*yaml.Node)
	walk = func(at *yaml.Node) {
		at.HeadComment, at.LineComment, at.FootComment = "", "", ""
		if at.Kind != yaml.ScalarNode {
			at.Style = 0
		}
		for _, child := range at.Content {
			walk(child)
		}
	}
	if n.yaml != nil {
		walk(n.yaml)
	}
	return n
}

// Write gives the file that a value is the top of, with its comments, or the
// value alone. It errs for a value that YAML cannot write.
func (n Node) Write() ([]byte, error) {
	all := n.yaml
	if n.root != nil && n.top().Is(n) {
		all = n.root
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(all); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}
