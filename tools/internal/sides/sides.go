// Package sides finds the documents that a side of a spec diff names: a file, a
// folder, a git revision, a built-in document.
package sides

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/revision"
)

// Documents are those that one side names.
type Documents struct {
	Name string // as it was named
	All  []*revision.Document
	Text map[string][]byte // of each document, by its file
}

// Embedded is the name of the built-in documents that are not superseded.
const Embedded = "embedded"

// built is the name of one built-in document: its number.
var built = regexp.MustCompile(`^\d{3}$`)

// Open reads what a side names, in this order: a file or folder that exists,
// "embedded", the number of a built-in document, a git revision such as HEAD~1,
// or HEAD~1:path; a revision alone means the folder specs in it. Documents that
// do not lint are an error with the first place.
func Open(ctx context.Context, name string) (*Documents, error) {
	files, prefix, err := find(ctx, name)
	if err != nil {
		return nil, err
	}
	d, err := read(name, files, prefix)
	if err != nil {
		return nil, err
	}
	if built.MatchString(name) && prefix == specs.Prefix {
		d.All = slices.DeleteFunc(d.All, func(one *revision.Document) bool { return one.Operation.Document != name })
	} else {
		d.current()
	}
	if len(d.All) == 0 {
		return nil, fmt.Errorf("%s: no such document; built in are %s", name, numbers())
	}
	return d, nil
}

// find gives the files that a name stands for, and what to put before their
// names in locations.
func find(ctx context.Context, name string) (files fs.FS, prefix string, err error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return os.DirFS(name), strings.TrimSuffix(name, "/") + "/", nil
	case err == nil:
		return one{os.DirFS(filepath.Dir(name)), filepath.Base(name)}, strings.TrimSuffix(name, filepath.Base(name)), nil
	case name == Embedded || built.MatchString(name):
		return specs.Tree(), specs.Prefix, nil
	case name == "":
		return nil, "", errors.New("a side has no name: give a file, a folder, a git revision, a built-in document's number or " + Embedded)
	}
	return atRevision(ctx, name)
}

// one is a file system that shows one file of a folder.
type one struct {
	fs.FS
	name string
}

// read reads every document of a file system, several at a time.
func read(name string, files fs.FS, prefix string) (*Documents, error) {
	names, err := list(files)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: no OpenAPI document in it: their names begin with a capital letter and end in .yaml", name)
	}
	d := &Documents{Name: name, All: make([]*revision.Document, len(names)), Text: map[string][]byte{}}
	failures, found, texts := make([]error, len(names)), make([][]specs.Finding, len(names)), make([][]byte, len(names))
	var all sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, file := range names {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			data, err := fs.ReadFile(files, file)
			if err != nil {
				failures[i] = fmt.Errorf("%s%s: %w", prefix, file, err)
				return
			}
			texts[i], found[i] = data, specs.Lint(prefix+file, data)
			d.All[i], failures[i] = revision.Read(prefix+file, data)
		})
	}
	all.Wait()
	for i, file := range names {
		d.Text[prefix+file] = texts[i]
	}
	if err := specs.Unclean(slices.Concat(found...)); err != nil {
		return nil, err
	}
	return d, errors.Join(failures...)
}

func list(files fs.FS) ([]string, error) {
	if single, ok := files.(one); ok {
		return []string{single.name}, nil
	}
	return specs.Files(files)
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

func numbers() string {
	all, err := specs.Revisions()
	if err != nil {
		return err.Error()
	}
	var out []string
	for _, o := range all {
		out = append(out, o.Document)
	}
	return strings.Join(out, ", ")
}
