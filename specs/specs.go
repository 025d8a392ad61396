// Package specs holds what the documents say: one OpenAPI document an operation
// and revision, embedded, and the loader that turns each into a
// contract.Operation. It is the only importer of kin-openapi.
package specs

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

//go:embed alibaba tencent x-keys.yaml
var tree embed.FS

// Tree gives the embedded files, named as below the specs folder.
func Tree() fs.FS { return tree }

// Prefix stands before the embedded files' names in locations, so that a
// location can be opened from the top of the repository.
const Prefix = "specs/"

// Embedded gives the current operations, in the order of their documents. A file
// that Read refuses is an error, which the tests of the built-in ones rule out.
func Embedded() ([]*contract.Operation, error) {
	all, err := load(root{tree, Prefix})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(o *contract.Operation) bool { return o.Superseded }), nil
}

// Revisions gives every embedded operation, superseded ones too. It errs as
// Embedded does.
func Revisions() ([]*contract.Operation, error) { return load(root{tree, Prefix}) }

// Folders lints and loads the documents below folders of the user's, one after the
// other, superseded ones left out, unless all there are are superseded. What lint
// finds is an error, its first finding and how many more there are: no case is made
// of a document that says what nothing understands. Citations may lack their
// digests. An operation that stands in two places is an error that names both.
func Folders(dirs ...string) ([]*contract.Operation, error) {
	findings, err := LintFolders(dirs...)
	if err != nil {
		return nil, err
	}
	// A page that may have changed since it was cited keeps nobody from asking.
	findings = slices.DeleteFunc(findings, func(f Finding) bool { return f.Rule == undigested })
	if err := Unclean(findings); err != nil {
		return nil, err
	}
	all, err := loadAll(dirs)
	if err != nil {
		return nil, err
	}
	current := slices.DeleteFunc(slices.Clone(all), func(o *contract.Operation) bool { return o.Superseded })
	if len(current) == 0 {
		current = all
	}
	return current, nil
}

// Questions counts what the drafts below folders leave open. It errs for a file that
// does not load, and for an operation that stands in two places.
func Questions(dirs ...string) (int, error) {
	n := 0
	var names []*contract.Operation // of each no more than its name: there may be many
	for _, dir := range dirs {
		err := each(rootOf(dir), func(o *contract.Operation) {
			n += len(o.Questions)
			names = append(names, &contract.Operation{Product: o.Product, Name: o.Name, Superseded: o.Superseded, Origin: contract.Origin{Location: o.Location}})
		})
		if err != nil {
			return 0, err
		}
	}
	return n, duplicateOperation(names)
}

// loadAll loads what lies below folders of the user's.
func loadAll(dirs []string) ([]*contract.Operation, error) {
	var all []*contract.Operation
	for _, dir := range dirs {
		loaded, err := load(rootOf(dir))
		if err != nil {
			return nil, err
		}
		all = append(all, loaded...)
	}
	return all, duplicateOperation(all)
}

// Open counts what operations leave open, those that are drafts.
func Open(operations []*contract.Operation) int {
	n := 0
	for _, o := range operations {
		n += len(o.Questions)
	}
	return n
}

// root is a tree of spec files, and what stands before their names in locations.
type root struct {
	files  fs.FS
	prefix string
}

// rootOf is a folder of the user's.
func rootOf(dir string) root { return root{os.DirFS(dir), strings.TrimSuffix(dir, "/") + "/"} }

// load reads every spec file of a tree.
func load(r root) ([]*contract.Operation, error) {
	var out []*contract.Operation
	if err := each(r, func(o *contract.Operation) { out = append(out, o) }); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b *contract.Operation) int { return strings.Compare(a.Document, b.Document) })
	return out, duplicateOperation(out)
}

// each reads every spec file of a tree, one after the other.
func each(r root, take func(*contract.Operation)) error {
	names, err := Files(r.files)
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(r.files, name)
		if err != nil {
			return fmt.Errorf("%s%s: %w", r.prefix, name, err)
		}
		operation, err := Read(r.prefix+name, data)
		if err != nil {
			return err
		}
		take(operation)
	}
	return nil
}

// Read reads one spec document, and what is known of the gateway that serves its
// protocol. The file name is used in locations; errors carry file and line,
// several joined. What cases cannot be derived from is an error; see Sound.
func Read(file string, data []byte) (*contract.Operation, error) {
	top, err := document.Parse(file, data)
	if err != nil {
		return nil, err
	}
	operation, err := ReadNode(top)
	if err != nil {
		return nil, err
	}
	if err := Sound(top, operation); err != nil {
		return nil, err
	}
	return operation, nil
}

// ReadNode is Read for a file whose top mapping has been read, sound or not.
// Errors carry file and line, several joined.
func ReadNode(top document.Node) (*contract.Operation, error) {
	operation, err := operationOf(top)
	if err != nil {
		return nil, err
	}
	operation.Gateway, err = gateway(operation.Protocol.Name())
	return operation, err
}

// Template gives what the specs of a vendor have in common, as a document that lacks
// the rest. It errs, with those that there are, for a vendor without one.
func Template(vendor string) (document.Node, error) {
	file := vendor + "/template.yaml"
	data, err := tree.ReadFile(file)
	if err != nil {
		var known []string
		names, _ := fs.Glob(tree, "*/template.yaml")
		for _, name := range names {
			known = append(known, path.Dir(name))
		}
		return document.Node{}, fmt.Errorf("no definition of %q can be read; known are those of %s", vendor, strings.Join(known, ", "))
	}
	top, err := document.Parse(Prefix+file, data)
	return top.Get("template"), err
}

// Files lists the YAML files that hold an operation: those whose name begins with
// a capital letter, as an operation's does. Hidden folders and those named
// testdata hold none. It errs if a folder cannot be listed.
func Files(files fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		base := path.Base(name)
		if err == nil && entry.IsDir() && name != "." && (base == "testdata" || base[0] == '.') {
			return fs.SkipDir
		}
		if err == nil && !entry.IsDir() && path.Ext(base) == ".yaml" && base[0] >= 'A' && base[0] <= 'Z' {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// duplicateOperation refuses two current documents of one operation: their ids would be equal.
func duplicateOperation(operations []*contract.Operation) error {
	seen := map[string]*contract.Operation{}
	for _, o := range operations {
		if o.Superseded {
			continue
		}
		if other, ok := seen[o.Key()]; ok {
			return fmt.Errorf("%s: operation %s stands in %s too; mark the older one superseded", o.Location, o.Key(), other.Location)
		}
		seen[o.Key()] = o
	}
	return nil
}
