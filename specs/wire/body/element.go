package body

import "strings"

// Element is an XML element as it was written.
type Element struct {
	Name  string // local name, without its prefix
	Space string // namespace name; "" for none; the prefix when it is undeclared
	// Attributes are in order, duplicates and namespace declarations included.
	Attributes []Attribute
	// Children are the elements directly in this one, in order.
	Children []*Element
	// Text is all character data directly in this element, joined over the
	// children, references and CDATA resolved, line ends as \n, not trimmed.
	Text   string
	Offset int // byte offset of the tag's '<'
}

// Attribute is one attribute of an element. A namespace declaration has the
// Space "xmlns", or is named "xmlns" and has none.
type Attribute struct {
	Name  string // local name, without its prefix
	Space string // namespace name; "" without a prefix
	Value string // references resolved
}

// declares reports whether the attribute is a namespace declaration.
func (a Attribute) declares() bool {
	return a.Space == "xmlns" || a.Space == "" && a.Name == "xmlns"
}

// Attribute returns the value of the first attribute of that local name, and
// whether there is one. Namespace declarations do not count. Nil-safe.
func (e *Element) Attribute(name string) (string, bool) {
	if e == nil {
		return "", false
	}
	for _, a := range e.Attributes {
		if a.Name == name && !a.declares() {
			return a.Value, true
		}
	}
	return "", false
}

// Child returns the first child of exactly that local name, in whatever
// namespace, and whether there is one. Nil-safe.
func (e *Element) Child(name string) (*Element, bool) {
	if e == nil {
		return nil, false
	}
	for _, c := range e.Children {
		if c.Name == name {
			return c, true
		}
	}
	return nil, false
}

// ChildrenNamed returns all children of exactly that local name, in order, in
// whatever namespace; nil if there are none. Nil-safe.
func (e *Element) ChildrenNamed(name string) []*Element {
	if e == nil {
		return nil
	}
	var all []*Element
	for _, c := range e.Children {
		if c.Name == name {
			all = append(all, c)
		}
	}
	return all
}

// Excerpt renders the element for a failure message, on one line: local names
// only, text before the children and without white space around it, what does
// not print escaped as Cut does. At most limit bytes are kept; when there is
// more, "… (N bytes)" follows, N being the size of the whole rendering. A nil
// element gives "(no element)".
func (e *Element) Excerpt(limit int) string {
	if e == nil {
		return "(no element)"
	}
	c := clip{limit: limit}
	e.write(&c)
	return c.render(c.size)
}

func (e *Element) write(c *clip) {
	c.add("<")
	c.text(e.Name, xmlSpecial)
	for _, a := range e.Attributes {
		if a.declares() {
			continue
		}
		c.add(" ")
		c.text(a.Name, xmlSpecial)
		c.add(`="`)
		c.text(a.Value, xmlSpecial)
		c.add(`"`)
	}
	text := strings.TrimSpace(e.Text)
	if text == "" && len(e.Children) == 0 {
		c.add("/>")
		return
	}
	c.add(">")
	c.text(text, xmlSpecial)
	for _, child := range e.Children {
		child.write(c)
	}
	c.add("</")
	c.text(e.Name, xmlSpecial)
	c.add(">")
}

func xmlSpecial(r rune) string {
	switch r {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&quot;"
	}
	return ""
}
