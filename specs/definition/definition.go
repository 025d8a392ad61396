// Package definition reads a vendor's own machine definition of a product, as its
// command line ships it (api.json), and drafts spec documents of it: types, what is
// required, nesting, null, examples. What such a definition says in prose alone, or
// not at all, is left in the draft as a question.
package definition

import (
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// Definition is a product as its vendor defines it.
type Definition struct {
	name             string // how drafts cite the file
	product, version string
	top, template    document.Node
	pages            specs.Documents // the file, as what is cited
}

// Read reads a definition of a vendor that the tree of specs has a template of. It
// errs for another vendor and for a file of another shape, with file and line.
func Read(vendor, file string, data []byte) (*Definition, error) {
	template, err := specs.Template(vendor)
	if err != nil {
		return nil, err
	}
	top, err := document.Parse(file, data)
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"actions", "objects", "metadata"} {
		if top.Get(key).Kind() != document.Mapping {
			return nil, top.Fail("no definition of a product: %s is missing; the vendor's command line ships one a product, as api.json", key)
		}
	}
	meta, name := top.Get("metadata"), specs.DocumentName(file)
	d := &Definition{
		name: name, top: top, template: template,
		pages:   specs.Documents{name: specs.Page(file, data)},
		product: meta.Get("serviceShortName").Text(), version: meta.Get("apiVersion").Text(),
	}
	if d.product == "" || d.version == "" {
		return nil, meta.Fail("the metadata name no product and version (serviceShortName, apiVersion)")
	}
	return d, nil
}

// Shelf is where the vendor's command line ships the definition of a product:
// "mna/v20210119".
func Shelf(product, version string) string {
	return product + "/v" + strings.ReplaceAll(version, "-", "")
}

// Shelf is where the vendor's command line ships the definition.
func (d *Definition) Shelf() string { return Shelf(d.product, d.version) }

// Actions lists the names of what can be asked for, in the file's order; what is
// offline is left out.
func (d *Definition) Actions() []string {
	var out []string
	for _, e := range d.top.Get("actions").Entries() {
		if e.Value.Get("status").Text() != "offline" {
			out = append(out, e.Key)
		}
	}
	return out
}

// cite gives the citation of a part of the file. Lines that are read are there.
func (d *Definition) cite(n document.Node) document.Node {
	source := contract.Source{Document: d.name, First: n.Line(), Last: n.LastLine()}
	text, _ := d.pages.Cited(source)
	cited := document.Text(source.String() + "#" + specs.Digest(text))
	cited.Quote("")
	return cited
}
