package revision

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// raw is a spec file as YAML, in which the tests write and look up lines without
// any code of the package.
type raw struct{ *yaml.Node }

func parseRaw(t testing.TB, data []byte) raw {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return raw{&doc}
}

// base reads a spec below testdata.
func base(t testing.TB, name string) raw {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return parseRaw(t, data)
}

func (r raw) text(t testing.TB) []byte {
	t.Helper()
	data, err := yaml.Marshal(r.Node)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func steps(path string) []string {
	if path == "" {
		return nil
	}
	out := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, step := range out {
		out[i] = strings.ReplaceAll(step, "~1", "/")
	}
	return out
}

// find gives the place of a key or index in a node: which of its contents, and
// the line it begins in; -1 if it is not there.
func find(n *yaml.Node, step string) (i, line int) {
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

// walk follows a path as far as it goes: the nodes on it, and the line of the last.
func (r raw) walk(path string) (nodes []*yaml.Node, line int, there bool) {
	nodes, line = []*yaml.Node{r.Content[0]}, 1
	for _, step := range steps(path) {
		i, at := find(nodes[len(nodes)-1], step)
		if i < 0 {
			return nodes, line, false
		}
		nodes, line = append(nodes, nodes[len(nodes)-1].Content[i]), at
	}
	return nodes, line, true
}

// cites gives what the fact at a path cites, or the nearest around it that cites.
func (r raw) cites(path string) string {
	nodes, _, _ := r.walk(path)
	all := steps(path)
	for n := len(nodes) - 1; n >= 0; n-- {
		i, _ := find(nodes[n], "x-source")
		if i < 0 {
			continue
		}
		cited := nodes[n].Content[i]
		if cited.Kind == yaml.MappingNode {
			word := "row"
			if n < len(all) {
				word = citedAs(all[n:])
			}
			if i, _ = find(cited, word); i < 0 {
				i, _ = find(cited, "row")
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

// put makes a value stand at a path, nil nothing.
func (r raw) put(t testing.TB, path string, value *yaml.Node) {
	t.Helper()
	all := steps(path)
	nodes, _, _ := r.walk(path)
	if len(nodes) < len(all) {
		t.Fatalf("%s: the base has nothing at %s to put it in", path, strings.Join(all[:len(nodes)], "/"))
	}
	holder, name := nodes[len(all)-1], all[len(all)-1]
	i, _ := find(holder, name)
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
}

// keyStyle quotes a key that would be a number, which no key of OpenAPI is.
func keyStyle(name string) yaml.Style {
	if _, err := strconv.Atoi(name); err == nil {
		return yaml.DoubleQuotedStyle
	}
	return 0
}

// rekey gives the last key of a path another name.
func (r raw) rekey(t testing.TB, path, name string) {
	t.Helper()
	nodes, _, there := r.walk(path)
	if !there {
		t.Fatalf("the base has nothing at %s", path)
	}
	holder := nodes[len(nodes)-2]
	i, _ := find(holder, steps(path)[len(steps(path))-1])
	holder.Content[i-1].Value = name
}

// copied copies YAML, so that two sides do not share nodes.
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
