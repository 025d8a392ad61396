package specs

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// written is a keyword as it stands in a file.
type written struct {
	document.Entry
	site contract.Site
	of   string // for a sentence: "the parameter UserNames"
	// below is true of what stands below a parameter.
	below bool
}

// keywordsOf lists the keywords of a file at the sites of the table, in written
// order. What stands in x- keys is left to their schemas.
func keywordsOf(top document.Node) []written {
	var out []written
	list := func(n document.Node, site contract.Site, of string) {
		for _, e := range n.Written() {
			out = append(out, written{e, site, of, false})
		}
	}
	list(top, contract.AtTop, "the file")
	request := top.At("components", "schemas", "Request")
	list(request, contract.InRequest, "the request")
	for _, p := range askedSchemas(top) {
		for _, e := range p.node.Written() {
			out = append(out, written{e, p.site, p.what, strings.Contains(p.path, "/")})
		}
	}
	for _, f := range fieldFacts(answerOf(top), "", nil) {
		list(f.node, contract.InAnswer, f.what)
		for _, one := range f.node.Get("oneOf").Items() {
			list(one, contract.InAnswer, f.what)
		}
	}
	return out
}

// askedSchema is the schema of a parameter, or one below it.
type askedSchema struct {
	fact
	path string
	site contract.Site
}

// askedSchemas lists those of a file, outermost first.
func askedSchemas(top document.Node) []askedSchema {
	var out []askedSchema
	var walk func(n document.Node, path, what string, site contract.Site, open []document.Node)
	members := func(n document.Node, path string, open []document.Node) {
		for _, p := range n.Get("properties").Entries() {
			below := strings.TrimPrefix(path+"/"+p.Key, "/")
			walk(p.Value, below, "the parameter "+below, contract.InParameter, open)
		}
	}
	walk = func(n document.Node, path, what string, site contract.Site, open []document.Node) {
		if !n.There() || slices.ContainsFunc(open, n.Is) {
			return
		}
		open = append(slices.Clone(open), n)
		out = append(out, askedSchema{fact{n, what}, path, site})
		members(n, path, open)
		walk(n.Get("items"), path, "the items of "+what, contract.InItems, open)
	}
	members(top.At("components", "schemas", "Request"), "", nil)
	return out
}

// keywords finds what the table of keywords does not have: nothing would read it.
// Unknown x- keys are found wherever they stand.
func (l *linter) keywords() {
	names := map[contract.Site][]string{}
	for _, k := range contract.Keywords() {
		names[k.Site] = append(names[k.Site], k.Name)
	}
	for _, w := range keywordsOf(l.top) {
		l.limitValue(w)
		if w.below && slices.Contains([]string{"x-list", "x-placeholders", "x-common", "x-default", "x-level-reason"}, w.Key) {
			l.find("unknown-keyword", w.Value.Location(), "nothing reads the %s of %s: only a parameter itself has one", w.Key, w.of)
		}
		known := names[w.site]
		if slices.Contains(known, w.Key) || strings.HasPrefix(w.Key, "x-") && !slices.Contains(l.schemas.names, w.Key) {
			continue
		}
		l.find("unknown-keyword", w.Value.Location(), "the keyword %s is none that %s can have%s known are %s", w.Key, w.of, document.DidYouMean(w.Key, known), strings.Join(known, ", "))
	}
}

// limitValue finds a limit that is no number, or that no value can keep: cases are made
// of it, one of them just outside.
func (l *linter) limitValue(w written) {
	if w.site == contract.AtTop || w.Value.Kind() == document.Mapping || (w.site == contract.InParameter || w.site == contract.InItems) && w.Key == "maxItems" {
		return // what cases are derived from is looked at for Sound, too
	}
	text := w.Value.Follow().Text()
	switch w.Key {
	case "maxItems", "minItems", "maxLength", "minLength", "maxProperties", "minProperties":
		if n, err := strconv.ParseUint(text, 10, 31); err != nil || n == 0 && w.Key == "maxItems" {
			l.find("keyword-value", w.Value.Location(), "the %s of %s is %s: give a whole number, one item at least", w.Key, w.of, text)
		}
	case "minimum", "maximum":
		if _, ok := new(big.Rat).SetString(text); !ok {
			l.find("keyword-value", w.Value.Location(), "the %s of %s is %s: give a number", w.Key, w.of, text)
		}
	case "multipleOf":
		if n, ok := new(big.Rat).SetString(text); !ok || n.Sign() <= 0 {
			l.find("keyword-value", w.Value.Location(), "the %s of %s is %s: give a number above zero", w.Key, w.of, text)
		}
	}
}

// unasked says which OpenAPI keywords of a spec file demand something that
// nothing asks about: whoever writes them would take a target's silence for
// conformance. A file that does not parse has none.
func unasked(file string, data []byte) []Finding {
	top, err := document.Parse(file, data)
	if err != nil || len(top.Cycles()) > 0 {
		return nil
	}
	var out []Finding
	rows := contract.Keywords()
	for _, w := range keywordsOf(top) {
		i := slices.IndexFunc(rows, func(k contract.KeywordRow) bool { return k.Name == w.Key && k.Site == w.site })
		if i < 0 || strings.HasPrefix(w.Key, "x-") {
			continue
		}
		if why := rows[i].Unasked(w.Value.Follow().Text()); why != "" {
			out = append(out, Finding{w.Value.Location(), "not-asked", fmt.Sprintf("stated, and not asked: %s of %s: %s", w.Key, w.of, why)})
		}
	}
	return out
}
