package body

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

const xmlSpace = " \t\r\n"

// XML reads b as one XML 1.0 document in UTF-8, US-ASCII or the encoding that its
// declaration names, if that is one of the usual ones that begin as ASCII does.
//
// What is not well-formed is an error: unfinished or mismatched tags, text
// before the root element, an undefined entity, characters XML does not allow,
// bytes that are not UTF-8; and so are another declared encoding, more than 128
// open elements, and more than 200,000 elements and attributes in all. The
// error is a *SyntaxError and the element then nil; the faults found before it
// are returned with it.
//
// What some parsers tolerate, or no API has reason to send, is a fault and
// reading goes on, see the flaws. Entities are never expanded beyond the five
// predefined ones, and nothing outside b is ever read. Faults are in order of
// their offsets.
func XML(b []byte) (*Element, []Fault, error) {
	other, ok, err := recode(b)
	if err != nil {
		return nil, nil, err
	}
	if !ok {
		return readXMLDocument(newXMLReader(b))
	}
	r := newXMLReader(other.text)
	r.recoded = other.name
	root, faults, err := readXMLDocument(r)
	other.restore(root, faults, err)
	return root, faults, err
}

func readXMLDocument(r *xmlReader) (*Element, []Fault, error) {
	if err := r.document(); err != nil {
		return nil, r.faults(), err
	}
	r.trailing()
	return r.root, r.faults(), nil
}

type xmlReader struct {
	ledger
	b        []byte
	base     int // length of the byte order mark
	tokens   *xml.Decoder
	illegal  int // offset of the first character XML forbids, or len(b)
	open     []openElement
	root     *Element // set once it is closed
	nodes    int
	declared map[string]int // how often each namespace name is in scope
	ascii    bool           // US-ASCII is declared
	recoded  string         // the declared encoding that b was in before
}

// openElement is an element whose end tag was not read yet.
type openElement struct {
	*Element
	text   []byte // grows in place: joining strings would take quadratic time
	textAt int    // offset of the first text that is not white space, or -1
}

func newXMLReader(b []byte) *xmlReader {
	r := &xmlReader{b: b, declared: map[string]int{"http://www.w3.org/XML/1998/namespace": 1}}
	if bytes.HasPrefix(b, []byte(byteOrderMark)) {
		r.base = len(byteOrderMark)
	}
	r.tokens = xml.NewDecoder(bytes.NewReader(b[r.base:]))
	// The decoder misses an encoding written with space around its '=', so
	// encodings are judged in declaration, not here.
	r.tokens.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) {
		return input, nil
	}
	r.illegal = firstIllegal(b)
	return r
}

// at returns the offset of the next byte the decoder reads.
func (r *xmlReader) at() int { return r.base + int(r.tokens.InputOffset()) }

// document reads up to the end of the root element.
func (r *xmlReader) document() error {
	if name := wideMark(r.b); name != "" {
		return errorAt(0, "the body begins with a %s byte order mark", name)
	}
	if len(r.b) == 0 {
		return errorAt(0, "expected an element, the body is empty")
	}
	for r.root == nil {
		start := r.at()
		token, err := r.tokens.Token()
		if err != nil || r.illegal < r.at() {
			return r.explain(err, start)
		}
		if err := r.take(token, start); err != nil {
			return err
		}
	}
	if r.ascii {
		if i := bytes.IndexFunc(r.b[r.base:r.at()], func(c rune) bool { return c > 0x7F }); i >= 0 {
			r.add(UndeclaredEncoding, r.base+i, "US-ASCII is declared, found %s", found(r.b, r.base+i))
		}
	}
	return nil
}

func (r *xmlReader) take(token xml.Token, start int) error {
	raw := r.b[start:r.at()]
	switch t := token.(type) {
	case xml.StartElement:
		r.surrogates(raw, start)
		return r.start(t, start)
	case xml.EndElement:
		r.end()
	case xml.CharData:
		return r.text(t, raw, start)
	case xml.ProcInst:
		if t.Target == "xml" {
			return r.declaration(string(t.Inst), start)
		}
	case xml.Directive:
		if len(r.open) > 0 || !bytes.HasPrefix(t, []byte("DOCTYPE")) {
			return errorAt(start, "expected an element or text, found %s", Cut(raw, 40))
		}
		r.add(Doctype, start, "document type declaration %s", Cut(raw, 60))
	}
	return nil
}

func (r *xmlReader) start(t xml.StartElement, at int) error {
	if len(r.open) == maxDepth {
		return errorAt(at, "more than %d elements are open", maxDepth)
	}
	if r.nodes += 1 + len(t.Attr); r.nodes > maxNodes {
		return errorAt(at, "more than %d elements and attributes", maxNodes)
	}
	e := &Element{Name: t.Name.Local, Space: t.Name.Space, Offset: at}
	r.duplicates(t.Attr, at)
	for _, a := range t.Attr {
		attribute := Attribute{Name: a.Name.Local, Space: a.Name.Space, Value: a.Value}
		e.Attributes = append(e.Attributes, attribute)
		if attribute.declares() {
			r.declared[a.Value]++
		}
	}
	r.prefix(t.Name, at)
	for _, a := range e.Attributes {
		if !a.declares() {
			r.prefix(xml.Name{Space: a.Space, Local: a.Name}, at)
		}
	}
	r.open = append(r.open, openElement{e, nil, -1})
	return nil
}

// prefix reports a name whose prefix is not declared: the decoder then leaves
// the prefix where the namespace name should be.
func (r *xmlReader) prefix(name xml.Name, at int) {
	if name.Space != "" && r.declared[name.Space] == 0 {
		r.add(UndeclaredPrefix, at, `prefix "%s" of "%s" is not declared`,
			Cut([]byte(name.Space), 60), Cut([]byte(name.Local), 60))
	}
}

func (r *xmlReader) end() {
	last := len(r.open) - 1
	e := r.open[last]
	r.open = r.open[:last]
	e.Text = string(e.text)
	for _, a := range e.Attributes {
		if a.declares() {
			r.declared[a.Value]--
		}
	}
	if len(e.Children) > 0 && e.textAt >= 0 {
		r.add(MixedContent, e.textAt, "<%s> holds both elements and text: %s",
			Cut([]byte(e.Name), 60), Cut([]byte(strings.Trim(e.Text, xmlSpace)), 60))
	}
	if last == 0 {
		r.root = e.Element
		return
	}
	parent := r.open[last-1].Element
	parent.Children = append(parent.Children, e.Element)
}

func (r *xmlReader) text(data, raw []byte, start int) error {
	blank := len(bytes.Trim(data, xmlSpace)) == 0
	at := start
	if inner, ok := bytes.CutPrefix(raw, []byte("<![CDATA[")); ok {
		at += len(raw) - len(bytes.TrimLeft(inner, xmlSpace))
	} else {
		at += len(raw) - len(bytes.TrimLeft(raw, xmlSpace))
		r.surrogates(raw, start)
	}
	if len(r.open) == 0 {
		if blank && at == start+len(raw) {
			return nil
		}
		return errorAt(at, "expected an element, found %s", found(r.b, at))
	}
	e := &r.open[len(r.open)-1]
	e.text = append(e.text, data...)
	if !blank && e.textAt < 0 {
		e.textAt = at
	}
	return nil
}

// trailing looks at what follows the root element. Whatever is wrong there is
// one fault, as the root was read.
func (r *xmlReader) trailing() {
	for {
		start := r.at()
		token, err := r.tokens.Token()
		if err == io.EOF {
			return
		}
		ok := err == nil && r.illegal >= r.at()
		switch t := token.(type) {
		case xml.CharData:
			ok = ok && len(bytes.Trim(r.b[start:r.at()], xmlSpace)) == 0
		case xml.ProcInst:
			ok = ok && t.Target != "xml"
		case xml.Comment:
		default:
			ok = false
		}
		if !ok {
			rest := bytes.TrimLeft(r.b[start:], xmlSpace)
			r.add(TrailingContent, len(r.b)-len(rest), "%d bytes after the root element: %s",
				len(rest), Cut(rest, 60))
			return
		}
	}
}
