package revision

import (
	"slices"
	"strings"
)

// schemas takes the edits of the request's and the answer's schemas: first those
// that belong together, then keyword by keyword.
func (c *comparison) schemas() {
	c.components()
	c.members()
	c.types()
	c.described()
	for _, all := range c.groups(func(e edit) string {
		if !insideSchemas(e) {
			return ""
		}
		return pathKey(wholeKeyword(e.path))
	}) {
		e := all[0]
		if whole := wholeKeyword(e.path); len(all) > 1 || len(whole) < len(e.path) {
			e = c.whole(whole)
		}
		p := schemaPlace(e.path)
		kind, at := c.keyword(&e, p)
		change := c.noteAs(kind, at, e, all...)
		if strings.Contains(kind, "/composition/") && len(p.rest) > 0 {
			change.Old.prefix(p.rest[0] + " ")
			change.New.prefix(p.rest[0] + " ")
			change.Say(c.kinds[change.Kind].Says)
		}
	}
}

// components takes schemas that came or went as a whole, with the places that refer
// to them now or did.
func (c *comparison) components() {
	whole := map[string]bool{}
	for _, e := range c.left {
		if insideSchemas(e) && len(e.path) == 3 {
			whole[e.path[2]] = true
		}
	}
	refers := func(fact *tree) bool { return fact != nil && fact.tag == component && whole[fact.text] }
	for _, all := range c.groups(func(e edit) string {
		switch {
		case insideSchemas(e) && len(e.path) == 3:
			return e.path[2]
		case refers(e.new):
			return e.new.text
		case refers(e.old):
			return e.old.text
		}
		return ""
	}) {
		e := all[slices.IndexFunc(all, func(e edit) bool { return e.path[0] == "components" })]
		p := schemaPlace(e.path)
		c.noteAs(e.stands(p.side+"/composition"), p.at, e, all...)
	}
}

// prefix puts a word before a side's value, if it has one.
func (s *Side) prefix(word string) {
	if s.There {
		s.set(word + s.Value)
	}
}

// insideSchemas tells whether an edit stands in a schema: in a component, or below
// one that is written where it is used. Such a one as a whole is its path's matter.
func insideSchemas(e edit) bool {
	n := schemaAt(e.path)
	return n > 0 && (len(e.path) > n || e.path[0] == "components")
}

// whole is the edit of all that stands at a path.
func (c *comparison) whole(path []string) edit {
	find := func(root *tree) *tree {
		fact := root.at(path...)
		if fact == nil && path[len(path)-1] == "default" {
			fact = root.at(below(path[:len(path)-1], "x-default")...)
		}
		return fact
	}
	return edit{path: path, old: find(c.aligned), new: find(c.new.root)}
}

// wholeKeyword cuts the path of an edit to the keyword that changes as a whole;
// of the others, such as enum, each item counts.
func wholeKeyword(path []string) []string {
	p := schemaPlace(path)
	if len(p.rest) == 0 {
		return path
	}
	if p.rest[0] == "x-default" { // a word instead of a value
		return below(p.node, "default")
	}
	if word := p.rest[0]; contains(words(), word) || contains(compositions(), word) || contains([]string{"additionalProperties", "x-fixture"}, word) {
		return path[:len(path)-len(p.rest)+1]
	}
	return path
}

// compositions are the keywords that make a schema of others.
func compositions() []string {
	return []string{"anyOf", "allOf", "not", "oneOf", "discriminator", "type", "items"}
}

// member tells whether an edit is of a whole parameter or field that came or went.
func member(e edit) bool {
	if !insideSchemas(e) || e.old != nil && e.new != nil || len(e.path) < 5 || e.path[len(e.path)-2] != "properties" {
		return false
	}
	_, rest := schemaPath(e.path)
	return len(rest) == 0
}

// requiring gives the path at which a schema requires a member.
func requiring(member []string) []string {
	return below(member[:len(member)-2], "required", member[len(member)-1])
}

// members takes parameters and fields that came or went, with their requiredness.
func (c *comparison) members() {
	of := map[string]string{} // the member that a required name stands for
	for _, e := range c.left {
		if member(e) {
			of[pathKey(requiring(e.path))] = pathKey(e.path)
		}
	}
	for _, all := range c.groups(func(e edit) string {
		if member(e) {
			return pathKey(e.path)
		}
		return of[pathKey(e.path)]
	}) {
		e := all[slices.IndexFunc(all, member)]
		p := schemaPlace(e.path)
		kind := e.item(p.side)
		if len(all) > 1 {
			kind += "-required"
		}
		c.noteAs(kind, p.at, e, all...)
	}
}

// wordings are the keywords that only describe.
func wordings() []string { return []string{"description", "example", "title", "externalDocs"} }

// worded tells whether an edit in a schema is one of words.
func worded(e edit) bool {
	rest := schemaPlace(e.path).rest
	return len(rest) > 0 && contains(wordings(), rest[0])
}

// described takes the edits of words and examples, those of one place together.
func (c *comparison) described() {
	for _, all := range c.groups(func(e edit) string {
		if insideSchemas(e) && worded(e) {
			return pathKey(schemaPlace(e.path).node)
		}
		return ""
	}) {
		p := schemaPlace(all[0].path)
		change := c.note(p.side+"/words/changed", p.at, all...)
		if len(all) > 1 {
			change.Old.Value, change.New.Value = saidTogether(all, func(e edit) *tree { return e.old }), saidTogether(all, func(e edit) *tree { return e.new })
		}
	}
}

// saidTogether writes the words of several keywords on one side.
func saidTogether(all []edit, side func(edit) *tree) string {
	var out []string
	for _, e := range all {
		if fact := side(e); fact != nil {
			out = append(out, keyed(schemaPlace(e.path).rest[0], fact))
		}
	}
	return strings.Join(out, "; ")
}

// types takes the edits that change what types a schema admits.
func (c *comparison) types() {
	for _, all := range c.groups(func(e edit) string {
		if !insideSchemas(e) {
			return ""
		}
		p := schemaPlace(e.path)
		old, new := c.aligned.at(p.node...), c.new.root.at(p.node...)
		if len(p.rest) == 0 || slices.Equal(typesOf(old), typesOf(new)) || !typeWord(p.rest) && !moved(e, p.rest[0], old, new) {
			return ""
		}
		return pathKey(p.node)
	}) {
		lead := all[max(0, slices.IndexFunc(all, func(e edit) bool { return typeWord(schemaPlace(e.path).rest) }))]
		p := schemaPlace(lead.path)
		old, new := typesOf(c.aligned.at(p.node...)), typesOf(c.new.root.at(p.node...))
		kind := p.side + "/type/changed"
		switch {
		case subset(old, new):
			kind = p.side + "/type/widened"
		case subset(new, old):
			kind = p.side + "/type/narrowed"
		}
		change := c.noteAs(kind, p.at, lead, all...)
		change.Old.set(strings.Join(old, " or "))
		change.New.set(strings.Join(new, " or "))
		change.Say(c.kinds[change.Kind].Says)
	}
}

// typeWord tells the keywords that together say of what type something is. The
// items and the wire name of a list come and go with it.
func typeWord(rest []string) bool {
	switch rest[0] {
	case "type":
		return true
	case "items", "x-list":
		return len(rest) == 1
	}
	return rest[0] == "oneOf" && len(rest) < 3
}

// moved tells whether a keyword that came or went stands on the other side too,
// at one of the types that there are now.
func moved(e edit, word string, old, new *tree) bool {
	fact, other := e.old, new
	if fact == nil {
		fact, other = e.new, old
	}
	return (e.old == nil || e.new == nil) && slices.ContainsFunc(other.kid("oneOf").kidsOrNone(), func(one *tree) bool {
		kid := one.kid(word)
		return kid != nil && kid.value() == fact.value()
	})
}
