package body

// Kind is the kind of a JSON value.
type Kind string

// The kinds of JSON values.
const (
	Object  Kind = "object"
	Array   Kind = "array"
	String  Kind = "string"
	Number  Kind = "number"
	Boolean Kind = "boolean"
	Null    Kind = "null"
)

// Node is a JSON value as it was written.
type Node struct {
	Kind Kind
	// Text is a string's decoded value, a number's literal as it was written
	// (never converted, so 9007199254740993 and 1.0 stay what they are),
	// "true", "false" or "null"; empty for objects and arrays.
	Text string
	// Members are an object's members in order, duplicates included.
	Members []Member
	// Items are an array's items in order.
	Items []*Node
	// Offset is the byte offset of the value's first byte.
	Offset int
}

// Member is one member of an object.
type Member struct {
	Name   string // decoded
	Value  *Node
	Offset int // byte offset of the name's opening quote
}

// Get returns the value of the first member of exactly that name, and whether
// there is one. A nil node and one that is no object have none.
func (n *Node) Get(name string) (*Node, bool) {
	if n == nil {
		return nil, false
	}
	for _, m := range n.Members {
		if m.Name == name {
			return m.Value, true
		}
	}
	return nil, false
}

// Names returns the members' names in order of first appearance, each once. It
// is nil for a nil node and one without members.
func (n *Node) Names() []string {
	if n == nil || len(n.Members) == 0 {
		return nil
	}
	seen := make(map[string]bool, len(n.Members))
	names := make([]string, 0, len(n.Members))
	for _, m := range n.Members {
		if !seen[m.Name] {
			seen[m.Name] = true
			names = append(names, m.Name)
		}
	}
	return names
}

// Excerpt renders the value for a failure message: compact JSON on one line,
// duplicates included, with what does not print escaped as Cut does. At most
// limit bytes are kept; when there is more, "… (N bytes)" follows, N being the
// size of the whole rendering. A nil node, which is one that is not there, gives
// "missing".
func (n *Node) Excerpt(limit int) string {
	if n == nil {
		return "missing"
	}
	c := clip{limit: limit}
	n.write(&c)
	return c.render(c.size)
}

func (n *Node) write(c *clip) {
	switch n.Kind {
	case Object:
		c.add("{")
		for i, m := range n.Members {
			if i > 0 {
				c.add(",")
			}
			writeQuoted(c, m.Name)
			c.add(":")
			m.Value.write(c)
		}
		c.add("}")
	case Array:
		c.add("[")
		for i, item := range n.Items {
			if i > 0 {
				c.add(",")
			}
			item.write(c)
		}
		c.add("]")
	case String:
		writeQuoted(c, n.Text)
	default:
		// A number of a million digits is cut like any text.
		c.text(n.Text, func(rune) string { return "" })
	}
}

func writeQuoted(c *clip, s string) {
	c.add(`"`)
	c.text(s, func(r rune) string {
		switch r {
		case '"':
			return `\"`
		case '\\':
			return `\\`
		}
		return ""
	})
	c.add(`"`)
}
