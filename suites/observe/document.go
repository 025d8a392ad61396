package observe

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is a spec file that differences are written into, as YAML. Places are
// paths of keys; a step with an equals sign is the item of a list whose member
// has that text.
type document struct{ top *yaml.Node }

// item is a mapping in a list.
type item struct{ *yaml.Node }

func parse(data []byte) (*document, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("the document is no mapping")
	}
	return &document{doc.Content[0]}, nil
}

// text writes the document.
func (d *document) text() ([]byte, error) {
	return yaml.Marshal(&yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{d.top}})
}

// clone copies the document.
func (d *document) clone() *document { return &document{copied(d.top)} }

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

// below gives a longer path; the shorter one keeps its own memory.
func below(path []string, names ...string) []string { return append(slices.Clone(path), names...) }

// at gives what stands at a path, nil if nothing does.
func (d *document) at(path ...string) *yaml.Node {
	n := d.top
	for _, step := range path {
		if n = child(n, step); n == nil {
			return nil
		}
	}
	return n
}

func child(n *yaml.Node, step string) *yaml.Node {
	if key, value, ok := strings.Cut(step, "="); ok && n.Kind == yaml.SequenceNode {
		i := slices.IndexFunc(n.Content, func(one *yaml.Node) bool { return item{one}.text(key) == value })
		if i < 0 {
			return nil
		}
		return n.Content[i]
	}
	if i := keyIndex(n, step); i >= 0 {
		return n.Content[i+1]
	}
	return nil
}

// keyIndex is the place of a key in a mapping, -1 if it is not there.
func keyIndex(n *yaml.Node, key string) int {
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// missing is the error of a place that the document does not have.
func missing(path []string) error {
	return fmt.Errorf("the document has no %s", strings.Join(path, "/"))
}

// encode makes a node of a value.
func encode(value any) (*yaml.Node, error) {
	var n yaml.Node
	if err := n.Encode(value); err != nil {
		return nil, err
	}
	return &n, nil
}

// put sets a value; mappings above it are made.
func (d *document) put(value any, path ...string) error {
	n, err := encode(value)
	if err != nil {
		return err
	}
	holder := d.top
	for _, step := range path[:len(path)-1] {
		next := child(holder, step)
		if next == nil && holder.Kind == yaml.MappingNode && !strings.Contains(step, "=") {
			next = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
			holder.Content = append(holder.Content, scalar(step), next)
		}
		if next == nil {
			return missing(path)
		}
		holder = next
	}
	last := path[len(path)-1]
	if i := keyIndex(holder, last); i >= 0 {
		holder.Content[i+1] = n
		return nil
	}
	if holder.Kind != yaml.MappingNode {
		return missing(path)
	}
	holder.Content = append(holder.Content, scalar(last), n)
	return nil
}

func scalar(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
}

// putCited is put for a fact that cites what another node cites.
func (d *document) putCited(value map[string]any, cited *yaml.Node, path ...string) error {
	if err := d.put(value, path...); err != nil {
		return err
	}
	return cite(d.at(path...), cited)
}

func cite(n, cited *yaml.Node) error {
	if cited == nil {
		return fmt.Errorf("there is no citation to take over")
	}
	if keyIndex(n, "x-source") < 0 {
		n.Content = append(n.Content, scalar("x-source"), copied(cited))
	}
	return nil
}

// drop removes a key.
func (d *document) drop(path ...string) error {
	holder := d.at(path[:len(path)-1]...)
	i := keyIndex(holder, path[len(path)-1])
	if i < 0 {
		return missing(path)
	}
	holder.Content = slices.Delete(holder.Content, i, i+2)
	return nil
}

// dropItem removes the items of a list whose member has a text.
func (d *document) dropItem(text, key string, path ...string) error {
	return d.dropItems(func(i *item) bool { return i.text(key) == text }, path...)
}

// dropItems removes items of a list; a list that has no item left goes too.
func (d *document) dropItems(gone func(*item) bool, path ...string) error {
	list := d.at(path...)
	if list == nil || list.Kind != yaml.SequenceNode {
		return missing(path)
	}
	before := len(list.Content)
	list.Content = slices.DeleteFunc(list.Content, func(n *yaml.Node) bool { return gone(&item{n}) })
	if len(list.Content) == before {
		return missing(path)
	}
	if len(list.Content) == 0 && path[len(path)-1] != "triggers" { // a row has some, or goes itself
		return d.drop(path...)
	}
	return nil
}

// dropText removes a scalar from a list.
func (d *document) dropText(text string, path ...string) error {
	return d.dropItems(func(i *item) bool { return i.Kind == yaml.ScalarNode && i.Value == text }, path...)
}

// addText appends a text to a list, which is made if it is not there.
func (d *document) addText(text string, path ...string) error {
	if d.at(path...) == nil {
		return d.put([]any{text}, path...)
	}
	return d.append(text, path...)
}

// addLike appends a value to a list, of the type of those that are there.
func (d *document) addLike(text string, path ...string) error {
	list := d.at(path...)
	if list == nil || len(list.Content) == 0 {
		return missing(path)
	}
	list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: list.Content[0].ShortTag(), Value: text})
	return nil
}

// append adds an item to a list.
func (d *document) append(value any, path ...string) error {
	list := d.at(path...)
	if list == nil || list.Kind != yaml.SequenceNode {
		return missing(path)
	}
	n, err := encode(value)
	if err != nil {
		return err
	}
	list.Content = append(list.Content, n)
	return nil
}

// appendCited is append for a fact that cites what another one cites.
func (d *document) appendCited(value map[string]any, cited *yaml.Node, path ...string) error {
	if err := d.append(value, path...); err != nil {
		return err
	}
	list := d.at(path...)
	return cite(list.Content[len(list.Content)-1], cited)
}
