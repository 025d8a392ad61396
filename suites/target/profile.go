package target

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
)

// profile reads a profile file. Its keys are those of the specs' x-fixture, a
// section a product; anything else is refused with file and line.
func profile(file string, config Config) (*Target, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("profile %w", err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%s:1: a profile file is a YAML mapping with a section for each product", file)
	}
	p := profileReader{file: file, config: config, target: &Target{Name: file, Products: map[string]Product{}}}
	return p.read(doc.Content[0])
}

type profileReader struct {
	file   string
	config Config
	target *Target
	// signing and accept of the whole file, which a section's own override.
	signing string
	accept  map[string][]string
}

func (p *profileReader) fail(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", p.file, n.Line, fmt.Sprintf(format, args...))
}

func (p *profileReader) read(top *yaml.Node) (*Target, error) {
	known := products(p.config.Operations)
	if err := p.once(top); err != nil {
		return nil, err
	}
	sections := map[string]*yaml.Node{}
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, value := top.Content[i], top.Content[i+1]
		var err error
		switch {
		case key.Value == "name":
			p.target.Name, err = p.scalar(value)
		case key.Value == "signing":
			p.signing, err = p.scalar(value)
		case key.Value == "accept":
			p.accept, err = p.codes(value)
		case slices.Contains(known, key.Value):
			sections[key.Value] = value
		default:
			err = p.fail(key, "unknown key %q; known are name, signing, accept, %s", key.Value, strings.Join(known, ", "))
		}
		if err != nil {
			return nil, err
		}
	}
	if len(sections) == 0 {
		return nil, p.fail(top, "no section of a product; known are %s", strings.Join(known, ", "))
	}
	for name, section := range sections {
		product, err := p.product(name, section)
		if err != nil {
			return nil, err
		}
		p.target.Products[name] = product
	}
	return p.target, nil
}

// once refuses a mapping in which a key stands twice.
func (p *profileReader) once(mapping *yaml.Node) error {
	seen := map[string]bool{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		if seen[key.Value] {
			return p.fail(key, "%s stands twice", key.Value)
		}
		seen[key.Value] = true
	}
	return nil
}

// product reads one section.
func (p *profileReader) product(name string, section *yaml.Node) (Product, error) {
	if section.Kind != yaml.MappingNode {
		return Product{}, p.fail(section, "%s is not a mapping", name)
	}
	if err := p.once(section); err != nil {
		return Product{}, err
	}
	fixtures := p.fixtures(name)
	who := provider(p.config.Operations, name)
	out := Product{Account: probe.Account{Strict: true, Values: map[string][]string{}, Accept: p.accept}}
	signing, address := p.signing, ""
	for i := 0; i+1 < len(section.Content); i += 2 {
		key, value := section.Content[i], section.Content[i+1]
		var err error
		switch {
		case key.Value == "url":
			if address, err = p.scalar(value); err == nil {
				if wrong := checkURL(address); wrong != nil {
					err = p.fail(value, "%s", wrong)
				}
			}
		case key.Value == "signing":
			signing, err = p.scalar(value)
		case key.Value == "accept":
			out.Account.Accept, err = p.codes(value)
		case fixtures[key.Value] != nil:
			out.Account.Values[key.Value], err = p.values(value)
		default:
			err = p.fail(key, "unknown key %q in %s; known are %s", key.Value, name, strings.Join(sortedKeys(fixtures), ", "))
		}
		if err != nil {
			return Product{}, err
		}
	}
	if address == "" {
		return Product{}, p.fail(section, "%s has no url", name)
	}
	for _, key := range sortedKeys(fixtures) {
		if f := fixtures[key]; f.Need == contract.Mandatory && f.Key == key && len(out.Account.Values[key]) == 0 {
			return Product{}, p.fail(section, "%s has no %s", name, key)
		}
	}
	s, err := scheme(signing, who)
	if err != nil {
		return Product{}, p.fail(section, "%s", err)
	}
	out.Endpoint = wire.Endpoint{URL: address, Scheme: s, Credentials: credentials(who, p.config.Getenv)}
	out.Local, out.Account.Unsigned = local(address), s == sign.None
	return out, nil
}

// fixtures gives the profile keys of a product, from the specs.
func (p *profileReader) fixtures(product string) map[string]*contract.Fixture {
	out := map[string]*contract.Fixture{"url": {}, "signing": {}, "accept": {}}
	for _, o := range p.config.Operations {
		if o.Product != product {
			continue
		}
		for i := range o.Params {
			f := &o.Params[i].Fixture
			for _, key := range []string{f.Key, f.Unknown} {
				if key != "" {
					out[key] = f
				}
			}
		}
	}
	return out
}

func sortedKeys(m map[string]*contract.Fixture) []string {
	var out []string
	for key := range m {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

func (p *profileReader) scalar(n *yaml.Node) (string, error) {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		return "", p.fail(n, "one value is wanted here")
	}
	return n.Value, nil
}

// values reads a value or a list of different ones.
func (p *profileReader) values(n *yaml.Node) ([]string, error) {
	if n.Kind == yaml.ScalarNode {
		text, err := p.scalar(n)
		return []string{text}, err
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		return nil, p.fail(n, "a value or a list of values is wanted here")
	}
	var out []string
	for _, item := range n.Content {
		text, err := p.scalar(item)
		if err != nil {
			return nil, err
		}
		if slices.Contains(out, text) {
			return nil, p.fail(item, "%q stands twice", text)
		}
		out = append(out, text)
	}
	return out, nil
}

// codes reads {codes: {Documented.Code: Other, …}}: what a gateway in front of
// the target answers in the place of documented codes.
func (p *profileReader) codes(n *yaml.Node) (map[string][]string, error) {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 || n.Content[0].Value != "codes" || n.Content[1].Kind != yaml.MappingNode {
		return nil, p.fail(n, "accept holds codes, which map a documented code to what is accepted in its place")
	}
	out := map[string][]string{}
	table := n.Content[1]
	for i := 0; i+1 < len(table.Content); i += 2 {
		values, err := p.values(table.Content[i+1])
		if err != nil {
			return nil, err
		}
		out[table.Content[i].Value] = values
	}
	return out, nil
}
