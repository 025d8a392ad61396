package observe

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// differing gives the actions that turn one mapping into another: what is gone
// is removed, what is new or changed is merged in. Since an overlay appends to
// lists, a list whose items have no names is removed and put anew.
func differing(before, after document.Node) []action {
	d := &differ{}
	d.mapping(before, after, "$")
	return append(d.removed, d.updated...)
}

type differ struct{ removed, updated []action }

func (d *differ) mapping(before, after document.Node, path string) {
	merged := document.Map()
	for _, e := range before.Written() {
		if !after.Child(e.Key).There() {
			d.removed = append(d.removed, action{target: step(path, e.Key)})
		}
	}
	for _, e := range after.Written() {
		was, now := before.Child(e.Key), e.Value
		switch {
		case !was.There():
			merged.Add(e.Key, now.Bare())
		case was.Same(now):
		case was.Kind() == document.Mapping && now.Kind() == document.Mapping:
			d.mapping(was, now, step(path, e.Key))
		case was.Kind() == document.Sequence && now.Kind() == document.Sequence && naming(was, now) != "":
			if more := d.sequence(was, now, step(path, e.Key)); len(more) > 0 {
				merged.Add(e.Key, document.List(more...))
			}
		case was.Kind() == document.Scalar && now.Kind() == document.Scalar:
			merged.Add(e.Key, now.Bare())
		default:
			d.removed = append(d.removed, action{target: step(path, e.Key)})
			merged.Add(e.Key, now.Bare())
		}
	}
	if len(merged.Written()) > 0 {
		d.updated = append(d.updated, action{target: path, update: merged})
	}
}

// sequence does a list whose items have names, and gives the items to append.
func (d *differ) sequence(before, after document.Node, path string) (more []document.Node) {
	key := naming(before, after)
	for _, e := range before.Written() {
		if !after.At(key + "=" + e.Value.Child(key).Text()).There() {
			d.removed = append(d.removed, action{target: path + filter(key, e.Value)})
		}
	}
	for _, e := range after.Written() {
		now := e.Value
		switch was := before.At(key + "=" + now.Child(key).Text()); {
		case !was.There():
			more = append(more, now.Bare())
		case !was.Same(now):
			d.mapping(was, now, path+filter(key, now))
		}
	}
	return more
}

// naming gives the member that tells the items of a list apart, "" if there is
// none. One that takes two to tell apart has none: tools differ in how they read
// a filter of two.
func naming(lists ...document.Node) string {
	for _, key := range []string{"code", "id", "name", "value", "type"} {
		if !slices.ContainsFunc(lists, func(list document.Node) bool { return !names(list, key) }) {
			return key
		}
	}
	return ""
}

func names(list document.Node, key string) bool {
	seen := map[string]bool{}
	for _, e := range list.Written() {
		value := e.Value.Child(key)
		if value.Tag() != "!!str" || seen[value.Text()] {
			return false
		}
		seen[value.Text()] = true
	}
	return true
}

// filter selects an item by its name.
func filter(key string, n document.Node) string {
	return "[?(@[" + quoted(key) + "] == " + quoted(n.Child(key).Text()) + ")]"
}

func step(path, key string) string { return path + "[" + quoted(key) + "]" }

// quoted is a name in a JSONPath (RFC 9535, 2.3.1.1).
func quoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}
