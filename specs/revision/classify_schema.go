package revision

import (
	"slices"
	"strings"
)

// place is where in a schema an edit stands.
type place struct {
	side string   // request or response
	at   string   // "UserNames", "response/SagStatistics/Statistics"
	node []string // the path of the schema that the edit is about
	rest []string // what of it: "maxItems", "required UserName"
}

// schemaPlace parts the path of an edit below components/schemas.
func schemaPlace(path []string) place {
	fields, rest := schemaPath(path)
	p := place{side: response, at: strings.Join(append([]string{response}, fields...), "/"), rest: rest, node: path[:len(path)-len(rest)]}
	switch path[2] {
	case "Request":
		p.side, p.at = request, strings.Join(fields, "/")
	case "Error":
		p.at = strings.Join(append([]string{"refusal"}, fields...), "/")
	}
	return p
}

// schemas takes the edits of the request's and the answer's schemas: first those
// that belong together, then one by one.
func (c *comparison) schemas() {
	inside := func(e edit) bool { return under(e, "components", "schemas", "*") }
	c.members(inside)
	c.types(inside)
	c.described(inside)
	for _, e := range c.take(inside) {
		p := schemaPlace(e.path)
		kind, at := c.keyword(&e, p)
		c.note(kind, at, e)
	}
}

// members takes parameters and fields that came or went, with their requiredness.
func (c *comparison) members(inside func(edit) bool) {
	for _, e := range c.take(func(e edit) bool {
		p := schemaPlace(append(slices.Clone(e.path), ""))
		return inside(e) && len(p.rest) == 1 && p.rest[0] == "" && (e.old == nil || e.new == nil) && len(e.path) > 4
	}) {
		p := schemaPlace(e.path)
		name := e.path[len(e.path)-1]
		holder := e.path[:len(e.path)-2]
		required := c.take(func(other edit) bool { return at(other, below(holder, "required", name)...) })
		kind := e.item(p.side)
		if len(required) > 0 {
			kind += "-required"
		}
		c.note(kind, p.at, append([]edit{e}, required...)...)
	}
}

// described takes the edits of words and examples, those of one place together.
func (c *comparison) described(inside func(edit) bool) {
	words := func(e edit) bool {
		if !inside(e) {
			return false
		}
		p := schemaPlace(e.path)
		return len(p.rest) > 0 && contains([]string{"description", "example", "title", "externalDocs"}, p.rest[0])
	}
	for {
		i := slices.IndexFunc(c.left, words)
		if i < 0 {
			return
		}
		p := schemaPlace(c.left[i].path)
		c.note(p.side+"/words/changed", p.at, c.take(func(e edit) bool { return words(e) && schemaPlace(e.path).at == p.at })...)
	}
}

// typeWords are the keywords that together say of what type something is. The
// items and the wire name of a list come and go with it.
func typeWords() []string { return []string{"type", "oneOf", "items", "x-list"} }

// types takes the edits that change what types a schema admits.
func (c *comparison) types(inside func(edit) bool) {
	for {
		i := slices.IndexFunc(c.left, func(e edit) bool {
			p := c.typeEdit(e, inside)
			return p != nil && !slices.Equal(c.typesOf(c.aligned, p.node), c.typesOf(c.new.root, p.node))
		})
		if i < 0 {
			return
		}
		p := c.typeEdit(c.left[i], inside)
		old, new := c.typesOf(c.aligned, p.node), c.typesOf(c.new.root, p.node)
		all := c.take(func(e edit) bool {
			other := c.typeEdit(e, inside)
			return other != nil && slices.Equal(other.node, p.node)
		})
		kind := p.side + "/type/changed"
		switch {
		case subset(old, new):
			kind = p.side + "/type/widened"
		case subset(new, old):
			kind = p.side + "/type/narrowed"
		}
		change := c.note(kind, p.at, all...)
		change.Old.set(strings.Join(old, " or "))
		change.New.set(strings.Join(new, " or "))
		change.Text = sentence(c.kinds[change.Kind].Says, change)
	}
}

// typeEdit tells the place of an edit that is about a type, nil for others.
func (c *comparison) typeEdit(e edit, inside func(edit) bool) *place {
	if !inside(e) {
		return nil
	}
	p := schemaPlace(e.path)
	if last := e.path[len(e.path)-1]; last == "items" && len(p.rest) == 0 {
		p.node, p.rest = e.path[:len(e.path)-1], []string{"items"}
	}
	if len(p.rest) == 0 || !contains(typeWords(), p.rest[0]) || p.rest[0] == "x-list" && len(p.rest) > 1 || p.rest[0] == "oneOf" && len(p.rest) > 2 {
		return nil
	}
	return &p
}

// typesOf lists the types that a schema admits, sorted.
func (c *comparison) typesOf(root *tree, path []string) []string {
	schema := root.at(path...)
	var out []string
	for _, t := range append(schema.kid("oneOf").kidsOrNone(), schema) {
		if name := t.kid("type"); name != nil {
			out = append(out, name.text)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func subset(some, all []string) bool {
	return !slices.ContainsFunc(some, func(name string) bool { return !contains(all, name) })
}

// keyword names the kind of an edit of one keyword, and what it is about.
func (c *comparison) keyword(e *edit, p place) (kind, at string) {
	if len(p.rest) > 2 && p.rest[0] == "oneOf" {
		p.rest = p.rest[2:] // a keyword of one of the alternatives
	}
	if len(p.rest) == 0 {
		return p.side + "/composition/changed", p.at
	}
	id := p.side + "/" + p.rest[0]
	switch word := p.rest[0]; {
	case word == "required" && len(p.rest) == 2:
		return e.ways(p.side+"/required/gained", p.side+"/required/lost", unexplained), strings.TrimPrefix(p.at+"/"+p.rest[1], "/")
	case word == "enum" && len(p.rest) == 2:
		return e.item(id + "/value"), p.at
	case word == "enum":
		return e.stands(id), p.at
	case contains(upperBounds(), word), contains(lowerBounds(), word):
		return e.higher(id), p.at
	case contains(words(), word):
		return e.stands(id), p.at
	case contains(toggles(), word), contains(freedoms(), word):
		return toggled(id+"/gained", id+"/lost")(e), p.at
	case contains([]string{"anyOf", "allOf", "not", "oneOf", "discriminator", "type"}, word):
		return p.side + "/composition/changed", p.at
	}
	return c.ownKeyword(e, p)
}

// ownKeyword names the kind of an edit of an x- key.
func (c *comparison) ownKeyword(e *edit, p place) (kind, at string) {
	switch strings.Join(p.rest[:min(2, len(p.rest))], "/") {
	case "x-list/wire":
		return "request/list/renamed", p.at
	case "x-list/first":
		return "request/list/first/changed", p.at
	case "x-default":
		return e.stands("request/default"), p.at
	case "x-unit":
		return e.stands("response/unit"), p.at
	case "x-common":
		return toggled("request/common/gained", "request/common/lost")(e), p.at
	}
	switch p.rest[0] {
	case "x-level":
		return e.stronger("request/level", "must"), p.at + " " + p.rest[1]
	case "x-fixture":
		return "request/fixture/changed", p.at
	case "x-placeholders":
		return e.item("request/placeholder"), p.at
	}
	return unexplained, p.at
}
