package revision

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// realSpecs are the spec files of the repository.
func realSpecs() []string {
	return []string{older, newer, "alibaba/smartag/2018-03-13/DescribeUserFlowStatistics.yaml", "tencent/mna/2021-01-19/GetFlowStatistic.yaml", "tencent/mna/2021-01-19/GetStatisticData.yaml"}
}

// layouts are ways to write the same document otherwise.
func layouts() map[string]func(t *testing.T, r raw) []byte {
	return map[string]func(t *testing.T, r raw) []byte{
		"other order":       func(t *testing.T, r raw) []byte { spellOut(r.Node); reorder(r.Node, ""); return r.text(t) },
		"flow style":        func(t *testing.T, r raw) []byte { restyle(r.Node, yaml.FlowStyle, 0); return r.text(t) },
		"block style":       func(t *testing.T, r raw) []byte { restyle(r.Node, 0, 0); return r.text(t) },
		"double quotes":     func(t *testing.T, r raw) []byte { restyle(r.Node, 0, yaml.DoubleQuotedStyle); return r.text(t) },
		"single quotes":     func(t *testing.T, r raw) []byte { restyle(r.Node, 0, yaml.SingleQuotedStyle); return r.text(t) },
		"comments":          func(t *testing.T, r raw) []byte { comment(r.Node); return r.text(t) },
		"JSON":              asJSON,
		"anchors":           func(t *testing.T, r raw) []byte { anchor(r.Node, map[string]*yaml.Node{}); return r.text(t) },
		"schemas apart":     func(t *testing.T, r raw) []byte { apart(t, r); return r.text(t) },
		"schemas inside":    func(t *testing.T, r raw) []byte { inside(r, r.Content[0], 0); return r.text(t) },
		"other names":       func(t *testing.T, r raw) []byte { return otherNames(t, r) },
		"what holds anyway": func(t *testing.T, r raw) []byte { usualStated(t, r); return r.text(t) },
	}
}

// A document that is written otherwise, in any order of what has none, says the
// same: nothing changed, either way.
func TestLayoutShowsNothing(t *testing.T) {
	texts := map[string][]byte{}
	for _, name := range []string{"ListCounts", "GetTotals"} {
		texts[name] = base(t, name).text(t)
	}
	for _, file := range realSpecs() {
		data, err := os.ReadFile("../" + file)
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = data
	}
	for name, data := range texts {
		for how, write := range layouts() {
			t.Run(name+" in "+how, func(t *testing.T) {
				text := write(t, parseRaw(t, data))
				if string(text) == string(data) {
					t.Fatal("the test has written the same file again")
				}
				old, err := Read("old.yaml", data)
				if err != nil {
					t.Fatal(err)
				}
				new, err := Read("new.yaml", text)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range append(compare(t, old, new), compare(t, new, old)...) {
					t.Errorf("%s %s: %s\n%s\n%s", c.Kind, c.At, c.Text, c.Old.Location, c.New.Location)
				}
			})
		}
	}
}

// spellOut writes out aliases, which must come after what they stand for.
func spellOut(n *yaml.Node) {
	n.Anchor = ""
	for i, child := range n.Content {
		if child.Kind == yaml.AliasNode {
			n.Content[i] = copied(child.Alias)
		}
		spellOut(n.Content[i])
	}
}

// reorder turns mappings round, and the lists whose order says nothing; of
// carriers and formats the first is the printed one and stays.
func reorder(n *yaml.Node, key string) {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if name := n.Content[i].Value; !slices.Contains([]string{"value", "example", "args"}, name) {
				reorder(n.Content[i+1], name)
			}
		}
		slices.Reverse(n.Content) // values come before their keys now
		for i := 0; i+1 < len(n.Content); i += 2 {
			n.Content[i], n.Content[i+1] = n.Content[i+1], n.Content[i]
		}
		return
	}
	for _, child := range n.Content {
		reorder(child, "")
	}
	switch {
	case n.Kind != yaml.SequenceNode:
	case key == "carriers" || key == "formats":
		slices.Reverse(n.Content[1:])
	case slices.Contains([]string{"required", "enum", "oneOf", "common", "servers", "parameters", "triggers", "readings", "x-errors", "x-readings", "x-relations",
		"x-requests", "x-notes", "x-uncited", "x-placeholders", "x-source"}, key):
		slices.Reverse(n.Content)
	}
}

// restyle writes mappings and lists in one style, and texts in one kind of quotes.
func restyle(n *yaml.Node, style, quotes yaml.Style) {
	switch {
	case n.Kind != yaml.ScalarNode:
		n.Style = style
	case n.ShortTag() == "!!str" && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0:
		n.Style = quotes
	}
	for _, child := range n.Content {
		restyle(child, style, quotes)
	}
}

func comment(n *yaml.Node) {
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			child.HeadComment = "a comment"
		}
		comment(child)
	}
}

// asJSON writes the document as JSON, in which the keys are sorted.
func asJSON(t *testing.T, r raw) []byte {
	t.Helper()
	var value any
	if err := r.Decode(&value); err != nil {
		t.Fatal(err)
	}
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// anchor writes a mapping or list that stands there already as an alias.
func anchor(n *yaml.Node, seen map[string]*yaml.Node) {
	for i, child := range n.Content {
		if child.Kind != yaml.MappingNode && child.Kind != yaml.SequenceNode || child.Anchor != "" || hasAnchors(child) {
			continue
		}
		plain := copied(child)
		restyle(plain, 0, 0)
		text, err := yaml.Marshal(plain)
		first := seen[string(text)]
		switch {
		case err != nil || len(child.Content) == 0:
		case first != nil:
			n.Content[i] = &yaml.Node{Kind: yaml.AliasNode, Value: first.Anchor, Alias: first}
			continue
		default:
			child.Anchor = "a" + strings.Repeat("b", len(seen))
			seen[string(text)] = child
		}
		anchor(child, seen)
	}
}

func hasAnchors(n *yaml.Node) bool {
	return n.Kind == yaml.AliasNode || slices.ContainsFunc(n.Content, func(child *yaml.Node) bool { return child.Anchor != "" || hasAnchors(child) })
}
