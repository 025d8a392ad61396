package sides

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/definition"
	"github.com/plumbline/plumbline/specs/revision"
)

// Defined gives documents as a vendor's own definition has them, nil for what it does not
// define, and says what that is. The side is called VENDOR:PATH; the path is the definition of
// a product, or the folder or wheel of the vendor's command line, which holds one a product.
// It errs if nothing can be read there.
func Defined(name string, documents *Documents) (out []*revision.Document, cannot []string, err error) {
	vendor, at, _ := strings.Cut(name, ":")
	tree, only, err := definitions(at)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	read := map[string]*definition.Definition{} // by file
	for _, d := range documents.All {
		file := only
		if file == "" {
			file = definedIn(tree, d.Operation)
		}
		if read[file] == nil && file != "" {
			data, err := readOne(tree, file)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", name, err)
			}
			if read[file], err = definition.Read(vendor, path.Join(strings.TrimSuffix(at, only), file), data); err != nil {
				return nil, nil, err
			}
		}
		var theirs *revision.Document
		if found := read[file]; found != nil && found.Defines(d.Operation) {
			if theirs, err = found.As(d); err != nil {
				return nil, nil, err
			}
		} else {
			cannot = append(cannot, fmt.Sprintf("%s is not compared: %s does not define it", d.Operation.Key(), name))
		}
		out = append(out, theirs)
	}
	if len(cannot) == len(out) {
		return nil, nil, fmt.Errorf("%s defines none of the operations of %s", name, documents.Name)
	}
	return out, cannot, nil
}

// Files gives the files that a side VENDOR:PATH may be read from: one, or all definitions
// below a folder. What is not there, or cannot be listed, holds none.
func Files(name string) []string {
	_, at, _ := strings.Cut(name, ":")
	files := []string{at}
	_ = filepath.WalkDir(at, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Name() == definitionFile {
			files = append(files, file)
		}
		return nil
	})
	return files
}

// definitionFile is how the vendor's command line names the definition of a product.
const definitionFile = "api.json"

// definitions opens what a path names: a folder or wheel of many definitions, or only one.
func definitions(at string) (tree fs.FS, only string, err error) {
	info, err := os.Stat(at)
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("no such file or folder")
	case info.IsDir():
		return os.DirFS(at), "", nil
	case info.Mode().IsRegular() && (path.Ext(at) == ".whl" || path.Ext(at) == ".zip"):
		packed, err := os.ReadFile(at)
		if err != nil {
			return nil, "", err
		}
		wheel, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
		return wheel, "", err
	}
	return os.DirFS(filepath.Dir(at)), filepath.Base(at), nil
}

// definedIn finds the definition of an operation's product and version, "" if there is none.
func definedIn(tree fs.FS, o *contract.Operation) string {
	return shelves(tree)[definition.Shelf(o.Product, o.Version)]
}

// shelves lists the definitions in a folder or wheel by where they stand in it: their
// product and version.
func shelves(tree fs.FS) map[string]string {
	out := map[string]string{}
	_ = fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if parts := strings.Split(name, "/"); err == nil && len(parts) > 2 && parts[len(parts)-1] == definitionFile {
			shelf := path.Join(parts[len(parts)-3 : len(parts)-1]...)
			if out[shelf] == "" {
				out[shelf] = name
			}
		}
		return nil // what cannot be listed holds none
	})
	return out
}
