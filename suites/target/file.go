package target

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/wire/sign"
	"github.com/plumbline/plumbline/suites/probe"
)

// described reads a target file. Its keys are those of the specs' x-fixture, a
// section a product; anything else is refused with file and line.
func described(file string, config Config) (*Target, error) {
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

// fitting reads the value or values of a key, each of the kind and form that the
// parameters have which take it.
func fitting(n document.Node, key string, params []*contract.Param) ([]string, error) {
	list := func(p *contract.Param) bool { return p.Kind == contract.List }
	if n.Kind() == document.Sequence && !slices.ContainsFunc(params, list) {
		return nil, n.Fail("one value is wanted for %s, not a list", key)
	}
	items := n.Items()
	if n.Kind() == document.Scalar {
		items = []document.Node{n}
	}
	out, err := values(n)
	for i, text := range out {
		for _, param := range params {
			switch {
			case param.Kind == contract.Integer && !isWholeNumber(text):
				return nil, items[i].Fail("%s is %q, not a whole number", key, text)
			case !contract.Formatted(param.Format, text):
				return nil, items[i].Fail("%s is %q, not of the form %s", key, text, param.Format)
			}
		}
	}
	return out, err
}

// isWholeNumber tells a number as every target reads it: digits, and not too many.
func isWholeNumber(text string) bool {
	_, err := strconv.ParseUint(text, 10, 63)
	return err == nil
}

// complete looks at a key beside the others of its section: whether it may be left
// out, and whether its value comes after that of the key it belongs behind.
func complete(name string, section document.Node, at map[string]document.Node, key string, params []*contract.Param) error {
	for _, param := range params {
		f := param.Fixture
		if f.Key != key {
			continue
		}
		here, before := at[key], at[f.After]
		if f.Need == contract.Mandatory && !here.There() {
			return section.Fail("%s has no %s: add one that is there, or let plumb init write the file", name, key)
		}
		if !here.There() || !before.There() {
			continue
		}
		from, _ := strconv.ParseInt(before.Text(), 10, 64)
		to, _ := strconv.ParseInt(here.Text(), 10, 64)
		if to <= from {
			return here.Fail("%s is %d, which is not after %s, %d", key, to, f.After, from)
		}
	}
	return nil
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

// scalar reads one value, which is not empty.
func scalar(into *string) func(document.Node) error {
	return func(n document.Node) error {
		if n.Null() || n.Text() == "" {
			return n.Fail("one value is wanted here; leave the key out if there is nothing to say")
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
		return nil, n.Fail("a value or a list of values is wanted here; leave the key out if there is nothing to say")
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
func (p *fileReader) codes(into *map[string][]string) func(document.Node) error {
	return func(n document.Node) error {
		table := n.Get("codes")
		if len(n.Entries()) != 1 || table.Kind() != document.Mapping {
			return n.Fail("accept holds codes, which map a documented code to what is accepted in its place")
		}
		var documented []string
		for _, o := range p.config.Operations {
			for _, e := range o.Errors {
				documented = append(documented, e.Code)
			}
		}
		*into = map[string][]string{}
		for _, e := range table.Entries() {
			accepted, err := values(e.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(documented, e.Key) {
				return e.Value.Fail("%s is no documented code; did you mean %s?", e.Key, document.Nearest(e.Key, documented))
			}
			(*into)[e.Key] = accepted
		}
		return nil
	}
}
