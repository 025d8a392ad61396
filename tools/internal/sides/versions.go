package sides

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/definition"
	"github.com/plumbline/plumbline/specs/revision"
)

// defining is a side that is a vendor's own definition: of a product, or of many.
type defining struct {
	name, vendor string
	at           string // the path that is named
	tree         fs.FS
	only         string            // the file, if it is one
	shelves      map[string]string // else the files, by product and version
}

// Versions compares a vendor's own definitions with others of its, as Defined finds them:
// products and operations that came and went, and what changed in those that stayed. Of a
// definition and many, the one of the same product and version is taken. It says what is
// compared that is not of one version, and errs where there is nothing to compare.
func Versions(oldName, newName string) (changes []revision.Change, remarks []string, err error) {
	old, err := definingAt(oldName)
	if err != nil {
		return nil, nil, err
	}
	new, err := definingAt(newName)
	if err != nil {
		return nil, nil, err
	}
	if old.only == "" && new.only == "" {
		changes, err = between(old, new)
		return changes, nil, err
	}
	was, is, err := single(old, new)
	switch {
	case err != nil:
		return nil, nil, err
	case was == nil || is == nil:
		return nil, nil, fmt.Errorf("%s and %s have no product in common", oldName, newName)
	case was.Shelf() != is.Shelf():
		remarks = []string{fmt.Sprintf("%s is %s, %s is %s: a request names the version of its own", oldName, was.Shelf(), newName, is.Shelf())}
	}
	changes, err = definition.Compare(was, is)
	return changes, remarks, err
}

func definingAt(name string) (*defining, error) {
	d := &defining{name: name}
	d.vendor, d.at, _ = strings.Cut(name, ":")
	var err error
	if d.tree, d.only, err = definitions(d.at); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if d.only == "" {
		if d.shelves = shelves(d.tree); len(d.shelves) == 0 {
			return nil, fmt.Errorf("%s: no definition in it: the command line has one a product, PRODUCT/VERSION/api.json", name)
		}
	}
	return d, nil
}

// read reads a definition, nil where there is no such file.
func (d *defining) read(file string) (*definition.Definition, error) {
	if file == "" {
		return nil, nil
	}
	data, err := readOne(d.tree, file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.name, err)
	}
	return definition.Read(d.vendor, path.Join(strings.TrimSuffix(d.at, d.only), file), data)
}

// single reads two definitions one of which is the only one of its side; the other is of
// the same product, nil where there is none.
func single(old, new *defining) (was, is *definition.Definition, err error) {
	if was, err = old.read(old.only); err != nil {
		return nil, nil, err
	}
	if is, err = new.read(new.only); err != nil {
		return nil, nil, err
	}
	switch {
	case was == nil:
		was, err = old.read(old.shelves[is.Shelf()])
	case is == nil:
		is, err = new.read(new.shelves[was.Shelf()])
	case path.Dir(was.Shelf()) != path.Dir(is.Shelf()):
		return nil, nil, nil
	}
	return was, is, err
}

// between compares the definitions of two folders or wheels, product by product.
func between(old, new *defining) ([]revision.Change, error) {
	var out []revision.Change
	all := maps.Clone(old.shelves)
	maps.Copy(all, new.shelves)
	for _, shelf := range slices.Sorted(maps.Keys(all)) {
		if old.same(new, shelf) {
			continue
		}
		was, err := old.read(old.shelves[shelf])
		if err != nil {
			return nil, err
		}
		is, err := new.read(new.shelves[shelf])
		if err != nil {
			return nil, err
		}
		changes, err := definition.Compare(was, is)
		if err != nil {
			return nil, err
		}
		out = append(out, changes...)
	}
	return out, nil
}

// same tells whether both sides have a definition word for word.
func (d *defining) same(other *defining, shelf string) bool {
	a, err := fs.ReadFile(d.tree, d.shelves[shelf])
	if err != nil {
		return false
	}
	b, err := fs.ReadFile(other.tree, other.shelves[shelf])
	return err == nil && bytes.Equal(a, b)
}
