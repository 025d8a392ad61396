package body

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
