package revision

import (
	"slices"
	"strconv"
	"strings"
)

// document takes what names the document itself: all of it is one change.
func (c *comparison) document() {
	named := c.take(func(e edit) bool {
		return standsAt(e, "x-operation", "document") || standsAt(e, "x-operation", "revision")
	})
	super := c.take(func(e edit) bool { return standsAt(e, "x-operation", "superseded") })
	switch {
	case len(named) > 0:
		change := c.note("document/changed", "document", append(named, super...)...)
		change.Old.set(documentName(c.old))
		change.New.set(documentName(c.new))
		change.Say(c.kinds[change.Kind].Says)
	case len(super) > 0 && c.new.Operation.Superseded:
		c.note("document/superseded", "document", super...)
	case len(super) > 0:
		c.note("document/reinstated", "document", super...)
	}
}

func documentName(d *Document) string {
	return d.Operation.Document + " (" + d.Operation.Revision + ")"
}

// standsAt tells whether an edit stands at a path; "*" is any one name.
func standsAt(e edit, pattern ...string) bool {
	if len(e.path) != len(pattern) {
		return false
	}
	return under(e, pattern...)
}

// under tells whether an edit stands at a path or below it.
func under(e edit, pattern ...string) bool {
	if len(e.path) < len(pattern) {
		return false
	}
	for i, name := range pattern {
		if name != "*" && name != e.path[i] {
			return false
		}
	}
	return true
}

// ways names the kind of an edit by what happened: added, removed or changed.
func (e *edit) ways(added, removed, changed string) string {
	switch {
	case e.old == nil:
		return added
	case e.new == nil:
		return removed
	}
	return changed
}

// which names the value, reading or item that an edit is about, where a place has
// several of them.
func (e *edit) which() string {
	n := len(e.path)
	switch {
	case n >= 4 && e.path[0] == "x-readings":
		return e.path[3]
	case n >= 2 && contains([]string{"enum", "x-placeholders", "x-readings", "content"}, e.path[n-2]):
		return e.path[n-1]
	}
	return ""
}

// stands is ways for a fact that is stated or not.
func (e *edit) stands(what string) string {
	return e.ways(what+"/introduced", what+"/dropped", what+"/changed")
}

// item is ways for a fact that is one of many.
func (e *edit) item(what string) string {
	return e.ways(what+"/added", what+"/removed", what+"/changed")
}

// stronger names the kind of a level that changed; a level that is not stated
// is the usual one.
func (e *edit) stronger(what, usual string) string {
	level := func(t *tree) string {
		if t == nil {
			return usual
		}
		return t.text
	}
	rank := map[string]int{"must": 0, "should": 1, "may": 2}
	if rank[level(e.new)] < rank[level(e.old)] {
		return what + "/strengthened"
	}
	return what + "/weakened"
}

// higher names the kind of a number that changed.
func (e *edit) higher(what string) string {
	if e.old == nil || e.new == nil {
		return e.stands(what)
	}
	old, _ := strconv.ParseFloat(e.old.text, 64)
	new, _ := strconv.ParseFloat(e.new.text, 64)
	if new > old {
		return what + "/raised"
	}
	return what + "/lowered"
}

// rule gives the kind of the edits at a path, and what they are about.
type rule struct {
	pattern string // names with slashes; "*" is any one name, a last "**" anything below
	kind    func(e *edit, c *comparison) (kind, at string)
}

// facts takes the edits that rules speak about, one by one.
func (c *comparison) facts() {
	c.messages()
	c.together("printed-request/changed", "x-requests", "*", "args")
	c.together("printed-answer/changed", "components", "examples", "*", "value")
	name := func(place int) func([]string) string { return func(path []string) string { return path[place] } }
	c.otherwise("rule/changed", "x-rules/*", name(1), "level", "text")
	c.otherwise("relation/changed", "x-relations/*", name(1), "level", "text")
	c.otherwise("note/changed", "x-notes/*", name(1))
	c.otherwise("server/changed", "servers/*", name(1), "description")
	c.otherwise("carrier/changed", "x-operation/carriers/*", name(2), "level")
	c.otherwise("reading-set/changed", "x-readings/*", func(path []string) string { return c.placeOf(path[1]) }, "note", "readings")
	if all := c.take(func(e edit) bool { return e.path[0] == "security" }); len(all) > 0 {
		c.noteAs("security/changed", "all operations", c.whole([]string{"security"}), all...)
	}
	c.below("security/changed", "security")
	c.below("path/words/changed", "summary", "description", "tags", "externalDocs")
	c.below("path/example/changed", "example", "examples")
	c.below("path/schema/changed", "schema")
	c.otherwise("path/parameter/changed", "paths/*/*/parameters/*", func(path []string) string { return ofMethod(path, 4) }, "required", "deprecated")
	for _, r := range rules() {
		pattern := strings.Split(r.pattern, "/")
		deep := pattern[len(pattern)-1] == "**"
		if deep {
			pattern = pattern[:len(pattern)-1]
		}
		for _, e := range c.take(func(e edit) bool { return standsAt(e, pattern...) || deep && under(e, pattern...) }) {
			kind, about := r.kind(&e, c)
			change := c.note(kind, about, e)
			c.effect(change, &e)
			if standsAt(e, "x-readings", "*") { // the sentence has its note
				change.Old.Value, change.New.Value = choices(e.old), choices(e.new)
			}
		}
	}
}

// messages joins a message that gives way to a description, or the other way
// round: an error row has one of the two.
func (c *comparison) messages() {
	swapped := map[string]bool{}
	for _, e := range c.left {
		if standsAt(e, "x-errors", "*", "message") && (e.old == nil || e.new == nil) {
			swapped[e.path[1]] = true
		}
	}
	for _, row := range c.groups(func(e edit) string {
		if (standsAt(e, "x-errors", "*", "message") || standsAt(e, "x-errors", "*", "description")) && swapped[e.path[1]] {
			return e.path[1]
		}
		return ""
	}) {
		slices.SortFunc(row, func(a, b edit) int { return strings.Compare(b.path[2], a.path[2]) }) // the message first
		c.note(row[0].stands("error/message"), row[0].path[1], row...)
	}
}

// together makes one change of all edits below a place: values that are printed
// together change together.
func (c *comparison) together(kind string, place ...string) {
	for _, all := range c.groups(func(e edit) string {
		if under(e, place...) && len(e.path) > len(place) {
			return pathKey(e.path[:len(place)])
		}
		return ""
	}) {
		whole := all[0].path[:len(place)]
		change := c.note(kind, whole[slices.Index(place, "*")], all...)
		change.Old, change.New = side(c.old, c.aligned, whole, c.aligned.at(whole...)), side(c.new, c.new.root, whole, c.new.root.at(whole...))
		change.Say(c.kinds[change.Kind].Says)
	}
}

// otherwise makes one change of all edits of an item's keys, but for some that
// are changes of their own.
func (c *comparison) otherwise(kind, pattern string, about func(path []string) string, own ...string) {
	place := strings.Split(pattern, "/")
	n := len(place)
	for _, all := range c.groups(func(e edit) string {
		if len(e.path) > n && under(e, place...) && !contains(own, e.path[n]) {
			return pathKey(e.path[:n])
		}
		return ""
	}) {
		head := c.whole(all[0].path[:n+1])
		var old, new []string
		for _, e := range all {
			if e.path[n] != all[0].path[n] {
				head = c.whole(e.path[:n])
			}
			key := c.whole(e.path[:n+1])
			old, new = append(old, keyed(e.path[n], key.old)), append(new, keyed(e.path[n], key.new))
		}
		change := c.noteAs(kind, about(all[0].path), head, all...)
		change.Old.words, change.New.words = strings.Join(slices.Compact(old), ", "), strings.Join(slices.Compact(new), ", ")
		change.Say(c.kinds[change.Kind].Says)
	}
}

// keyed writes a key with its value.
func keyed(key string, fact *tree) string {
	if fact == nil {
		return "no " + key
	}
	if key == "at" {
		key = "place"
	}
	return key + " " + strings.TrimSuffix(fact.value(), ".")
}
