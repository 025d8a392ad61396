package revision

import (
	"slices"

	"github.com/plumbline/plumbline/specs/document"
)

// component is the tag of a scalar that stands for a schema which is read as a
// component: the request's, the answer's or the refusal's.
const component = "!component"

// component names the component that stands at a place of paths, "" if none does.
func (r *reader) component(n document.Node, path []string) string {
	if name := r.within(n); name != "" {
		return name
	}
	if len(path) == 0 || path[0] != "paths" || n.Kind() != document.Mapping || printedData(path) {
		return ""
	}
	for name, part := range r.parts {
		if n.Is(part) {
			return name
		}
	}
	return ""
}

// components gives the schemas that are read as components.
func (r *reader) components() map[string]document.Node {
	out := map[string]document.Node{}
	for name, written := range map[string]string{"Request": "Request", answerName: r.answer(), "Error": "Error"} {
		n, err := r.follow(r.top.Child("components").Child("schemas").Child(written), nil, 1)
		if err == nil && n.There() {
			out[name] = n
		}
	}
	return out
}

// standIn puts the name of a component where a schema says the same as it, so that
// it makes no difference whether a document refers to it or repeats it.
func (t *tree) standIn(schemas *tree) {
	for i, kid := range t.kids {
		if kid.kind == document.Mapping && kid.kid("properties") != nil {
			for _, schema := range schemas.kidsOrNone() {
				path := []string{"components", "schemas", schema.name}
				if len(edits(schema, kid, path)) == 0 {
					t.kids[i] = &tree{name: kid.name, kind: document.Scalar, tag: component, text: schema.name, line: kid.line}
					break
				}
			}
		}
		t.kids[i].standIn(schemas)
	}
	if t.kind == document.Sequence && slices.ContainsFunc(t.kids, func(kid *tree) bool { return kid.tag == component }) {
		t.identify([]string{t.name}) // a component has a name of its own
	}
}

// flatten joins the alternatives of allOf, and the only one of oneOf or anyOf, with
// the schema that they stand in, where none contradicts another: then it says the
// same in one piece.
func (t *tree) flatten() {
	for _, word := range []string{"allOf", "oneOf", "anyOf"} {
		list := t.kid(word)
		if list == nil || list.kind != document.Sequence || len(list.kids) == 0 || word != "allOf" && len(list.kids) > 1 {
			continue
		}
		if len(list.kids) == 1 && len(t.kids) == 1 { // nothing else is said
			name, line := t.name, t.line
			*t = *list.kids[0]
			t.name, t.line = name, line
			return
		}
		whole := t.clone()
		whole.drop(word)
		if !slices.ContainsFunc(list.kids, func(one *tree) bool { return !whole.join(one) }) {
			t.kids = whole.kids
		}
	}
}

// join takes in what another schema says, and tells whether both can hold at once
// by saying so in one.
func (t *tree) join(other *tree) bool {
	if other.kind != document.Mapping {
		return false
	}
	for _, kid := range other.kids {
		own := t.kid(kid.name)
		switch {
		case own == nil:
			t.kids = append(t.kids, kid.clone())
		case kid.name == "required":
			for _, name := range kid.kids {
				if own.kid(name.name) == nil {
					own.kids = append(own.kids, name.clone())
				}
			}
		case kid.name == "properties":
			if !own.join(kid) {
				return false
			}
		case len(edits(own, kid, []string{"components", "schemas"})) > 0:
			return false
		}
	}
	return true
}
