package sides

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// maxFile bounds a file that is read: no document of an operation is as long.
const maxFile = 16 << 20

// files are those that a side names: documents, and what is left out.
type files struct {
	prefix string // stands before their names in locations
	names  []string
	read   func(name string) ([]byte, error)
	left   map[string]left
}

// left is a file that is not compared, and why; of another one by the same name
// it is told by its mark.
type left struct{ why, mark string }

// documentary tells whether a file may hold a document, by its ending.
func documentary(name string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".json"}, strings.ToLower(path.Ext(name)))
}

// hidden tells whether a file or folder is none of ours, by its name: those that
// begin with a dot, and those of test data.
func hidden(name string) bool {
	base := path.Base(name)
	return base == "testdata" || base[0] == '.' && name != "."
}

// inTree lists the documents of a file system. Linked folders are not followed.
func inTree(tree fs.FS, prefix string) (*files, error) {
	out := &files{prefix: prefix, left: map[string]left{}, read: func(name string) ([]byte, error) { return readOne(tree, name) }}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && hidden(name):
			return fs.SkipDir
		case entry.IsDir() || hidden(name):
			return nil
		}
		info, err := fs.Stat(tree, name)
		switch linked := entry.Type()&fs.ModeSymlink != 0; {
		case err != nil && linked:
			out.left[name] = left{why: "a link that leads nowhere"}
		case err != nil:
			return err
		case info.IsDir():
			out.left[name] = left{why: "a linked folder, which is not followed"}
		case !documentary(name):
		case !info.Mode().IsRegular():
			out.left[name] = left{why: "no ordinary file"}
		default:
			out.names = append(out.names, name)
		}
		return nil
	})
	return out, err
}

// readOne reads a file of a tree, within bounds.
func readOne(tree fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(tree, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: no ordinary file: write what comes out of it into one", name)
	case info.Size() > maxFile:
		return nil, tooLong(name)
	}
	return fs.ReadFile(tree, name)
}

func tooLong(name string) error {
	return fmt.Errorf("%s: longer than %d MB: no document of an operation is", name, maxFile>>20)
}
