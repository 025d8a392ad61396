package specs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// The names that the contract owns. A test compares each list with the
// contract's constants, so that none is forgotten here.

func formats() []contract.Format { return []contract.Format{contract.JSON, contract.XML} }

func placesOfCarriers() []contract.Place {
	return []contract.Place{contract.InQuery, contract.InForm, contract.InJSON, contract.InMixed, contract.InBoth}
}

func levels() []contract.Level { return contract.Levels() }

func whens() []string { return contract.KeywordNames(contract.InTrigger) }

func aspects() []contract.Aspect {
	return []contract.Aspect{contract.KindAspect, contract.KeyAspect, contract.NestingAspect, contract.RootAspect, contract.NeedAspect,
		contract.BlankAspect, contract.EncodingAspect, contract.ValueAspect, contract.OrderAspect}
}

func needs() []contract.Need {
	return []contract.Need{contract.Mandatory, contract.Known, contract.Any}
}

func keywords() []contract.Keyword {
	return append(contract.Checked(), contract.Row, contract.Optional, contract.Default, contract.Encoding, contract.EmptyValue, contract.Placed)
}

// paramFormats are the forms of parameters that contract.Formatted knows, and
// fieldFormats those of fields (contract.Field).
func paramFormats() []string { return contract.Forms() }
func fieldFormats() []string { return append(contract.Forms(), "url", "epoch-seconds") }

// names finds words that the contract does not know: a case of an unknown kind
// would never be asked, and nobody would notice.
func (l *linter) names() {
	x := l.top.Get("x-operation")
	check(l, "protocol", x.Get("protocol"), protocolNames())
	l.effect(x.Get("effect"))
	for _, item := range x.Get("formats").Items() {
		check(l, "format of answers", item.Get("value"), formats())
	}
	for _, item := range x.Get("carriers").Items() {
		check(l, "place", item.Get("place"), placesOfCarriers())
	}
	for _, row := range l.top.Get("x-errors").Items() {
		for _, t := range row.Get("triggers").Items() {
			check(l, "trigger", t.Get("when"), whens())
			check(l, "level", t.Get("level"), levels())
		}
	}
	for _, set := range l.top.Get("x-readings").Items() {
		check(l, "aspect", set.Get("aspect"), aspects())
	}
	for _, item := range l.top.Get("x-rules").Items() {
		check(l, "kind of rule", item.Get("kind"), contract.RuleKinds())
	}
	for _, item := range l.top.Get("x-relations").Items() {
		check(l, "kind of relation", item.Get("kind"), relationKinds())
		if known := wholes(contract.RelationKind(item.Get("kind").Text())); known != nil {
			check(l, "whole of "+item.Get("kind").Text(), item.Get("whole"), known)
		}
	}
	for _, f := range factsOf(l.top) {
		check(l, "level", f.node.Get("level"), levels())
	}
	for _, p := range askedSchemas(l.top) {
		check(l, "format of a parameter", p.node.Get("format"), paramFormats())
		check(l, "need", p.node.At("x-fixture", "need"), needs())
		for _, key := range []string{"x-source", "x-level"} {
			for _, e := range p.node.Get(key).Entries() {
				check(l, "keyword in "+key, e.Name(), keywords())
			}
		}
		for _, e := range p.node.Get("x-level").Entries() {
			check(l, "level", e.Value, levels())
		}
	}
	for _, f := range fieldFacts(answerOf(l.top), "", nil) {
		check(l, "format of a field", f.node.Get("format"), fieldFormats())
	}
}

// check finds a scalar that is not among the known names; one that is not there
// is no business of it.
func check[T ~string](l *linter, what string, n document.Node, known []T) {
	if n.Text() == "" || slices.Contains(known, T(n.Text())) {
		return
	}
	words := make([]string, len(known))
	for i, k := range known {
		words[i] = string(k)
	}
	l.find("unknown-name", n.Location(), "the %s %q is unknown: did you mean %s? known are %s", what, n.Text(), document.Nearest(n.Text(), words), list(words))
}

func list(words []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" }), ", ")
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
	case contract.ToldApart:
		return []string{"parameter", "fields"}
	case contract.AtMost:
		return []string{"fields"}
	case contract.Opens:
		return []string{"fields", "whole"}
	case contract.FileHolds:
		return []string{"fields", "whole", "of"}
	case contract.PointsWithin, contract.PointsAtMost:
		return []string{"rows", "key", "parts"}
	case contract.OfPoints:
		return []string{"parameter", "rows", "key", "parts", "fields", "whole", "slack"}
	case contract.Ordered:
		return []string{"parts"}
	case contract.SplitPeriod:
		return []string{"parts", "fields"}
	case contract.SameForEach:
		return []string{"parameter", "parts", "fields"}
	case contract.Ahead, contract.PastStands:
		return []string{"fields"}
	case contract.OwnName:
		return []string{"parameter", "rows", "key"}
	case contract.Pages:
		return []string{"parameter", "parts", "whole", "rows", "key"}
	case contract.Echoes:
		return []string{"parameter", "fields"}
	}
	return nil
}

// wholes are the words that whole may be in a kind of relation; nil where it is a value.
func wholes(kind contract.RelationKind) []string {
	switch kind {
	case contract.Opens:
		return []string{"there", "kind"}
	case contract.OfPoints:
		return []string{"sum", "maximum", "average"}
	}
	return nil
}

func relationKinds() []string { return contract.KeywordNames(contract.InRelation) }

// parameter finds a name that no parameter has.
func (l *linter) parameter(what string, n document.Node) {
	name := n.Text()
	if _, ok := l.operation.Param(name); ok || !n.There() {
		return
	}
	var known []string
	for _, p := range l.operation.Params {
		known = append(known, p.Name)
	}
	l.find("unknown-parameter", n.Location(), "%s names %q, which is no parameter: did you mean %s?", what, name, document.Nearest(name, known))
}

// field finds a path that leads nowhere in the answer, below another path.
func (l *linter) field(what, below string, n document.Node) {
	path := strings.TrimPrefix(below+"/"+n.Text(), "/")
	if _, ok := l.operation.Response.Find(path); ok || !n.There() {
		return
	}
	var known []string
	l.operation.Response.Walk(func(f *contract.Field) { known = append(known, f.Path) })
	l.find("unknown-field", n.Location(), "%s names %q, which is no field of the answer: did you mean %s?", what, path, fmt.Sprintf("%q", document.Nearest(path, known)))
}
