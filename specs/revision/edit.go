package revision

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
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
	if old.kind != new.kind || old.kind == document.Scalar {
		if old.kind == new.kind && old.text == new.text && old.tag == new.tag {
			return nil
		}
		return []edit{{path: path, old: old, new: new}}
	}
	var out []edit
	before, was, is := "", old.named(), new.named()
	for _, kid := range new.kids {
		here := below(path, kid.name)
		switch other := was[kid.name]; {
		case ignored(kid.name):
			continue
		case other != nil:
			out = append(out, edits(other, kid, here)...)
		case container(here, kid.kind):
			out = append(out, edits(kid.empty(), kid, here)...)
		case !usual(here, kid):
			out = append(out, edit{path: here, new: kid, after: before})
		}
		before = kid.name
	}
	for _, kid := range old.kids {
		here := below(path, kid.name)
		switch {
		case ignored(kid.name) || is[kid.name] != nil || usual(here, kid):
		case container(here, kid.kind):
			out = append(out, edits(kid, kid.empty(), here)...)
		default:
			out = append(out, edit{path: here, old: kid})
		}
	}
	return append(out, printed(old, new, path)...)
}

// first stands in a path for which of a list's items is the first. No item has
// such a name.
const first = "(first)"

// printed notes that another way to ask is the first, which is the printed one.
// Ways that one side lacks are edits of their own.
func printed(old, new *tree, path []string) []edit {
	if len(path) == 0 || !contains([]string{"carriers", "formats"}, path[len(path)-1]) {
		return nil
	}
	was, now := firstOf(old, new), firstOf(new, old)
	if was == nil || now == nil || was.name == now.name {
		return nil
	}
	return []edit{{path: below(path, first), old: was, new: now}}
}

// firstOf gives the first of a list's items that another list has too.
func firstOf(list, other *tree) *tree {
	for _, kid := range list.kids {
		if other.kid(kid.name) != nil {
			return kid
		}
	}
	return nil
}

// container tells the lists that say nothing by being there: one that is absent
// is as good as an empty one.
func container(path []string, kind document.Kind) bool {
	if kind == document.Scalar || printedData(path) || len(path) > 1 && path[len(path)-2] == "properties" {
		return false // a field may have such a name too
	}
	if path[0] == "paths" && path[len(path)-1] == "security" {
		return false // a method without any does not have that of all methods
	}
	name := path[len(path)-1]
	if kind == document.Mapping {
		return contains(mappings(), name)
	}
	return contains([]string{"required", "triggers", "x-placeholders", "common", "x-errors", "x-readings", "x-rules", "x-relations", "x-requests",
		"x-notes", "servers", "parameters", "security"}, name)
}

// mappings are the containers that hold by name; the others hold in a row.
func mappings() []string { return []string{"x-level", "examples", "properties", "content", "headers"} }

// empty gives a list with nothing in it.
func (t *tree) empty() *tree { return &tree{name: t.name, kind: t.kind, line: t.line} }

func ignored(key string) bool {
	return key == citation || key == "x-uncited" || key == "x-questions" || key == "openapi"
}

// usual tells whether a fact says what holds without it too.
func usual(path []string, fact *tree) bool {
	if fact.kind != document.Scalar || printedData(path) {
		return false
	}
	switch fact.name {
	case "nullable", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum", "deprecated", "readOnly", "writeOnly", "allowEmptyValue", "allowReserved",
		"required", "superseded":
		return fact.text == "false"
	case "additionalProperties":
		return fact.text == "true"
	case "minItems", "minLength", "minProperties":
		return fact.text == "0"
	case "level":
		return fact.text == usualLevel(path[0])
	}
	return false
}

// usualLevel is the level of a fact that states none, by where it stands.
func usualLevel(list string) string {
	if list == "x-relations" {
		return string(contract.Should)
	}
	return string(contract.Must)
}

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
	case e.old != nil && e.new != nil && name == first:
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
	kind := document.Sequence
	if contains(mappings(), name) {
		kind = document.Mapping
	}
	if above == nil || !container(path, kind) {
		return nil
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
