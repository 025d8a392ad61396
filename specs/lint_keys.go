package specs

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// keyRules are the x- keys that spec files may have, each with the schema of
// its value, read from x-keys.yaml.
type keyRules struct {
	names   []string
	schemas map[string]*jsonschema.Schema
}

// keySchemas reads the rules, which are built in and never change, once.
var keySchemas = sync.OnceValues(readKeySchemas)

// Extensions gives the x- keys that are ours.
func Extensions() []string {
	rules, err := keySchemas()
	if err != nil {
		return nil // lint says so; the file is built in
	}
	return rules.names
}

func readKeySchemas() (*keyRules, error) {
	const name = "x-keys.yaml"
	data, err := tree.ReadFile(name)
	if err != nil {
		return nil, err
	}
	top, err := document.Parse(Prefix+name, data)
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("mem:///"+name, top.Value()); err != nil {
		return nil, err
	}
	rules := &keyRules{schemas: map[string]*jsonschema.Schema{}}
	for _, e := range top.Get("$defs").Entries() {
		if !strings.HasPrefix(e.Key, "x-") {
			continue
		}
		schema, err := compiler.Compile("mem:///" + name + "#/$defs/" + e.Key)
		if err != nil {
			return nil, e.Value.Fail("%s", err)
		}
		rules.names = append(rules.names, e.Key)
		rules.schemas[e.Key] = schema
	}
	return rules, nil
}

// payloads are the keys whose values are printed data: what looks like a key
// of ours in there is none.
func payloads(key string) bool { return slices.Contains([]string{"value", "example", "args"}, key) }

// extensionKeys finds x- keys that are not among the known ones, wherever they
// stand.
func (l *linter) extensionKeys(n document.Node) {
	for _, e := range n.Written() {
		if strings.HasPrefix(e.Key, "x-") && !slices.Contains(l.schemas.names, e.Key) {
			l.find("unknown-key", e.Value.Location(), "the key %s is none of ours: did you mean %s?", e.Key, document.Nearest(e.Key, l.schemas.names))
		}
		if !payloads(e.Key) {
			l.extensionKeys(e.Value)
		}
	}
}

// extensionValues holds the value of every known x- key against its schema.
// What stands inside such a value is that schema's business.
func (l *linter) extensionValues(n document.Node) []Finding {
	var out []Finding
	for _, e := range n.Written() {
		switch {
		case l.schemas.schemas[e.Key] != nil:
			out = append(out, l.violations(e.Key, e.Value)...)
		case !payloads(e.Key):
			out = append(out, l.extensionValues(e.Value)...)
		}
	}
	return out
}

func (l *linter) violations(key string, value document.Node) []Finding {
	err, ok := l.schemas.schemas[key].Validate(value.Value()).(*jsonschema.ValidationError)
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
		line, path := value.Descend(e.InstanceLocation), key
		if len(e.InstanceLocation) > 0 {
			path += "/" + strings.Join(e.InstanceLocation, "/")
		}
		if extra, ok := e.ErrorKind.(*kind.AdditionalProperties); ok && len(extra.Properties) > 0 {
			line = value.Descend(append(slices.Clone(e.InstanceLocation), extra.Properties[0]))
		}
		out = append(out, Finding{contract.Location{File: l.file, Line: line}, "key-value", fmt.Sprintf("%s: %s", path, e.ErrorKind.LocalizedString(printer))})
	}
	leaves(err)
	return out
}
