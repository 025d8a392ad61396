package sdk

import (
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// fields is a set of values by the names of their members, each name's in order.
type fields map[string][]leaf

// sheet is an answer as clients flatten and unwrap it: its rows in order, and all
// that stands in none.
type sheet struct {
	head fields
	rows []fields
	// inRow tells a name that the document has in the items of a list: what holds
	// such a value is a row, however it is nested.
	inRow func(name string) bool
}

func newSheet(op *contract.Operation) *sheet {
	var names []string
	op.Response.Walk(func(f *contract.Field) {
		if f.Items != nil {
			for _, m := range f.Items.Members {
				names = append(names, m.Name)
			}
		}
	})
	return &sheet{head: fields{}, inRow: func(name string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
	}}
}

// ofJSON reads what a client gave, or what was served.
func ofJSON(op *contract.Operation, data []byte) (*sheet, error) {
	node, _, err := body.JSON(data)
	if err != nil {
		return nil, err
	}
	s := newSheet(op)
	s.gather(s.head, "", node)
	return s, nil
}

func (s *sheet) gather(into fields, name string, n *body.Node) {
	switch n.Kind {
	case body.Object:
		if slices.ContainsFunc(n.Members, func(m body.Member) bool { return isScalar(m.Value) && s.inRow(m.Name) }) {
			into = fields{}
			s.rows = append(s.rows, into)
		} else {
			into = s.head
		}
		for _, m := range n.Members {
			s.gather(into, m.Name, m.Value)
		}
	case body.Array:
		for _, item := range n.Items {
			s.gather(into, name, item)
		}
	default:
		into[name] = append(into[name], leaf{n.Kind, n.Text})
	}
}

func isScalar(n *body.Node) bool { return n.Kind != body.Object && n.Kind != body.Array }

// ofXML reads a served document.
func ofXML(op *contract.Operation, data []byte) (*sheet, error) {
	root, _, err := body.XML(data)
	if err != nil {
		return nil, err
	}
	s := newSheet(op)
	s.elements(s.head, root)
	return s, nil
}

func (s *sheet) elements(into fields, e *body.Element) {
	if len(e.Children) == 0 {
		into[e.Name] = append(into[e.Name], leaf{body.String, e.Text})
		return
	}
	into = s.head
	if slices.ContainsFunc(e.Children, func(c *body.Element) bool { return len(c.Children) == 0 && s.inRow(c.Name) }) {
		into = fields{}
		s.rows = append(s.rows, into)
	}
	for _, child := range e.Children {
		s.elements(into, child)
	}
}

// served reads a served body of either format, packed or not.
func served(op *contract.Operation, format contract.Format, data []byte) (*sheet, error) {
	if packed, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		if data, err = io.ReadAll(packed); err != nil { // our own emulator packed it
			return nil, err
		}
	}
	if format == contract.XML {
		return ofXML(op, data)
	}
	return ofJSON(op, data)
}

// documented gives the values that the document knows, under the names a typed
// client has for them or under those that were served. Fields that hold members
// are none.
func (s *sheet) documented(op *contract.Operation, typed bool) *sheet {
	out := &sheet{head: s.head.documented(op, typed), inRow: s.inRow}
	for _, row := range s.rows {
		out.rows = append(out.rows, row.documented(op, typed))
	}
	return out
}

func (r fields) documented(op *contract.Operation, typed bool) fields {
	out := fields{}
	op.Response.Walk(func(f *contract.Field) {
		if f.Name == "" || len(f.Members) > 0 || f.Items != nil {
			return
		}
		for name, values := range r {
			switch {
			case !strings.EqualFold(name, f.Name):
			case typed:
				out[f.Name] = values
			default:
				out[name] = values
			}
		}
	})
	return out
}

// empty tells whether nothing is in it.
func (s *sheet) empty() bool { return len(s.head) == 0 && len(s.rows) == 0 }
