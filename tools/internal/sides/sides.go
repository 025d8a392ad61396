// Package sides finds the documents that a side of a spec diff names: a file, a
// folder, a git revision, a built-in document.
package sides

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/atonce"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
	"github.com/plumbline/plumbline/specs/revision"
)

// Documents are those that one side names.
type Documents struct {
	Name string // as it was named
	All  []*revision.Document

	left   map[string]left               // by their names without the prefix
	prefix string                        // of the names in locations
	known  map[string]*revision.Document // by their texts
}

// Embedded is the name of the built-in documents that are not superseded.
const Embedded = "embedded"

// built is the name of one built-in document: its number.
var built = regexp.MustCompile(`^\d{3}$`)

// Open reads what a side names, in this order: a file or folder that exists,
// "embedded", the number of a built-in document, a git revision such as HEAD~1,
// or HEAD~1:path; a revision alone means the folder specs in it. An error says
// what cannot be read, or that there is nothing to read.
func Open(ctx context.Context, name string) (*Documents, error) { return Beside(ctx, name, nil) }

// Beside is Open for the other side of one that is open: what that has too, word
// for word, is not read again. It errs as Open does.
func Beside(ctx context.Context, name string, other *Documents) (*Documents, error) {
	all, err := find(ctx, name)
	if err != nil {
		return nil, err
	}
	d, err := read(name, all, other)
	if err != nil {
		return nil, err
	}
	if built.MatchString(name) && all.prefix == specs.Prefix {
		d.All = slices.DeleteFunc(d.All, func(one *revision.Document) bool { return one.Operation.Document != name })
	} else {
		d.current()
	}
	if len(d.All) == 0 {
		return nil, fmt.Errorf("%s: no such document; built in are %s", name, numbers())
	}
	d.once()
	if other != nil {
		err = revision.Halve(other.All, d.All)
	}
	return d, err
}

// find gives the files that a name stands for.
func find(ctx context.Context, name string) (*files, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return inTree(os.DirFS(name), strings.TrimSuffix(name, "/")+"/")
	case err == nil:
		base, folder := filepath.Base(name), os.DirFS(filepath.Dir(name))
		return &files{prefix: strings.TrimSuffix(name, base), names: []string{base}, read: func(name string) ([]byte, error) { return readOne(folder, name) }}, nil
	case name == Embedded || built.MatchString(name):
		return inTree(specs.Tree(), specs.Prefix)
	case name == "":
		return nil, errors.New("a side has no name: give a file, a folder, a git revision, a built-in document's number or " + Embedded)
	}
	return atRevision(ctx, name)
}

// outcome is what came of reading a file.
type outcome struct {
	parts []part
	err   error
}

// part is one YAML document of a file.
type part struct {
	name     string // of the file, and the line in which the part begins unless it is the first
	text     []byte
	document *revision.Document // nil of one that is none
}

// read reads every document among files, several at a time.
func read(name string, all *files, other *Documents) (*Documents, error) {
	outcomes := make([]outcome, len(all.names))
	var working atonce.Group
	working.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range all.names {
		working.Go(func() error {
			outcomes[i] = other.parts(all, file)
			return nil
		})
	}
	_ = working.Wait()
	d := &Documents{Name: name, left: map[string]left{}, prefix: all.prefix, known: map[string]*revision.Document{}}
	maps.Copy(d.left, all.left)
	for _, o := range outcomes {
		if o.err != nil {
			return nil, o.err
		}
		for _, one := range o.parts {
			if one.document == nil {
				d.left[one.name] = left{noDocument, string(one.text)}
				continue
			}
			d.All, d.known[string(one.text)] = append(d.All, one.document), one.document
		}
	}
	if len(d.All) == 0 {
		return nil, fmt.Errorf("%s: no OpenAPI document in it: one has the key openapi, and its name ends in .yaml, .yml or .json", name)
	}
	return d, nil
}

// parts reads the YAML documents of a file; of the only file, the only one is read
// whatever it is, so that what is wrong with it is said.
func (d *Documents) parts(all *files, file string) outcome {
	text, err := all.read(file)
	if err != nil {
		return outcome{err: fmt.Errorf("%s%w", all.prefix, err)}
	}
	texts := document.Split(text)
	out := outcome{parts: make([]part, len(texts))}
	for i, text := range texts {
		one := &out.parts[i]
		one.name, one.text = revision.Place(file, text), text
		if len(all.names) == 1 && len(texts) == 1 || revision.IsDocument(text) {
			if one.document, out.err = d.reuse(all.prefix+file, text); out.err != nil {
				return out
			}
		}
	}
	return out
}

// reuse gives the document of a text that this side has too, or reads it.
func (d *Documents) reuse(file string, text []byte) (*revision.Document, error) {
	if d != nil && d.known[string(text)] != nil {
		return d.known[string(text)].At(file), nil
	}
	return revision.Read(file, text)
}

// once leaves out documents of an operation that another one is about.
func (d *Documents) once() {
	of := map[string]string{}
	d.All = slices.DeleteFunc(d.All, func(one *revision.Document) bool {
		key := one.Operation.Key()
		first, twice := of[key]
		if twice {
			d.left[strings.TrimPrefix(one.Place(), d.prefix)] = left{"the operation " + key + " stands in " + first + " already: mark the older one superseded", one.Place()}
			return true
		}
		of[key] = one.Place()
		return false
	})
}

// current leaves superseded documents out, unless all there are are superseded.
func (d *Documents) current() {
	kept := slices.DeleteFunc(slices.Clone(d.All), func(one *revision.Document) bool { return one.Operation.Superseded })
	if len(kept) > 0 {
		d.All = kept
	}
}

// Operations gives what the documents are about.
func (d *Documents) Operations() []*contract.Operation {
	out := make([]*contract.Operation, len(d.All))
	for i, one := range d.All {
		out[i] = one.Operation
	}
	return out
}

func numbers() string { return strings.Join(builtIn(), ", ") }

// builtIn gives the numbers of the built-in documents; none of an unreadable tree, which
// whoever reads it says.
func builtIn() (out []string) {
	all, err := specs.Revisions()
	if err != nil {
		return nil
	}
	for _, o := range all {
		out = append(out, o.Document)
	}
	return out
}

// meant asks whether a built-in document was meant by a name that is nothing's.
func meant(name string) string {
	if text := document.DidYouMean(name, append(builtIn(), Embedded)); strings.HasPrefix(text, ":") {
		return text
	}
	return ""
}
