package specs

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// fact is a place that states something about the API and so must cite.
type fact struct {
	node node
	what string // for a sentence: "the error row SAG.InstanceIdEmpty"
}

// factsOf lists every place of a file that must cite.
func factsOf(top node) []fact {
	x := top.get("x-operation")
	out := []fact{{x, "x-operation"}}
	for _, key := range []string{"envelope", "xml-root", "rate"} {
		if n := x.get(key); n.there() {
			out = append(out, fact{n, key})
		}
	}
	list := func(n node, what, name string) {
		for _, item := range n.items() {
			out = append(out, fact{item, strings.TrimSpace(what + " " + item.get(name).text())})
		}
	}
	list(x.get("formats"), "the format", "value")
	list(x.get("carriers"), "the carrier", "id")
	list(x.get("common"), "the common parameter", "name")
	for _, p := range top.at("components", "schemas", "Request", "properties").entries() {
		out = append(out, fact{p.value, "the parameter " + p.key})
		list(p.value.get("x-placeholders"), "the placeholder of "+p.key, "value")
	}
	out = append(out, fieldFacts(answerOf(top), "", nil)...)
	list(top.get("x-errors"), "the error row", "code")
	for _, set := range top.get("x-readings").items() {
		out = append(out, fact{set, "the reading set " + set.get("id").text()})
		list(set.get("readings"), "the reading", "id")
	}
	list(top.get("x-relations"), "the relation", "id")
	list(top.get("x-requests"), "the printed request", "id")
	for _, e := range top.at("components", "examples").entries() {
		out = append(out, fact{e.value, "the example " + e.key})
	}
	list(top.get("x-notes"), "the note", "id")
	list(top.get("x-uncited"), "the stretch without a fact", "")
	return out
}

// answerOf gives the schema that describes the answer, as the loader finds it.
func answerOf(top node) node {
	if payload := top.at("components", "schemas", "Payload"); payload.there() {
		return payload
	}
	return top.at("components", "schemas", "Response")
}

// fieldFacts lists a schema and everything below it; open holds the schemas
// around it, none of which is entered again.
func fieldFacts(n node, path string, open []*yaml.Node) []fact {
	if !n.there() || slices.Contains(open, n.yaml) {
		return nil
	}
	open = append(slices.Clone(open), n.yaml)
	what := "the answer"
	if path != "" {
		what = "the field " + path
	}
	out := []fact{{n, what}}
	for _, p := range n.get("properties").entries() {
		out = append(out, fieldFacts(p.value, strings.TrimPrefix(path+"/"+p.key, "/"), open)...)
	}
	if items := n.get("items"); items.there() {
		out = append(out, fieldFacts(items, path+"[]", open)...)
	}
	return out
}

// facts holds each fact against the rules of citing.
func (l *linter) facts() {
	for _, f := range factsOf(l.top) {
		if !f.node.there() {
			continue
		}
		if !f.node.get("x-source").there() {
			l.find("fact-without-source", f.node.line, "%s has no x-source: cite the document's line, or %q", f.what, contract.CommonPages)
			continue
		}
		l.levelOf(f)
	}
	for _, row := range l.top.get("x-errors").items() {
		if len(row.get("triggers").items()) == 0 {
			l.find("error-without-trigger", row.line, "the error row %s has no triggers: say what causes it, or {when: %s}", row.get("code").text(), contract.ServerSide)
		}
		for _, t := range row.get("triggers").items() {
			// A trigger that says nothing is asked at must.
			if level := t.get("level"); t.get("when").text() != string(contract.ServerSide) && (!level.there() || level.text() == string(contract.Must)) {
				l.mustNeedsDocument(t.line, row, "a trigger of "+row.get("code").text())
			}
		}
	}
}

// digests finds citations that no change of the page would be noticed by.
func (l *linter) digests() {
	for _, c := range citationsOf(l.top.yaml) {
		if c.source.Document != contract.CommonPages && c.source.Digest == "" {
			l.find("citation-without-digest", c.node.Line, "the citation %s has no digest: run go run ./tools/pin DOCUMENTS", c.source)
		}
	}
}

func (l *linter) levelOf(f fact) {
	if level := f.node.get("level"); level.text() == string(contract.Must) {
		l.mustNeedsDocument(level.line, f.node, f.what)
	}
	for _, e := range f.node.get("x-level").entries() {
		if e.value.text() != string(contract.Must) {
			continue
		}
		cited := f.node.get("x-source")
		if own := cited.get(e.key); own.there() {
			cited = own
		} else if row := cited.get("row"); row.there() {
			cited = row
		}
		if onlyCommon(cited) {
			l.find("must-on-common-pages", e.value.line, "%s of %s is asked at must, but only the vendor's common pages say it: make it should", e.key, f.what)
		}
	}
}

func (l *linter) mustNeedsDocument(line int, n node, what string) {
	if cited := n.get("x-source"); cited.there() && onlyCommon(cited) {
		l.find("must-on-common-pages", line, "%s is asked at must, but only the vendor's common pages say it: make it should", what)
	}
}

func onlyCommon(cited node) bool {
	texts := cited.texts()
	for _, e := range cited.entries() {
		texts = append(texts, e.value.texts()...)
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
	node   *yaml.Node
	source contract.Source
	// uncited is true in x-uncited, which says that no fact stands there.
	uncited bool
}

// citationsOf lists every citation below a node; what is no citation is left to
// the schema of x-source.
func citationsOf(top *yaml.Node) []citation {
	var out []citation
	var walk func(n *yaml.Node, cites, uncited bool)
	walk = func(n *yaml.Node, cites, uncited bool) {
		if source, err := contract.ParseSource(n.Value); cites && n.Kind == yaml.ScalarNode && err == nil {
			out = append(out, citation{n, source, uncited})
		}
		for i, child := range n.Content {
			switch {
			case n.Kind != yaml.MappingNode:
				walk(child, cites, uncited)
			case i%2 == 1:
				key := n.Content[i-1].Value
				walk(child, cites || key == "x-source", uncited || key == "x-uncited")
			}
		}
	}
	walk(top, false, false)
	return out
}
