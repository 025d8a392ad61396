package document

import (
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Tag gives the type of a scalar as YAML calls it: "!!str", "!!int".
func (n Node) Tag() string {
	if n.Kind() != Scalar {
		return ""
	}
	return n.yaml.ShortTag()
}

// Null tells whether a scalar says nothing: null, ~ or no text at all.
func (n Node) Null() bool { return n.Tag() == "!!null" }

// Block tells whether a scalar is written as a block of lines.
func (n Node) Block() bool {
	return n.Kind() == Scalar && n.yaml.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
}

// Value gives what stands there as JSON knows it: maps, slices, texts, numbers,
// booleans and nil. What YAML would make a date stays text. Aliases are followed;
// ask Circles first.
func (n Node) Value() any {
	n = n.Aliased()
	switch n.Kind() {
	case Mapping:
		out := map[string]any{}
		for _, e := range n.Written() {
			out[e.Key] = e.Value.Value()
		}
		return out
	case Sequence:
		out := []any{}
		for _, e := range n.Written() {
			out = append(out, e.Value.Value())
		}
		return out
	case Scalar:
		var value any
		switch n.Tag() {
		case "!!int", "!!float", "!!bool", "!!null":
			if n.yaml.Decode(&value) == nil {
				return value
			}
		}
		return n.yaml.Value
	}
	return nil
}

// Decode reads a value as YAML does, dates too. A value of another kind than into
// is an *Error; one that is not there leaves into as it is.
func (n Node) Decode(into any) error {
	if n.yaml == nil {
		return nil
	}
	if err := n.yaml.Decode(into); err != nil {
		return n.Fail("%s", err)
	}
	return nil
}

// Same tells whether two values say the same, however they are written.
func (n Node) Same(other Node) bool { return same(n.yaml, other.yaml) }

func same(a, b *yaml.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || len(a.Content) != len(b.Content) || a.Kind == yaml.ScalarNode && (a.Value != b.Value || a.ShortTag() != b.ShortTag()) {
		return false
	}
	for i := range a.Content {
		if !same(a.Content[i], b.Content[i]) {
			return false
		}
	}
	return true
}

// Cycles lists the aliases that stand inside the value they name; whoever
// follows one never comes back. Each has the name as its text.
func (n Node) Cycles() []Node {
	var out []Node
	open := map[*yaml.Node]bool{}
	var walk func(*yaml.Node)
	walk = func(at *yaml.Node) {
		if at.Kind == yaml.AliasNode && open[at.Alias] {
			out = append(out, n.part(&yaml.Node{Kind: yaml.ScalarNode, Value: at.Value, Line: at.Line}, at.Line))
		}
		open[at] = true
		for _, child := range at.Content {
			walk(child)
		}
		delete(open, at)
	}
	if n.yaml != nil {
		walk(n.yaml)
	}
	return out
}

// Descend gives the line of the place that a path of keys and indices leads to, as
// far as it leads: the key's own line, which for a block is the line above its value.
func (n Node) Descend(path []string) int {
	line := n.Line()
	for _, step := range path {
		n = n.Aliased()
		if i, err := strconv.Atoi(step); err == nil && n.Kind() == Sequence && i < len(n.yaml.Content) {
			n = n.part(n.yaml.Content[i], n.yaml.Content[i].Line)
			line = n.line
			continue
		}
		if child := n.Child(step); child.There() {
			n, line = child, child.line
		}
	}
	return line
}

// LastLine is the line that the last thing in a value begins on, from 1.
func (n Node) LastLine() int {
	last := n.yaml
	for last != nil && len(last.Content) > 0 {
		last = last.Content[len(last.Content)-1]
	}
	return n.part(last, n.line).Line()
}
