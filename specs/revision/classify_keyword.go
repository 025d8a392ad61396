package revision

import (
	"strings"

	"github.com/plumbline/plumbline/specs/document"
)

// keyword names the kind of an edit of one keyword, and what it is about.
func (c *comparison) keyword(e *edit, p place) (kind, at string) {
	if len(p.rest) == 0 {
		return e.stands(p.side + "/composition"), p.at
	}
	id := p.side + "/" + p.rest[0]
	switch word := p.rest[0]; {
	case word == "required" && len(p.rest) == 2:
		return e.ways(p.side+"/required/gained", p.side+"/required/lost", unexplained), p.member(p.rest[1])
	case word == "enum" && len(p.rest) == 2:
		return e.item(id + "/value"), p.at
	case word == "enum":
		return e.stands(id), p.at
	case contains(upperBounds(), word), contains(lowerBounds(), word):
		return e.higher(id), p.at
	case contains(words(), word):
		return e.stands(id), p.at
	case word == "x-default":
		return e.stands(p.side + "/default"), p.at
	case word == "additionalProperties":
		return e.freer(p.side), p.at
	case contains(toggles(), word):
		return toggled(id+"/gained", id+"/lost")(e), p.at
	case contains(compositions(), word):
		return e.stands(p.side + "/composition"), p.at
	}
	return c.ownKeyword(e, p)
}

// freer names the kind of an edit of what an object may hold beside its members:
// anything where nothing is said.
func (e *edit) freer(side string) string {
	rank := func(t *tree) int {
		switch {
		case t == nil || t.text == "true":
			return 2
		case t.kind == document.Scalar:
			return 0
		}
		return 1
	}
	switch old, new := rank(e.old), rank(e.new); {
	case new > old:
		return side + "/additionalProperties/gained"
	case new < old:
		return side + "/additionalProperties/lost"
	}
	return side + "/composition/changed"
}

// ownKeyword names the kind of an edit of an x- key. One that stands where it
// says nothing is no more than words.
func (c *comparison) ownKeyword(e *edit, p place) (kind, at string) {
	if p.rest[0] == "x-unit" {
		return e.stands(p.side + "/unit"), p.at
	}
	if p.side != request {
		return p.side + "/words/changed", p.at
	}
	switch strings.Join(p.rest[:min(2, len(p.rest))], "/") {
	case "x-list/wire":
		return "request/list/renamed", p.at
	case "x-list/first":
		return "request/list/first/changed", p.at
	case "x-common":
		return toggled("request/common/gained", "request/common/lost")(e), p.at
	}
	switch p.rest[0] {
	case "x-level-reason":
		return "request/words/changed", p.at
	case "x-level":
		return e.stronger("request/level", "must"), p.at + " " + p.rest[1]
	case "x-fixture":
		return "request/fixture/changed", p.at
	case "x-placeholders":
		return e.item("request/placeholder"), p.at
	}
	return unexplained, p.at
}
