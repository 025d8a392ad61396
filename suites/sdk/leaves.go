package sdk

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/big"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire/body"
)

// leaf is one value without members: what an answer says or a user sees.
type leaf struct {
	kind body.Kind
	text string
}

// leaves are the values of an answer by the names of their members, each name's
// in order. Where they are nested does not count: clients flatten and unwrap.
type leaves map[string][]leaf

// ofJSON reads what a client gave, or what was served.
func ofJSON(data []byte) (leaves, error) {
	node, _, err := body.JSON(data)
	if err != nil {
		return nil, err
	}
	out := leaves{}
	out.gather("", node)
	return out, nil
}

func (l leaves) gather(name string, n *body.Node) {
	switch n.Kind {
	case body.Object:
		for _, m := range n.Members {
			l.gather(m.Name, m.Value)
		}
	case body.Array:
		for _, item := range n.Items {
			l.gather(name, item)
		}
	default:
		l[name] = append(l[name], leaf{n.Kind, n.Text})
	}
}

// ofXML reads a served document.
func ofXML(data []byte) (leaves, error) {
	root, _, err := body.XML(data)
	if err != nil {
		return nil, err
	}
	out := leaves{}
	out.elements(root)
	return out, nil
}

func (l leaves) elements(e *body.Element) {
	for _, child := range e.Children {
		l.elements(child)
	}
	if len(e.Children) == 0 {
		l[e.Name] = append(l[e.Name], leaf{body.String, e.Text})
	}
}

// served reads a served body of either format, packed or not.
func served(format contract.Format, data []byte) (leaves, error) {
	if packed, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		if data, err = io.ReadAll(packed); err != nil { // our own emulator packed it
			return nil, err
		}
	}
	if format == contract.XML {
		return ofXML(data)
	}
	return ofJSON(data)
}

// documented gives the values that the document knows, under the names a typed
// client has for them or under those that were served. Fields that hold members
// are none.
func (l leaves) documented(op *contract.Operation, typed bool) leaves {
	out := leaves{}
	op.Response.Walk(func(f *contract.Field) {
		if f.Name == "" || len(f.Members) > 0 || f.Items != nil {
			return
		}
		for name, values := range l {
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

// same tells whether a user sees the served value: equal text, or an equal
// number. A number in a string must stand there in digits, since whoever gets a
// string where the document promises a count will read it as one.
func (l leaf) same(seen leaf) bool {
	if l.kind == body.Number && seen.kind == body.String && strings.ContainsAny(seen.text, "eE") {
		return false
	}
	if l.text == seen.text {
		return l.kind != body.Null || seen.kind == body.Null
	}
	if l.kind != body.Number || seen.kind != body.Number && seen.kind != body.String {
		return false
	}
	a, okA := rational(l.text)
	b, okB := rational(seen.text)
	return okA && okB && a.Cmp(b) == 0
}

// rational reads a number; exponents of hostile size are none.
func rational(text string) (*big.Rat, bool) {
	if at := strings.IndexAny(text, "eE"); at >= 0 && len(text)-at > 5 || len(text) > 400 {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// blank tells a value that says nothing.
func (l leaf) blank() bool { return l.kind == body.Null || l.text == "" }
