package specs

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// fact is a place that states something about the API and so must cite.
type fact struct {
	node document.Node
	what string // for a sentence: "the error row SAG.InstanceIdEmpty"
}

// factsOf lists every place of a file that must cite.
func factsOf(top document.Node) []fact {
	x := top.Get("x-operation")
	out := []fact{{x, "x-operation"}}
	for _, key := range []string{"envelope", "xml-root", "effect", "rate"} {
		if n := x.Get(key); n.There() {
			out = append(out, fact{n, key})
		}
	}
	list := func(n document.Node, what, name string) {
		for _, item := range n.Items() {
			out = append(out, fact{item, strings.TrimSpace(what + " " + item.Get(name).Text())})
		}
	}
	list(x.Get("formats"), "the format", "value")
	list(x.Get("carriers"), "the carrier", "id")
	list(x.Get("common"), "the common parameter", "name")
	for _, p := range top.At("components", "schemas", "Request", "properties").Entries() {
		out = append(out, fact{p.Value, "the parameter " + p.Key})
		list(p.Value.Get("x-placeholders"), "the placeholder of "+p.Key, "value")
	}
	out = append(out, fieldFacts(answerOf(top), "", nil)...)
	list(top.Get("x-errors"), "the error row", "code")
	for _, set := range top.Get("x-readings").Items() {
		out = append(out, fact{set, "the reading set " + set.Get("id").Text()})
		list(set.Get("readings"), "the reading", "id")
	}
	list(top.Get("x-rules"), "the rule", "id")
	list(top.Get("x-relations"), "the relation", "id")
	list(top.Get("x-requests"), "the printed request", "id")
	for _, e := range top.At("components", "examples").Entries() {
		out = append(out, fact{e.Value, "the example " + e.Key})
	}
	list(top.Get("x-notes"), "the note", "id")
	list(top.Get("x-uncited"), "the stretch without a fact", "")
	return out
}

// answerOf gives the schema that describes the answer, as the loader finds it.
func answerOf(top document.Node) document.Node {
	if payload := top.At("components", "schemas", "Payload"); payload.There() {
		return payload
	}
	return top.At("components", "schemas", "Response")
}

// fieldFacts lists a schema and everything below it; open holds the schemas
// around it, none of which is entered again.
func fieldFacts(n document.Node, path string, open []document.Node) []fact {
	if !n.There() || slices.ContainsFunc(open, n.Is) {
		return nil
	}
	open = append(slices.Clone(open), n)
	what := "the answer"
	if path != "" {
		what = "the field " + path
	}
	out := []fact{{n, what}}
	for _, p := range n.Get("properties").Entries() {
		out = append(out, fieldFacts(p.Value, strings.TrimPrefix(path+"/"+p.Key, "/"), open)...)
	}
	if items := n.Get("items"); items.There() {
		out = append(out, fieldFacts(items, path+"[]", open)...)
	}
	return out
}

// facts holds each fact against the rules of citing.
func (l *linter) facts() {
	for _, f := range factsOf(l.top) {
		if !f.node.There() {
			continue
		}
		if !f.node.Get("x-source").There() {
			l.find("fact-without-source", f.node.Location(), "%s has no x-source: cite the document's line, or %q", f.what, contract.CommonPages)
			continue
		}
		l.levelOf(f)
	}
	for _, row := range l.top.Get("x-errors").Items() {
		if len(row.Get("triggers").Items()) == 0 {
			l.find("error-without-trigger", row.Location(), "the error row %s has no triggers: say what causes it, or {when: %s}", row.Get("code").Text(), contract.ServerSide)
		}
		for _, t := range row.Get("triggers").Items() {
			// A trigger that says nothing is asked at must.
			if level := t.Get("level"); t.Get("when").Text() != string(contract.ServerSide) && (!level.There() || level.Text() == string(contract.Must)) {
				l.mustNeedsDocument(t.Location(), row, "a trigger of "+row.Get("code").Text())
			}
			if t.Get("level").Text() == string(contract.May) && !t.Get("reason").There() {
				l.find(unreasoned, t.Location(), "a trigger of %s is asked at may: say why as its reason", row.Get("code").Text())
			}
		}
	}
}

// undigested is the rule of citations that no change of the page would be noticed by.
const undigested = "citation-without-digest"

// digests finds citations that no change of the page would be noticed by.
func (l *linter) digests() {
	for _, c := range citationsOf(l.top) {
		if c.source.Document != contract.CommonPages && c.source.Digest == "" {
			l.find(undigested, contract.Location{File: l.file, Line: c.node.Line()}, "the citation %s has no digest: run plumb pin DOCUMENTS", c.source)
		}
	}
}

// unreasoned is the rule of levels that are an exception, and do not say why.
const unreasoned = "level-without-reason"

func (l *linter) levelOf(f fact) {
	if level := f.node.Get("x-level"); level.There() && !f.node.Get("x-level-reason").There() {
		l.find(unreasoned, level.Location(), "%s has another level than is usual: say why as x-level-reason", f.what)
	}
	if level := f.node.Get("level"); level.Text() == string(contract.Must) {
		l.mustNeedsDocument(level.Location(), f.node, f.what)
	}
	for _, e := range f.node.Get("x-level").Entries() {
		if e.Value.Text() != string(contract.Must) {
			continue
		}
		cited := f.node.Get("x-source")
		if own := cited.Get(e.Key); own.There() {
			cited = own
		} else if row := cited.Get("row"); row.There() {
			cited = row
		}
		if onlyCommon(cited) {
			l.find("must-on-common-pages", e.Value.Location(), "%s of %s is asked at must, but only the vendor's common pages say it: make it should", e.Key, f.what)
		}
	}
}

func (l *linter) mustNeedsDocument(at contract.Location, n document.Node, what string) {
	if cited := n.Get("x-source"); cited.There() && onlyCommon(cited) {
		l.find("must-on-common-pages", at, "%s is asked at must, but only the vendor's common pages say it: make it should", what)
	}
}

func onlyCommon(cited document.Node) bool {
	texts := cited.Texts()
	for _, e := range cited.Entries() {
		texts = append(texts, e.Value.Texts()...)
	}
	for _, text := range texts {
		if text != contract.CommonPages {
			return false
		}
	}
	return len(texts) > 0
}

// citation is one written citation.
type citation struct {
	node   document.Node
	source contract.Source
	// uncited is true in x-uncited, which says that no fact stands there.
	uncited bool
}

// citationsOf lists every citation below a node; what is no citation is left to
// the schema of x-source.
func citationsOf(top document.Node) []citation {
	var out []citation
	var walk func(n document.Node, cites, uncited bool)
	walk = func(n document.Node, cites, uncited bool) {
		if source, err := contract.ParseSource(n.Text()); cites && n.Kind() == document.Scalar && err == nil {
			out = append(out, citation{n, source, uncited})
		}
		for _, e := range n.Written() {
			walk(e.Value, cites || e.Key == "x-source", uncited || e.Key == "x-uncited")
		}
	}
	walk(top, false, false)
	return out
}
