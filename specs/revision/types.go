package revision

import (
	"slices"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Member is what somebody else says of a parameter or a field: the types of a
// client say less than a document does.
type Member struct {
	Name string
	// Types are those of JSON that it can have, sorted; none where nothing is known.
	// One word for several, as a language without integers has, says no more than
	// that the document's are among them.
	Types    []string
	Required *bool    // nil where it is not said
	Null     *bool    // whether it can be null, nil where it is not said
	Line     int      // where it is said, 0 if that is no file
	Exact    bool     // the types are those and no others; a number is not said of an integer
	Values   []string // the only ones, nil where that is not said
	Items    *Member  // of a list
	Fields   []Member // of an object
	Words    *Words   // nil where they are not looked at
}

// Words are what is said of something in prose, "" where nothing is.
type Words struct{ Description, Example string }

// Account is what somebody else says of an operation.
type Account struct {
	File string // who says it, as locations name it
	Line int    // where the operation begins, 0 if that is no file
	// Request and Answer are the parameters and the fields. What the document has and
	// they lack is gone; a side that is nil is not looked at.
	Request, Answer []Member
	Words           *Words // of the operation, nil where they are not looked at
}

// As gives the document as somebody else has it: what they do not say is taken from
// the document. Places on it are theirs.
func (d *Document) As(a Account) *Document {
	root := d.root.clone()
	root.unplaced()
	root.line = a.Line
	schemas := root.at("components", "schemas")
	for _, schema := range schemas.kidsOrNone() {
		switch {
		case schema.name == "Request" && a.Request != nil:
			schema.have(a.Request)
		case schema.name != "Request" && schema.name != "Error" && a.Answer != nil:
			schema.have(a.Answer)
		}
	}
	root.kid("info").say(a.Words)
	about := *d.Operation
	about.Location = contract.Location{File: a.File, Line: a.Line}
	return &Document{File: a.File, Operation: &about, root: root}
}

// say puts words in the place of those that there are.
func (t *tree) say(w *Words) {
	if t == nil || w == nil {
		return
	}
	for key, text := range map[string]string{"description": w.Description, "example": w.Example} {
		if t.drop(key); text != "" {
			t.set(key, word(text))
		}
	}
}

// unplaced takes the lines away: they are those of another file.
func (t *tree) unplaced() {
	t.line = 0
	for _, kid := range t.kids {
		kid.unplaced()
	}
}

// have gives an object's schema these members and no others. Parameters that are
// carried in common are the protocol's business.
func (t *tree) have(members []Member) {
	properties := t.kid("properties")
	if properties == nil {
		properties = t.set("properties", &tree{kind: document.Mapping})
	}
	properties.kids = slices.DeleteFunc(properties.kids, func(p *tree) bool {
		lacking := !slices.ContainsFunc(members, func(m Member) bool { return m.Name == p.name }) && p.kid("x-common") == nil
		if lacking {
			t.require(p.name, false)
		}
		return lacking
	})
	for _, m := range members {
		p := properties.kid(m.Name)
		if p == nil {
			p = properties.set(m.Name, &tree{kind: document.Mapping})
		}
		p.be(m)
		if m.Required != nil {
			t.require(m.Name, *m.Required)
			if said := t.at("required", m.Name); said != nil {
				said.line = m.Line
			}
		}
	}
}

// be makes a schema say what a member says.
func (t *tree) be(m Member) {
	t.line = m.Line
	t.say(m.Words)
	if m.Null != nil {
		t.drop("nullable")
		if *m.Null {
			t.set("nullable", &tree{kind: document.Scalar, text: "true", tag: "!!bool"})
		}
	}
	if known := typesOf(t); len(m.Types) > 0 && (len(known) == 0 || !subset(known, m.Types) || m.Exact && !slices.Equal(known, m.Types)) {
		t.drop("type", "oneOf")
		t.set("type", word(m.Types[len(m.Types)-1])) // the widest, if there are two: a number
		if !contains(m.Types, "array") {
			t.drop("items", "x-list", "maxItems", "minItems")
		}
		if !contains(m.Types, "object") {
			t.drop("properties", "required")
		}
	}
	if m.Values != nil {
		values := &tree{kind: document.Sequence}
		for _, value := range m.Values {
			values.kids = append(values.kids, valueIn(t, value))
		}
		t.drop("enum")
		t.set("enum", values)
	}
	if m.Items != nil {
		items := t.kid("items")
		if items == nil {
			items = t.set("items", &tree{kind: document.Mapping})
		}
		items.be(*m.Items)
	}
	if m.Fields != nil {
		t.have(m.Fields)
	}
}

// valueIn is a value as the schema's own list has it, so that equal ones are equal.
func valueIn(schema *tree, value string) *tree {
	out := word(value)
	out.name = value
	if known := schema.at("enum", value); known != nil {
		out.tag = known.tag
	}
	return out
}

func word(text string) *tree { return &tree{kind: document.Scalar, text: text, tag: "!!str"} }

// set puts a kid in under a name that is not there yet.
func (t *tree) set(name string, kid *tree) *tree {
	kid.name = name
	t.kids = append(t.kids, kid)
	return kid
}

// require puts a name among the required ones, or takes it out.
func (t *tree) require(name string, required bool) {
	list := t.kid("required")
	switch {
	case list == nil && !required:
		return
	case list == nil:
		list = t.set("required", &tree{kind: document.Sequence})
	}
	list.drop(name)
	if required {
		list.set(name, word(name))
	}
}

// typesOf lists the types that a schema admits, sorted.
func typesOf(schema *tree) []string {
	var out []string
	for _, t := range append(slices.Clone(schema.kid("oneOf").kidsOrNone()), schema) {
		if name := t.kid("type"); name != nil {
			out = append(out, name.text)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// subset tells whether all of some types are among others: an integer is a
// number.
func subset(some, all []string) bool {
	return !slices.ContainsFunc(some, func(name string) bool {
		return !contains(all, name) && !(name == "integer" && contains(all, "number"))
	})
}
