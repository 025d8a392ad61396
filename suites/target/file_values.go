package target

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// fitting reads the value or values of a key, each of the kind and form that the
// parameters have which take it.
func fitting(n document.Node, key string, params []*contract.Param) ([]string, error) {
	list := func(p *contract.Param) bool { return p.Kind == contract.List }
	if n.Kind() == document.Sequence && !slices.ContainsFunc(params, list) {
		return nil, n.Fail("one value is wanted for %s, not a list", key)
	}
	items := n.Items()
	if n.Kind() == document.Scalar {
		items = []document.Node{n}
	}
	out, err := values(n)
	for i, text := range out {
		for _, param := range params {
			switch {
			case param.Kind == contract.Integer && !isWholeNumber(text):
				return nil, items[i].Fail("%s is %q, not a whole number", key, text)
			case !contract.Formatted(param.Format, text):
				return nil, items[i].Fail("%s is %q, not of the form %s", key, text, param.Format)
			}
		}
	}
	return out, err
}

// isWholeNumber tells a number as every target reads it: digits, and not too many.
func isWholeNumber(text string) bool {
	_, err := strconv.ParseUint(text, 10, 63)
	return err == nil
}

// complete looks at a key beside the others of its section: whether it may be left
// out, and whether its value comes after that of the key it belongs behind.
func complete(name string, section document.Node, at map[string]document.Node, key string, params []*contract.Param) error {
	for _, param := range params {
		f := param.Fixture
		if f.Key != key {
			continue
		}
		here, before := at[key], at[f.After]
		if f.Need == contract.Mandatory && !here.There() {
			return section.Fail("%s has no %s: add one that is there, or let plumb init write the file", name, key)
		}
		if !here.There() || !before.There() {
			continue
		}
		from, _ := strconv.ParseInt(before.Text(), 10, 64)
		to, _ := strconv.ParseInt(here.Text(), 10, 64)
		if to <= from {
			return here.Fail("%s is %d, which is not after %s, %d", key, to, f.After, from)
		}
	}
	return nil
}

// scalar reads one value, which is not empty and not mistyped in a way that nobody sees.
func scalar(into *string) func(document.Node) error {
	return func(n document.Node) error {
		if n.Null() || n.Text() == "" {
			return n.Fail("one value is wanted here; leave the key out if there is nothing to say")
		}
		if text := n.Text(); strings.TrimSpace(text) != text || strings.ContainsFunc(text, unicode.IsControl) {
			return n.Fail("%q begins or ends with a blank, or has a control character in it", text)
		}
		*into = n.Text()
		return nil
	}
}

// values reads a value or a list of different ones.
func values(n document.Node) ([]string, error) {
	items := n.Items()
	if n.Kind() == document.Scalar {
		items = []document.Node{n}
	}
	if len(items) == 0 {
		return nil, n.Fail("a value or a list of values is wanted here; leave the key out if there is nothing to say")
	}
	var out []string
	for _, item := range items {
		var text string
		if err := scalar(&text)(item); err != nil {
			return nil, err
		}
		if slices.Contains(out, text) {
			return nil, item.Fail("%q stands twice", text)
		}
		out = append(out, text)
	}
	return out, nil
}

// codes reads {codes: {Documented.Code: Other, …}}: what a gateway in front of
// the target answers in the place of documented codes.
func (p *fileReader) codes(into *map[string][]string) func(document.Node) error {
	return func(n document.Node) error {
		table := n.Get("codes")
		if len(n.Entries()) != 1 || table.Kind() != document.Mapping {
			return n.Fail("accept holds codes, which map a documented code to what is accepted in its place")
		}
		var documented []string
		for _, o := range p.config.Operations {
			for _, e := range o.Errors {
				documented = append(documented, e.Code)
			}
		}
		*into = map[string][]string{}
		for _, e := range table.Entries() {
			accepted, err := values(e.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(documented, e.Key) {
				return e.Value.Fail("%s is no documented code; did you mean %s?", e.Key, document.Nearest(e.Key, documented))
			}
			(*into)[e.Key] = accepted
		}
		return nil
	}
}
