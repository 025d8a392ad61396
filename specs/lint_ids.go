package specs

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// ids finds names that are given twice where they must tell things apart: two
// cases would have one id.
func (l *linter) ids() {
	x := l.top.Get("x-operation")
	l.unique("format", "value", x.Get("formats"))
	l.unique("carrier", "id", x.Get("carriers"))
	l.unique("common parameter", "name", x.Get("common"))
	l.unique("error code", "code", l.top.Get("x-errors"))
	l.unique("reading set", "id", l.top.Get("x-readings"))
	for _, set := range l.top.Get("x-readings").Items() {
		l.unique("reading", "id", set.Get("readings"))
		l.unique("reading's value", "value", set.Get("readings"))
	}
	l.unique("rule", "id", l.top.Get("x-rules"))
	l.unique("relation", "id", l.top.Get("x-relations"))
	l.unique("printed request", "id", l.top.Get("x-requests"))
	l.unique("note", "id", l.top.Get("x-notes"))
}

func (l *linter) unique(what, key string, list document.Node) {
	first := map[string]int{}
	for _, item := range list.Items() {
		n := item.Get(key)
		if !n.There() {
			continue
		}
		if line, ok := first[n.Text()]; ok {
			l.find("duplicate-id", n.Location(), "the %s %q stands in line %d already: give it another", what, n.Text(), line)
			continue
		}
		first[n.Text()] = n.Location().Line
	}
}

// fixtures finds parameters that no request can be made with: a target file
// may leave the key out, and nothing stands in for it.
func (l *linter) fixtures() {
	var keys []string
	for _, p := range askedSchemas(l.top) {
		if key := p.node.At("x-fixture", "key").Text(); key != "" {
			keys = append(keys, key)
		}
	}
	for _, p := range askedSchemas(l.top) {
		if strings.Contains(p.path, "/") && p.node.At("x-fixture", "after").There() {
			l.find("fixture-after-nothing", p.node.At("x-fixture", "after").Location(), "%s stands below a parameter: its values come after no others", p.what)
		}
	}
	for _, p := range l.top.At("components", "schemas", "Request", "properties").Entries() {
		fixture := p.Value.Get("x-fixture")
		if !fixture.There() {
			continue
		}
		if !fixture.Get("default").There() && fixture.Get("need").Text() != string(contract.Mandatory) {
			l.find("fixture-without-default", fixture.Location(), "the fixture of %s has no default: a target file may leave %q out, then no request can be made", p.Key, fixture.Get("key").Text())
		}
		if after := fixture.Get("after"); after.There() && !slices.Contains(keys, after.Text()) {
			l.find("fixture-after-nothing", after.Location(), "the fixture of %s comes after %q, which is the key of no fixture here: did you mean %s?", p.Key, after.Text(), document.Nearest(after.Text(), keys))
		}
		if fixture.Get("absent").There() && !fixture.Get("unknown").There() {
			l.find("fixture-without-default", fixture.Location(), "the fixture of %s has a value for what names nothing, but no key: add unknown", p.Key)
		}
	}
}

// requiredNames finds names that a schema requires and does not describe.
func (l *linter) requiredNames(n document.Node) {
	for _, e := range n.Written() {
		if payloads(e.Key) {
			continue
		}
		if e.Key == "required" && e.Value.Kind() == document.Sequence {
			l.requiredOf(n, e.Value)
		}
		l.requiredNames(e.Value)
	}
}

func (l *linter) requiredOf(schema, required document.Node) {
	var properties []string
	for _, e := range schema.Get("properties").Entries() {
		properties = append(properties, e.Key)
	}
	for _, name := range required.Items() {
		if !slices.Contains(properties, name.Text()) {
			l.find("required-without-property", name.Location(), "%s is required but no property: did you mean %q?", name.Text(), document.Nearest(name.Text(), properties))
		}
	}
}
