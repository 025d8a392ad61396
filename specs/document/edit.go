package document

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Missing is the error of an edit at a place that is not there.
func Missing(path ...string) error {
	return fmt.Errorf("the document has no %s", strings.Join(path, "/"))
}

// Add puts an entry at the end of a mapping.
func (n Node) Add(key string, value Node) {
	n.yaml.Content = append(n.yaml.Content, Text(key).yaml, value.yaml)
}

// Put makes a value stand at a path; mappings above it are made. It errs where the
// path leads through something that is no mapping, or an item that is not there.
func (n Node) Put(value any, path ...string) error {
	made, err := nodeOf(value)
	if err != nil {
		return err
	}
	for _, step := range path[:len(path)-1] {
		next := n.step(step)
		if !next.There() && n.Kind() == Mapping && !strings.Contains(step, "=") {
			next = n.part(Map().yaml, n.line)
			n.Add(step, next)
		}
		if !next.There() {
			return Missing(path...)
		}
		n = next
	}
	last := path[len(path)-1]
	switch i := n.index(last); {
	case i >= 0:
		n.yaml.Content[i+1] = made.yaml
	case n.Kind() == Mapping:
		n.Add(last, made)
	default:
		return Missing(path...)
	}
	return nil
}

// Drop removes a key, or the item that the last step names. It errs if there is no
// such thing.
func (n Node) Drop(path ...string) error {
	above, last := path[:len(path)-1], path[len(path)-1]
	holder := n.At(above...)
	if key, value, ok := strings.Cut(last, "="); ok && holder.Kind() == Sequence {
		return n.DropItems(func(item Node) bool { return item.Get(key).Text() == value }, above...)
	}
	i := holder.index(last)
	if i < 0 {
		return Missing(path...)
	}
	holder.yaml.Content = slices.Delete(holder.yaml.Content, i, i+2)
	return nil
}

// DropText removes a scalar from a sequence. It errs if it is not there.
func (n Node) DropText(text string, path ...string) error {
	return n.DropItems(func(item Node) bool { return item.Kind() == Scalar && item.Text() == text }, path...)
}

// DropItems removes items of a sequence; one that has no item left goes too. It errs
// if the sequence, or such an item, is not there.
func (n Node) DropItems(gone func(Node) bool, path ...string) error {
	list := n.At(path...)
	var kept []*yaml.Node
	for i, item := range list.Items() {
		if !gone(item) {
			kept = append(kept, list.yaml.Content[i])
		}
	}
	if list.Kind() != Sequence || len(kept) == len(list.yaml.Content) {
		return Missing(path...)
	}
	list.yaml.Content = kept
	if len(kept) == 0 {
		return n.Drop(path...)
	}
	return nil
}

// Append adds a value to a sequence. It errs if the sequence is not there.
func (n Node) Append(value any, path ...string) error {
	list := n.At(path...)
	if list.Kind() != Sequence {
		return Missing(path...)
	}
	made, err := nodeOf(value)
	if err != nil {
		return err
	}
	list.yaml.Content = append(list.yaml.Content, made.yaml)
	return nil
}

// Last gives the last item of a sequence.
func (n Node) Last() Node {
	items := n.Items()
	if len(items) == 0 {
		return Node{file: n.file, line: n.line}
	}
	return items[len(items)-1]
}

// SetItems gives a sequence other items, one a line.
func (n Node) SetItems(items []Node) {
	n.yaml.Style &^= yaml.FlowStyle
	n.yaml.Content = nil
	for _, item := range items {
		n.yaml.Content = append(n.yaml.Content, item.yaml)
	}
}

// AddLike appends a scalar to a sequence, of the type of those that are there. It
// errs if there are none.
func (n Node) AddLike(text string, path ...string) error {
	list := n.At(path...)
	if list.Kind() != Sequence || len(list.yaml.Content) == 0 {
		return Missing(path...)
	}
	list.yaml.Content = append(list.yaml.Content, Typed(list.Last().Tag(), text).yaml)
	return nil
}

// Without takes keys away from a mapping, those that are there.
func (n Node) Without(keys ...string) {
	for _, key := range keys {
		if i := n.index(key); i >= 0 {
			n.yaml.Content = slices.Delete(n.yaml.Content, i, i+2)
		}
	}
}

// Clear takes all entries or items away.
func (n Node) Clear() { n.yaml.Content = nil }

// Rename gives a key another name, in its place. It errs if the key is not there.
func (n Node) Rename(key, name string) error {
	i := n.index(key)
	if i < 0 {
		return Missing(key)
	}
	renamed := *n.yaml.Content[i]
	renamed.Value = name
	n.yaml.Content[i] = &renamed
	return nil
}

// Double puts what stands under a key under another one too, unless something
// stands there. It errs if the key is not there.
func (n Node) Double(key, as string) error {
	i := n.index(key)
	if i < 0 {
		return Missing(key)
	}
	if n.index(as) < 0 {
		name := *n.yaml.Content[i]
		name.Value = as
		n.yaml.Content = append(n.yaml.Content, &name, copied(n.yaml.Content[i+1]))
	}
	return nil
}

// Need gives the value of a key, made if it is missing or of another kind; a new one
// stands behind another key, or at the end.
func (n Node) Need(key string, kind Kind, behind string) Node {
	made := map[Kind]yaml.Kind{Scalar: yaml.ScalarNode, Mapping: yaml.MappingNode, Sequence: yaml.SequenceNode}[kind]
	if value := n.Child(key); value.There() {
		if value.Kind() != kind {
			*value.yaml = yaml.Node{Kind: made, LineComment: value.yaml.LineComment}
		}
		return value
	}
	at := len(n.yaml.Content)
	if i := n.index(behind); i >= 0 {
		at = i + 2
	}
	n.yaml.Content = slices.Insert(n.yaml.Content, at, Text(key).yaml, &yaml.Node{Kind: made})
	return n.Child(key)
}

// SetText makes a value a text, in its place and with its comments.
func (n Node) SetText(text string) { n.yaml.SetString(text) }

// Quote writes a scalar in double quotes, whatever it says, with a comment behind it.
func (n Node) Quote(comment string) {
	n.yaml.Style, n.yaml.LineComment = yaml.DoubleQuotedStyle, comment
}

// Flow writes a value on one line.
func (n Node) Flow() Node {
	n.yaml.Style = yaml.FlowStyle
	return n
}
