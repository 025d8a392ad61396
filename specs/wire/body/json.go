package body

import "bytes"

const byteOrderMark = "\xEF\xBB\xBF"

// JSON reads b as one JSON text by the grammar of RFC 8259.
//
// What the common parsers refuse is an error: anything outside the grammar
// (comments, trailing commas, leading zeros, NaN, raw control characters in
// strings), more than 128 open objects and arrays, more than 2,000 members of one
// object or 200,000 values in all, and a body without a value.
// The error is a *SyntaxError and the node then nil; the faults found before it
// are returned with it.
//
// What some of them tolerate is a fault and reading goes on: duplicate member
// names, bytes after the value, broken UTF-8 and lone surrogates in strings (in
// names too), a byte order mark. Faults are in order of their offsets.
func JSON(b []byte) (*Node, []Fault, error) {
	r := &jsonReader{b: b}
	node, err := r.document()
	return node, r.faults(), err
}

type jsonReader struct {
	ledger
	b     []byte
	at    int // offset of the next byte to read
	nodes int
}

func (r *jsonReader) document() (*Node, error) {
	if name := wideMark(r.b); name != "" {
		return nil, errorAt(0, "the body begins with a %s byte order mark", name)
	}
	if bytes.HasPrefix(r.b, []byte(byteOrderMark)) {
		r.add(ByteOrderMark, 0, "the body begins with a byte order mark")
		r.at = len(byteOrderMark)
	}
	if len(r.b) == 0 {
		return nil, errorAt(0, "expected a value, the body is empty")
	}
	node, err := r.value(0)
	if err != nil {
		return nil, err
	}
	r.space()
	if rest := r.b[r.at:]; len(rest) > 0 {
		r.add(TrailingBytes, r.at, "%d bytes after the value: %s", len(rest), Cut(rest, 60))
	}
	return node, nil
}

// wideMark names the encoding of a byte order mark other than that of UTF-8.
// Without it the error would name a byte nobody can see the meaning of.
func wideMark(b []byte) string {
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) || bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return "UTF-16"
	}
	return ""
}

func (r *jsonReader) space() {
	for r.at < len(r.b) {
		switch r.b[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return
		}
	}
}

// peek returns the next byte, 0 at the end; a NUL byte is legal nowhere, so the
// two need no telling apart.
func (r *jsonReader) peek() byte {
	if r.at < len(r.b) {
		return r.b[r.at]
	}
	return 0
}

// value reads white space and a value; open is how many containers are open.
func (r *jsonReader) value(open int) (*Node, error) {
	r.space()
	if r.nodes++; r.nodes > maxNodes {
		return nil, errorAt(r.at, "more than %d values", maxNodes)
	}
	node := &Node{Offset: r.at}
	var err error
	switch c := r.peek(); {
	case c == '{' || c == '[':
		if open == maxDepth {
			return nil, errorAt(r.at, "more than %d objects and arrays are open", maxDepth)
		}
		r.at++
		if c == '{' {
			node.Kind = Object
			err = r.members(node, open+1)
		} else {
			node.Kind = Array
			err = r.items(node, open+1)
		}
	case c == '"':
		node.Kind = String
		node.Text, err = r.text()
	case c == '-' || c >= '0' && c <= '9':
		node.Kind = Number
		node.Text, err = r.number()
	case wordByte(c):
		node.Kind, node.Text, err = r.literal()
	default:
		err = errorAt(r.at, "expected a value, found %s", found(r.b, r.at))
	}
	if err != nil {
		return nil, err
	}
	return node, nil
}

func (r *jsonReader) items(node *Node, open int) error {
	r.space()
	if r.peek() == ']' {
		r.at++
		return nil
	}
	for {
		item, err := r.value(open)
		if err != nil {
			return err
		}
		node.Items = append(node.Items, item)
		if last, err := r.separator(']'); last || err != nil {
			return err
		}
	}
}

func (r *jsonReader) members(node *Node, open int) error {
	r.space()
	if r.peek() == '}' {
		r.at++
		return nil
	}
	expected := "a member name or '}'"
	known := names{}
	for {
		r.space()
		at := r.at
		if r.peek() != '"' {
			return errorAt(at, "expected %s, found %s", expected, found(r.b, at))
		}
		if len(node.Members) == maxMembers {
			return errorAt(at, "more than %d members in one object", maxMembers)
		}
		name, err := r.text()
		if err != nil {
			return err
		}
		if first, dup := known.add(node.Members, name, at); dup {
			r.add(DuplicateName, at, `member "%s" was given at byte %d already`,
				Cut([]byte(name), 60), first)
		}
		if r.space(); r.peek() != ':' {
			return errorAt(r.at, "expected ':', found %s", found(r.b, r.at))
		}
		r.at++
		value, err := r.value(open)
		if err != nil {
			return err
		}
		node.Members = append(node.Members, Member{name, value, at})
		if last, err := r.separator('}'); last || err != nil {
			return err
		}
		expected = "a member name"
	}
}

// separator reads a comma, or the byte that closes the container.
func (r *jsonReader) separator(closing byte) (last bool, err error) {
	r.space()
	c := r.peek()
	if c != ',' && c != closing {
		return false, errorAt(r.at, "expected ',' or '%c', found %s", closing, found(r.b, r.at))
	}
	r.at++
	return c == closing, nil
}
