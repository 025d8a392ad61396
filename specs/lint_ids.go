package specs

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
)

// ids finds names that are given twice where they must tell things apart: two
// cases would have one id.
func (l *linter) ids() {
	x := l.top.get("x-operation")
	l.unique("format", "value", x.get("formats"))
	l.unique("carrier", "id", x.get("carriers"))
	l.unique("common parameter", "name", x.get("common"))
	l.unique("error code", "code", l.top.get("x-errors"))
	l.unique("reading set", "id", l.top.get("x-readings"))
	for _, set := range l.top.get("x-readings").items() {
		l.unique("reading", "id", set.get("readings"))
		l.unique("reading's value", "value", set.get("readings"))
	}
	l.unique("relation", "id", l.top.get("x-relations"))
	l.unique("printed request", "id", l.top.get("x-requests"))
	l.unique("note", "id", l.top.get("x-notes"))
}

func (l *linter) unique(what, key string, list node) {
	first := map[string]int{}
	for _, item := range list.items() {
		n := item.get(key)
		if !n.there() {
			continue
		}
		if line, ok := first[n.text()]; ok {
			l.find("duplicate-id", n.line, "the %s %q stands in line %d already: give it another", what, n.text(), line)
			continue
		}
		first[n.text()] = n.line
	}
}

// fixtures finds parameters that no request can be made with: a profile file
// may leave the key out, and nothing stands in for it.
func (l *linter) fixtures() {
	for _, p := range l.top.at("components", "schemas", "Request", "properties").entries() {
		fixture := p.value.get("x-fixture")
		if !fixture.there() {
			continue
		}
		if !fixture.get("default").there() && fixture.get("need").text() != string(contract.Mandatory) {
			l.find("fixture-without-default", fixture.line, "the fixture of %s has no default: a profile file may leave %q out, then no request can be made", p.key, fixture.get("key").text())
		}
		if fixture.get("absent").there() && !fixture.get("unknown").there() {
			l.find("fixture-without-default", fixture.line, "the fixture of %s has a value for what names nothing, but no key: add unknown", p.key)
		}
	}
}

// requiredNames finds names that a schema requires and does not describe.
func (l *linter) requiredNames(n *yaml.Node) {
	for i, child := range n.Content {
		if n.Kind != yaml.MappingNode {
			l.requiredNames(child)
			continue
		}
		if i%2 == 0 || payloads(n.Content[i-1].Value) {
			continue
		}
		if n.Content[i-1].Value == "required" && child.Kind == yaml.SequenceNode {
			l.requiredOf(n, child)
		}
		l.requiredNames(child)
	}
}

func (l *linter) requiredOf(schema, required *yaml.Node) {
	var properties []string
	for _, e := range (node{file: l.file, root: l.top.root, yaml: schema, line: schema.Line}).get("properties").entries() {
		properties = append(properties, e.key)
	}
	for _, name := range required.Content {
		if !slices.Contains(properties, name.Value) {
			l.find("required-without-property", name.Line, "%s is required but no property: did you mean %q?", name.Value, nearest(name.Value, properties))
		}
	}
}
