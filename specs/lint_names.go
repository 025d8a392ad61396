package specs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
)

// The names that the contract owns. A test compares each list with the
// contract's constants, so that none is forgotten here.

func protocols() []contract.Protocol {
	return []contract.Protocol{contract.AlibabaRPC, contract.TencentAPI3}
}

func formats() []contract.Format { return []contract.Format{contract.JSON, contract.XML} }

func placesOfCarriers() []contract.Place {
	return []contract.Place{contract.InQuery, contract.InForm, contract.InJSON, contract.InMixed}
}

func levels() []contract.Level { return []contract.Level{contract.Must, contract.Should, contract.May} }

func whens() []contract.When {
	return []contract.When{contract.Absent, contract.Empty, contract.Unknown, contract.Malformed, contract.Outside, contract.OverLimit, contract.ServerSide}
}

func aspects() []contract.Aspect {
	return []contract.Aspect{contract.KindAspect, contract.KeyAspect, contract.NestingAspect, contract.RootAspect, contract.NeedAspect,
		contract.BlankAspect, contract.EncodingAspect, contract.ValueAspect, contract.OrderAspect}
}

func needs() []contract.Need {
	return []contract.Need{contract.Mandatory, contract.Known, contract.Any}
}

func keywords() []contract.Keyword {
	return []contract.Keyword{contract.Row, contract.Required, contract.Optional, contract.TypeKeyword, contract.Enum, contract.MaxItems,
		contract.FormatWord, contract.Default, contract.Encoding, contract.EmptyValue, contract.Placed}
}

// paramFormats are the forms of parameters that contract.Formatted knows, and
// fieldFormats those of fields (contract.Field).
func paramFormats() []string { return []string{"yyyyMM"} }
func fieldFormats() []string { return []string{"url", "epoch-seconds"} }

// names finds words that the contract does not know: a case of an unknown kind
// would never be asked, and nobody would notice.
func (l *linter) names() {
	x := l.top.get("x-operation")
	check(l, "protocol", x.get("protocol"), protocols())
	for _, item := range x.get("formats").items() {
		check(l, "format of answers", item.get("value"), formats())
	}
	for _, item := range x.get("carriers").items() {
		check(l, "place", item.get("place"), placesOfCarriers())
	}
	for _, row := range l.top.get("x-errors").items() {
		for _, t := range row.get("triggers").items() {
			check(l, "trigger", t.get("when"), whens())
			check(l, "level", t.get("level"), levels())
		}
	}
	for _, set := range l.top.get("x-readings").items() {
		check(l, "aspect", set.get("aspect"), aspects())
	}
	for _, item := range l.top.get("x-relations").items() {
		check(l, "kind of relation", item.get("kind"), relationKinds())
	}
	for _, f := range factsOf(l.top) {
		check(l, "level", f.node.get("level"), levels())
	}
	for _, p := range l.top.at("components", "schemas", "Request", "properties").entries() {
		check(l, "format of a parameter", p.value.get("format"), paramFormats())
		check(l, "need", p.value.at("x-fixture", "need"), needs())
		for _, key := range []string{"x-source", "x-level"} {
			for _, e := range p.value.get(key).entries() {
				check(l, "keyword in "+key, keyNode(e), keywords())
			}
		}
		for _, e := range p.value.get("x-level").entries() {
			check(l, "level", e.value, levels())
		}
	}
	for _, f := range fieldFacts(answerOf(l.top), "", nil) {
		check(l, "format of a field", f.node.get("format"), fieldFormats())
	}
}

// check finds a scalar that is not among the known names; one that is not there
// is no business of it.
func check[T ~string](l *linter, what string, n node, known []T) {
	if n.text() == "" || slices.Contains(known, T(n.text())) {
		return
	}
	words := make([]string, len(known))
	for i, k := range known {
		words[i] = string(k)
	}
	l.find("unknown-name", n.line, "the %s %q is unknown: did you mean %s? known are %s", what, n.text(), nearest(n.text(), words), list(words))
}

func list(words []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" }), ", ")
}

// keyNode makes a place of an entry's key, so that a key can be checked like a
// value.
func keyNode(e entry) node {
	return node{file: e.value.file, root: e.value.root, yaml: scalar(e.key), line: e.value.line}
}

// wanted says which keys a kind of relation needs beside id, kind and text.
func wanted(kind contract.RelationKind) []string {
	switch kind {
	case contract.OrderFree:
		return []string{"parameter"}
	case contract.RowsWithin, contract.RowsUnique, contract.Union:
		return []string{"parameter", "rows", "key"}
	case contract.SumOfValues:
		return []string{"parameter", "parts", "whole", "fields"}
	case contract.SumOfItems:
		return []string{"parameter", "fields"}
	case contract.SameAsAbsent:
		return []string{"parameter", "whole"}
	case contract.AtMost:
		return []string{"fields"}
	case contract.PointsWithin, contract.PointsAtMost:
		return []string{"rows", "key", "parts"}
	case contract.Ordered:
		return []string{"parts"}
	}
	return nil
}

func relationKinds() []contract.RelationKind {
	return []contract.RelationKind{contract.RowsWithin, contract.RowsUnique, contract.OrderFree, contract.Union, contract.SumOfValues,
		contract.SumOfItems, contract.SameAsAbsent, contract.AtMost, contract.Ordered, contract.PointsWithin, contract.PointsAtMost}
}

// parameter finds a name that no parameter has.
func (l *linter) parameter(what string, n node) {
	name := n.text()
	if _, ok := l.operation.Param(name); ok || !n.there() {
		return
	}
	var known []string
	for _, p := range l.operation.Params {
		known = append(known, p.Name)
	}
	l.find("unknown-parameter", n.line, "%s names %q, which is no parameter: did you mean %s?", what, name, nearest(name, known))
}

// field finds a path that leads nowhere in the answer, below another path.
func (l *linter) field(what, below string, n node) {
	path := strings.TrimPrefix(below+"/"+n.text(), "/")
	if _, ok := l.operation.Response.Find(path); ok || !n.there() {
		return
	}
	var known []string
	l.operation.Response.Walk(func(f *contract.Field) { known = append(known, f.Path) })
	l.find("unknown-field", n.line, "%s names %q, which is no field of the answer: did you mean %s?", what, path, fmt.Sprintf("%q", nearest(path, known)))
}
