package pairs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// Spec is a spec file as YAML, in which values are written and lines looked up
// without any code that is tested with them.
type Spec struct{ *yaml.Node }

// Parse reads a spec file. It errs for what is not YAML.
func Parse(data []byte) (Spec, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return Spec{}, err
	}
	return Spec{&doc}, nil
}

// Base gives one of the specs that the changes are made in: "ListCounts" of the
// one protocol, "GetTotals" of the other. It errs for any other name.
func Base(name string) (Spec, error) {
	data, err := files.ReadFile("testdata/" + name + ".yaml")
	if err != nil {
		return Spec{}, err
	}
	return Parse(data)
}

// Text writes the file. It errs for a value that YAML cannot write.
func (s Spec) Text() ([]byte, error) { return yaml.Marshal(s.Node) }

// Steps gives the keys and indices of a path: "/paths/~1/get".
func Steps(path string) []string {
	if path == "" {
		return nil
	}
	out := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, step := range out {
		out[i] = strings.ReplaceAll(step, "~1", "/")
	}
	return out
}

// Find gives the place of a key or index in a node: which of its contents, and
// the line it begins in; -1 if it is not there.
func Find(n *yaml.Node, step string) (i, line int) {
	if n.Kind == yaml.SequenceNode {
		if i, err := strconv.Atoi(step); err == nil && i < len(n.Content) {
			return i, n.Content[i].Line
		}
		return -1, 0
	}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == step {
			return i + 1, n.Content[i].Line
		}
	}
	return -1, 0
}

// Walk follows a path as far as it goes: the nodes on it, and the line of the last.
func (s Spec) Walk(path string) (nodes []*yaml.Node, line int, there bool) {
	nodes, line = []*yaml.Node{s.Content[0]}, 1
	for _, step := range Steps(path) {
		i, at := Find(nodes[len(nodes)-1], step)
		if i < 0 {
			return nodes, line, false
		}
		nodes, line = append(nodes, nodes[len(nodes)-1].Content[i]), at
	}
	return nodes, line, true
}

// cites gives what the fact at a path cites, or the nearest around it that cites.
func (s Spec) cites(path string) string {
	nodes, _, _ := s.Walk(path)
	all := Steps(path)
	for n := len(nodes) - 1; n >= 0; n-- {
		i, _ := Find(nodes[n], "x-source")
		if i < 0 {
			continue
		}
		cited := nodes[n].Content[i]
		if cited.Kind == yaml.MappingNode {
			word := "row"
			if n < len(all) {
				word = citedAs(all[n:])
			}
			if i, _ = Find(cited, word); i < 0 {
				i, _ = Find(cited, "row")
			}
			cited = cited.Content[i]
		}
		return sources(cited)
	}
	return ""
}

// citedAs is the word by which a parameter cites one of its keys.
func citedAs(rest []string) string {
	switch rest[0] {
	case "x-list":
		return "encoding"
	case "x-default":
		return "default"
	case "x-placeholders":
		return "placeholder"
	case "x-level":
		return strings.Join(rest[1:], "")
	}
	return rest[0]
}

func sources(cited *yaml.Node) string {
	var out contract.Sources
	for _, n := range append(slices.Clone(cited.Content), cited) {
		if source, err := contract.ParseSource(n.Value); err == nil && n.Kind == yaml.ScalarNode {
			out = append(out, source)
		}
	}
	return out.String()
}

// Put makes a value stand at a path, nil nothing. It errs if nothing stands
// around the path.
func (s Spec) Put(path string, value *yaml.Node) error {
	all := Steps(path)
	nodes, _, _ := s.Walk(path)
	if len(nodes) < len(all) {
		return fmt.Errorf("there is nothing at %s to put %s in", strings.Join(all[:len(nodes)], "/"), path)
	}
	holder, name := nodes[len(all)-1], all[len(all)-1]
	i, _ := Find(holder, name)
	switch keyed := holder.Kind == yaml.MappingNode; {
	case i < 0 && value == nil:
	case i < 0 && keyed:
		holder.Content = append(holder.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name, Style: keyStyle(name)}, value)
	case i < 0:
		holder.Content = append(holder.Content, value)
	case value != nil:
		holder.Content[i] = value
	case keyed:
		holder.Content = slices.Delete(holder.Content, i-1, i+1)
	default:
		holder.Content = slices.Delete(holder.Content, i, i+1)
	}
	return nil
}

// keyStyle quotes a key that would be a number, which no key of OpenAPI is.
func keyStyle(name string) yaml.Style {
	if _, err := strconv.Atoi(name); err == nil {
		return yaml.DoubleQuotedStyle
	}
	return 0
}

// rekey gives the last key of a path another name.
func (s Spec) rekey(path, name string) error {
	nodes, _, there := s.Walk(path)
	if !there {
		return fmt.Errorf("there is nothing at %s", path)
	}
	holder := nodes[len(nodes)-2]
	all := Steps(path)
	i, _ := Find(holder, all[len(all)-1])
	holder.Content[i-1].Value = name
	return nil
}

// Copy copies YAML, so that two specs do not share nodes.
func Copy(n *yaml.Node) *yaml.Node {
	if n == nil {
		return nil
	}
	out := *n
	out.Content = make([]*yaml.Node, len(n.Content))
	for i, child := range n.Content {
		out.Content[i] = Copy(child)
	}
	return &out
}
