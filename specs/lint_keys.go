package specs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/plumbline/plumbline/specs/contract"
)

// keyRules are the x- keys that spec files may have, each with the schema of
// its value, read from x-keys.yaml.
type keyRules struct {
	names   []string
	schemas map[string]*jsonschema.Schema
}

// keySchemas reads the rules, which are built in and never change, once.
var keySchemas = sync.OnceValues(readKeySchemas)

func readKeySchemas() (*keyRules, error) {
	const name = "x-keys.yaml"
	data, err := tree.ReadFile(name)
	if err != nil {
		return nil, err
	}
	top, err := parse(Prefix+name, data)
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("mem:///"+name, plain(top.yaml)); err != nil {
		return nil, err
	}
	rules := &keyRules{schemas: map[string]*jsonschema.Schema{}}
	for _, e := range top.get("$defs").entries() {
		if !strings.HasPrefix(e.key, "x-") {
			continue
		}
		schema, err := compiler.Compile("mem:///" + name + "#/$defs/" + e.key)
		if err != nil {
			return nil, e.value.fail("%s", err)
		}
		rules.names = append(rules.names, e.key)
		rules.schemas[e.key] = schema
	}
	return rules, nil
}

// payloads are the keys whose values are printed data: what looks like a key
// of ours in there is none.
func payloads(key string) bool { return slices.Contains([]string{"value", "example", "args"}, key) }

func (l *linter) duplicateKeys(n *yaml.Node) {
	first := map[string]int{}
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			if line, ok := first[child.Value]; ok {
				l.find("duplicate-key", child.Line, "the key %s stands in line %d already: remove one", child.Value, line)
			}
			first[child.Value] = child.Line
			continue
		}
		l.duplicateKeys(child)
	}
}

// extensionKeys finds x- keys that are not among the known ones, wherever they
// stand.
func (l *linter) extensionKeys(n *yaml.Node) {
	for i, child := range n.Content {
		if n.Kind != yaml.MappingNode {
			l.extensionKeys(child)
			continue
		}
		if i%2 == 1 {
			if !payloads(n.Content[i-1].Value) || child.Kind == yaml.ScalarNode {
				l.extensionKeys(child)
			}
			continue
		}
		if strings.HasPrefix(child.Value, "x-") && !slices.Contains(l.schemas.names, child.Value) {
			l.find("unknown-key", child.Line, "the key %s is none of ours: did you mean %s?", child.Value, nearest(child.Value, l.schemas.names))
		}
	}
}

// extensionValues holds the value of every known x- key against its schema.
// What stands inside such a value is that schema's business.
func (l *linter) extensionValues(n *yaml.Node) []Finding {
	var out []Finding
	for i, child := range n.Content {
		switch {
		case n.Kind != yaml.MappingNode:
			out = append(out, l.extensionValues(child)...)
		case i%2 == 0:
		case l.schemas.schemas[n.Content[i-1].Value] != nil:
			out = append(out, l.violations(n.Content[i-1].Value, child)...)
		case !payloads(n.Content[i-1].Value):
			out = append(out, l.extensionValues(child)...)
		}
	}
	return out
}

func (l *linter) violations(key string, value *yaml.Node) []Finding {
	err, ok := l.schemas.schemas[key].Validate(plain(value)).(*jsonschema.ValidationError)
	if !ok {
		return nil
	}
	printer := message.NewPrinter(language.English)
	var out []Finding
	var leaves func(*jsonschema.ValidationError)
	leaves = func(e *jsonschema.ValidationError) {
		for _, cause := range e.Causes {
			leaves(cause)
		}
		if len(e.Causes) > 0 {
			return
		}
		line, path := descend(value, e.InstanceLocation), key
		if len(e.InstanceLocation) > 0 {
			path += "/" + strings.Join(e.InstanceLocation, "/")
		}
		if extra, ok := e.ErrorKind.(*kind.AdditionalProperties); ok && len(extra.Properties) > 0 {
			line = descend(value, append(slices.Clone(e.InstanceLocation), extra.Properties[0]))
		}
		out = append(out, Finding{contract.Location{File: l.file, Line: line}, "key-value", fmt.Sprintf("%s: %s", path, e.ErrorKind.LocalizedString(printer))})
	}
	leaves(err)
	return out
}

// descend gives the line of the place that a path of keys and indices leads
// to: the key's own line, which for a block is the line above its value.
func descend(n *yaml.Node, path []string) int {
	line := n.Line
	for _, step := range path {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		if i, err := strconv.Atoi(step); err == nil && n.Kind == yaml.SequenceNode && i < len(n.Content) {
			n = n.Content[i]
			line = n.Line
			continue
		}
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == step {
				line, n = n.Content[i].Line, n.Content[i+1]
				break
			}
		}
	}
	return line
}

// plain turns YAML into what JSON Schema speaks of. What YAML would make a date
// stays text, as the loader reads it.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.AliasNode:
		return plain(n.Alias)
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, item := range n.Content {
			out = append(out, plain(item))
		}
		return out
	}
	var value any
	switch n.ShortTag() {
	case "!!int", "!!float", "!!bool", "!!null":
		if n.Decode(&value) == nil {
			return value
		}
	}
	return n.Value
}
