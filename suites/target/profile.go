package target

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
)

// profile reads a target file. Its keys are those of the specs' x-fixture, a
// section a product; anything else is refused with file and line.
func profile(file string, config Config) (*Target, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("target %s: %w", shown(file), errors.Unwrap(err))
	}
	top, err := document.Read(file, data)
	if err != nil {
		return nil, err
	}
	if top.Kind() != document.Mapping {
		return nil, top.Fail("a target file is a YAML mapping with a section for each product")
	}
	p := profileReader{config: config, target: &Target{Name: file, Products: map[string]Product{}}}
	return p.read(top)
}

type profileReader struct {
	config Config
	target *Target
	// signing and accept of the whole file, which a section's own override.
	signing string
	accept  map[string][]string
}

func (p *profileReader) read(top document.Node) (*Target, error) {
	known := products(p.config.Operations)
	sections := map[string]document.Node{}
	keys := map[string]func(document.Node) error{"name": scalar(&p.target.Name), "signing": scalar(&p.signing), "accept": codes(&p.accept)}
	for _, name := range known {
		keys[name] = func(section document.Node) error {
			sections[name] = section
			return nil
		}
	}
	if err := top.Keys("a target file", keys); err != nil {
		return nil, err
	}
	if len(sections) == 0 {
		return nil, top.Fail("no section of a product; known are %s", strings.Join(known, ", "))
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

// product reads one section.
func (p *profileReader) product(name string, section document.Node) (Product, error) {
	fixtures := p.fixtures(name)
	who := provider(p.config.Operations, name)
	out := Product{Account: probe.Account{Strict: true, Values: map[string][]string{}, Accept: p.accept}}
	signing, address := p.signing, ""
	keys := map[string]func(document.Node) error{
		"signing": scalar(&signing), "accept": codes(&out.Account.Accept),
		"url": func(n document.Node) error {
			if err := scalar(&address)(n); err != nil {
				return err
			}
			if wrong := checkURL(address); wrong != nil {
				return n.Fail("%s", wrong)
			}
			return nil
		},
	}
	for key := range fixtures {
		keys[key] = func(n document.Node) (err error) {
			out.Account.Values[key], err = values(n)
			return err
		}
	}
	if err := section.Keys(name, keys); err != nil {
		return Product{}, err
	}
	if address == "" {
		return Product{}, section.Fail("%s has no url", name)
	}
	for _, key := range slices.Sorted(maps.Keys(fixtures)) {
		if f := fixtures[key]; f.Need == contract.Mandatory && f.Key == key && len(out.Account.Values[key]) == 0 {
			return Product{}, section.Fail("%s has no %s", name, key)
		}
	}
	s, err := scheme(signing, who)
	if err != nil {
		return Product{}, section.Fail("%s", err)
	}
	out.Endpoint = wire.Endpoint{URL: address, Scheme: s, Credentials: credentials(who, p.config.Getenv)}
	out.Local, out.Account.Unsigned = local(address), s == sign.None
	return out, nil
}

// fixtures gives the profile keys of a product, from the specs.
func (p *profileReader) fixtures(product string) map[string]*contract.Fixture {
	out := map[string]*contract.Fixture{}
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

// scalar reads one value, which is not empty.
func scalar(into *string) func(document.Node) error {
	return func(n document.Node) error {
		if n.Text() == "" {
			return n.Fail("one value is wanted here")
		}
		*into = n.Text()
		return nil
	}
}

// values reads a value or a list of different ones.
func values(n document.Node) ([]string, error) {
	items := n.Items()
	if n.Kind() == document.Scalar {
		items = []document.Node{n}
	}
	if len(items) == 0 {
		return nil, n.Fail("a value or a list of values is wanted here")
	}
	var out []string
	for _, item := range items {
		var text string
		if err := scalar(&text)(item); err != nil {
			return nil, err
		}
		if slices.Contains(out, text) {
			return nil, item.Fail("%q stands twice", text)
		}
		out = append(out, text)
	}
	return out, nil
}

// codes reads {codes: {Documented.Code: Other, …}}: what a gateway in front of
// the target answers in the place of documented codes.
func codes(into *map[string][]string) func(document.Node) error {
	return func(n document.Node) error {
		table := n.Get("codes")
		if len(n.Entries()) != 1 || table.Kind() != document.Mapping {
			return n.Fail("accept holds codes, which map a documented code to what is accepted in its place")
		}
		*into = map[string][]string{}
		for _, e := range table.Entries() {
			accepted, err := values(e.Value)
			if err != nil {
				return err
			}
			(*into)[e.Key] = accepted
		}
		return nil
	}
}
