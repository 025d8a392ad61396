package revision

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// edit is one place where two trees differ: a fact added, removed or replaced.
type edit struct {
	path     []string
	old, new *tree  // nil on the side that has nothing there
	after    string // the name that stands before it on the new side, "" if it is first
	renames  *rename
}

// edits lists where two trees differ, the smallest places, in the order of the
// new side, what is gone last. Citations and what no fact cites are no facts.
func edits(old, new *tree, path []string) []edit {
	if old.kind != new.kind || old.kind == yaml.ScalarNode {
		if old.kind == new.kind && old.text == new.text && old.tag == new.tag {
			return nil
		}
		return []edit{{path: path, old: old, new: new}}
	}
	var out []edit
	before := ""
	for _, kid := range new.kids {
		if ignored(kid.name) {
			continue
		}
		switch other := old.kid(kid.name); {
		case other != nil:
			out = append(out, edits(other, kid, below(path, kid.name))...)
		case container(kid.name):
			out = append(out, edits(kid.empty(), kid, below(path, kid.name))...)
		default:
			out = append(out, edit{path: below(path, kid.name), new: kid, after: before})
		}
		before = kid.name
	}
	for _, kid := range old.kids {
		switch {
		case ignored(kid.name) || new.kid(kid.name) != nil:
		case container(kid.name):
			out = append(out, edits(kid, kid.empty(), below(path, kid.name))...)
		default:
			out = append(out, edit{path: below(path, kid.name), old: kid})
		}
	}
	return append(out, printed(old, new, path)...)
}

// printed notes that another way to ask is the first, which is the printed one.
func printed(old, new *tree, path []string) []edit {
	if len(path) == 0 || !contains([]string{"carriers", "formats"}, path[len(path)-1]) || len(old.kids) == 0 || len(new.kids) == 0 {
		return nil
	}
	first, now := old.kids[0], new.kids[0]
	if first.name == now.name || new.kid(first.name) == nil || old.kid(now.name) == nil {
		return nil
	}
	return []edit{{path: below(path, "first"), old: first, new: now}}
}

// container tells the lists that say nothing by being there: one that is absent
// is as good as an empty one.
func container(key string) bool {
	return contains([]string{"required", "triggers", "x-placeholders", "common", "x-errors", "x-readings", "x-relations", "x-requests",
		"x-notes", "x-level", "examples", "servers", "parameters"}, key)
}

// empty gives a list with nothing in it.
func (t *tree) empty() *tree { return &tree{name: t.name, kind: t.kind, line: t.line} }

func ignored(key string) bool { return key == citation || key == "x-uncited" || key == "openapi" }

// apply makes the edit in a tree. It returns false if the tree has no place for
// it, because another change makes that place.
func (e *edit) apply(root *tree) bool {
	if e.renames != nil {
		e.renames.apply(root)
		return true
	}
	parent, name := e.holder(root), e.path[len(e.path)-1]
	if parent == nil {
		return false
	}
	at := slices.IndexFunc(parent.kids, func(kid *tree) bool { return kid.name == name })
	switch {
	case e.old != nil && e.new != nil && name == "first" && at < 0:
		slices.SortStableFunc(parent.kids, func(a, b *tree) int { return rank(a, e.new) - rank(b, e.new) })
	case e.new == nil:
		if at >= 0 {
			parent.kids = slices.Delete(parent.kids, at, at+1)
		}
	case at >= 0:
		cited := parent.kids[at].kid(citation)
		parent.kids[at] = e.new.clone()
		if cited == nil {
			parent.kids[at].drop(citation)
		}
	default:
		place := slices.IndexFunc(parent.kids, func(kid *tree) bool { return kid.name == e.after }) + 1
		if place == 0 && e.after != "" {
			place = len(parent.kids)
		}
		parent.kids = slices.Insert(parent.kids, place, e.new.clone())
	}
	return true
}

// holder finds what the edit changes, and makes a list that is not there yet.
func (e *edit) holder(root *tree) *tree {
	path := e.path[:len(e.path)-1]
	if found := root.at(path...); found != nil || len(path) == 0 {
		return found
	}
	above, name := root.at(path[:len(path)-1]...), path[len(path)-1]
	if above == nil || !container(name) {
		return nil
	}
	kind := yaml.SequenceNode
	if name == "x-level" || name == "examples" {
		kind = yaml.MappingNode
	}
	made := &tree{name: name, kind: kind}
	above.kids = append(above.kids, made)
	return made
}

// rank sorts one item to the front.
func rank(t, first *tree) int {
	if t.name == first.name {
		return 0
	}
	return 1
}

func contains(names []string, name string) bool { return slices.Contains(names, name) }
