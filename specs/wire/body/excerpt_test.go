package body

import "strings"

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
