package observe

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// differing gives the actions that turn one mapping into another: what is gone
// is removed, what is new or changed is merged in. Since an overlay appends to
// lists, a list whose items have no names is removed and put anew.
func differing(before, after *yaml.Node) []action {
	d := &differ{}
	d.mapping(before, after, "$")
	return append(d.removed, d.updated...)
}

type differ struct{ removed, updated []action }

func (d *differ) mapping(before, after *yaml.Node, path string) {
	merged := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	add := func(key string, n *yaml.Node) {
		merged.Content = append(merged.Content, keyNode(after, key), plainStyle(copied(n)))
	}
	for i := 0; i+1 < len(before.Content); i += 2 {
		if key := before.Content[i].Value; keyIndex(after, key) < 0 {
			d.removed = append(d.removed, action{target: step(path, key)})
		}
	}
	for i := 0; i+1 < len(after.Content); i += 2 {
		key, now := after.Content[i].Value, after.Content[i+1]
		was := child(before, key)
		switch {
		case was == nil:
			add(key, now)
		case same(was, now):
		case was.Kind == yaml.MappingNode && now.Kind == yaml.MappingNode:
			d.mapping(was, now, step(path, key))
		case was.Kind == yaml.SequenceNode && now.Kind == yaml.SequenceNode && d.sequence(was, now, step(path, key), func(more *yaml.Node) { add(key, more) }):
		case was.Kind == yaml.ScalarNode && now.Kind == yaml.ScalarNode:
			add(key, now)
		default:
			d.removed = append(d.removed, action{target: step(path, key)})
			add(key, now)
		}
	}
	if len(merged.Content) > 0 {
		d.updated = append(d.updated, action{target: path, update: merged})
	}
}

// keyNode copies a key, so that "200" stays a text.
func keyNode(n *yaml.Node, key string) *yaml.Node {
	out := *n.Content[keyIndex(n, key)]
	out.HeadComment, out.LineComment, out.FootComment = "", "", ""
	return &out
}

// sequence does a list whose items have names; ok is false if they have not.
func (d *differ) sequence(before, after *yaml.Node, path string, more func(*yaml.Node)) bool {
	key := naming(before, after)
	if key == "" {
		return false
	}
	appended := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	for _, was := range before.Content {
		if find(after, key, was) == nil {
			d.removed = append(d.removed, action{target: path + filter(key, was)})
		}
	}
	for _, now := range after.Content {
		switch was := find(before, key, now); {
		case was == nil:
			appended.Content = append(appended.Content, plainStyle(copied(now)))
		case !same(was, now):
			d.mapping(was, now, path+filter(key, now))
		}
	}
	if len(appended.Content) > 0 {
		more(appended)
	}
	return true
}

// naming gives the member that tells the items of a list apart, "" if there is
// none. One that takes two to tell apart has none: tools differ in how they read
// a filter of two.
func naming(lists ...*yaml.Node) string {
	for _, key := range []string{"code", "id", "name", "value", "type"} {
		if !slices.ContainsFunc(lists, func(list *yaml.Node) bool { return !names(list, key) }) {
			return key
		}
	}
	return ""
}

func names(list *yaml.Node, key string) bool {
	seen := map[string]bool{}
	for _, n := range list.Content {
		value := child(n, key)
		if value == nil || value.Kind != yaml.ScalarNode || value.ShortTag() != "!!str" || seen[value.Value] {
			return false
		}
		seen[value.Value] = true
	}
	return true
}

func find(list *yaml.Node, key string, like *yaml.Node) *yaml.Node {
	i := slices.IndexFunc(list.Content, func(n *yaml.Node) bool { return item{n}.text(key) == (item{like}).text(key) })
	if i < 0 {
		return nil
	}
	return list.Content[i]
}

// filter selects an item by its name.
func filter(key string, n *yaml.Node) string {
	return "[?(@[" + quoted(key) + "] == " + quoted(item{n}.text(key)) + ")]"
}

func step(path, key string) string { return path + "[" + quoted(key) + "]" }

// quoted is a name in a JSONPath (RFC 9535, 2.3.1.1).
func quoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}

// same tells whether two nodes say the same, however they are written.
func same(a, b *yaml.Node) bool {
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

// plainStyle lets a part of a file stand in an overlay in one style, without its
// comments.
func plainStyle(n *yaml.Node) *yaml.Node {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	if n.Kind != yaml.ScalarNode {
		n.Style = 0
	}
	for _, one := range n.Content {
		plainStyle(one)
	}
	return n
}
