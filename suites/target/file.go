package target

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
)

// fromFile reads a target file. Its keys are those of the specs' x-fixture, a
// section a product; anything else is refused with file and line.
func fromFile(file string, config Config) (*Target, error) {
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
	p := fileReader{config: config, target: &Target{Name: file, Products: map[string]Product{}}}
	return p.read(top)
}

type fileReader struct {
	config Config
	target *Target
	// signing and accept of the whole file, which a section's own override.
	signing document.Node
	accept  map[string][]string
	// operations are those that the target claims to serve, nil for all.
	operations []string
}

func (p *fileReader) read(top document.Node) (*Target, error) {
	known := products(p.config.Operations)
	sections := map[string]document.Node{}
	keys := map[string]func(document.Node) error{"name": scalar(&p.target.Name), "signing": signingWord(&p.signing, specs.Protocols()...), "accept": p.codes(&p.accept), "operations": p.claims}
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
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		product, err := p.product(name, sections[name])
		if err != nil {
			return nil, err
		}
		p.target.Products[name] = product
	}
	for name := range sections {
		if slices.Contains(words(protocol(p.config.Operations, name)), p.signing.Text()) {
			return p.target, nil
		}
	}
	if p.signing.There() {
		return nil, p.signing.Fail("signing %q is that of no product here", p.signing.Text())
	}
	return p.target, nil
}

// product reads one section.
func (p *fileReader) product(name string, section document.Node) (Product, error) {
	params := p.params(name)
	at := map[string]document.Node{}
	spoken := protocol(p.config.Operations, name)
	out := Product{Account: probe.Account{Strict: true, Values: map[string][]string{}, Accept: p.accept, Operations: p.operations}}
	signing, address := p.signing, ""
	keys := map[string]func(document.Node) error{
		"signing": signingWord(&signing, spoken), "accept": p.codes(&out.Account.Accept),
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
	for key, kinds := range params {
		keys[key] = func(n document.Node) (err error) {
			at[key] = n
			out.Account.Values[key], err = fitting(n, key, kinds)
			return err
		}
	}
	if err := section.Keys(name, keys); err != nil {
		return Product{}, err
	}
	if address == "" {
		return Product{}, section.Fail("%s has no url", name)
	}
	for _, key := range slices.Sorted(maps.Keys(params)) {
		if err := complete(name, section, at, key, params[key]); err != nil {
			return Product{}, err
		}
	}
	var err error
	if out.Endpoint, out.Keyless, err = scheme(signing, spoken, p.config.Getenv); err != nil {
		return Product{}, err
	}
	out.Endpoint.URL = address
	out.Local, out.Account.Unsigned = local(address), out.Endpoint.Scheme == sign.None
	return out, nil
}

// params gives the parameters of a product whose values a target file may name, by
// their keys there.
func (p *fileReader) params(product string) map[string][]*contract.Param {
	out := map[string][]*contract.Param{}
	for _, o := range p.config.Operations {
		if o.Product != product {
			continue
		}
		for i := range o.Params {
			param := &o.Params[i]
			for _, key := range []string{param.Fixture.Key, param.Fixture.Unknown} {
				if key != "" {
					out[key] = append(out[key], param)
				}
			}
		}
	}
	return out
}

// claims reads the operations that the target claims to serve.
func (p *fileReader) claims(n document.Node) error {
	var known []string
	for _, o := range p.config.Operations {
		if !slices.Contains(known, o.Key()) {
			known = append(known, o.Key())
		}
	}
	claimed, err := values(n)
	if err != nil {
		return err
	}
	for i, key := range claimed {
		if !slices.Contains(known, key) {
			where := n
			if items := n.Items(); i < len(items) {
				where = items[i]
			}
			return where.Fail("%q is no operation; did you mean %s? known are %s", key, document.Nearest(key, known), strings.Join(known, ", "))
		}
	}
	p.operations = claimed
	return nil
}
