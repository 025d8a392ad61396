package floors

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// commented parses all Go files of the house with their comments, tests too.
func commented(t *testing.T) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	for _, root := range []string{"specs", "fixtures", "suites", "tools"} {
		err := filepath.WalkDir("../../"+root, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") {
				return err
			}
			out[strings.TrimPrefix(filepath.ToSlash(path), "../../")], err = parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// Whoever calls what may err reads when it does.
func TestDocCommentsSayWhenAFunctionErrs(t *testing.T) {
	says := regexp.MustCompile(`(?i)\b(errs?|errors?|fails?|refuse[sd]?|wrong)\b`)
	for path, file := range commented(t) {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && errs(f) && exported(f) && !says.MatchString(f.Doc.Text()) {
				t.Errorf("%s: the comment of %s does not say when it errs", path, f.Name.Name)
			}
		}
	}
}

// errs tells whether a function returns an error.
func errs(f *ast.FuncDecl) bool {
	if f.Type.Results == nil {
		return false
	}
	for _, r := range f.Type.Results.List {
		if name, ok := r.Type.(*ast.Ident); ok && name.Name == "error" {
			return true
		}
	}
	return false
}

// exported tells whether a function, and the type it is of, can be used outside.
func exported(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return f.Name.IsExported()
	}
	of := f.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	name, ok := of.(*ast.Ident)
	return ok && name.IsExported() && f.Name.IsExported()
}

// A comment cites what a stranger can open: the documents by number, these pages,
// and nothing beside the repository.
func TestCommentsCiteNothingOutside(t *testing.T) {
	outside := regexp.MustCompile(`wire-facts|findings\.md|DESIGN|stack\.md|anchors\.md|peers\.md|\.\./shared`)
	for path, file := range commented(t) {
		if path == "suites/sdkgate/agreement_test.go" || path == "tools/floors/comments_test.go" {
			continue // it holds a table against the page that the table is of
		}
		for _, group := range file.Comments {
			if found := outside.FindString(group.Text()); found != "" {
				t.Errorf("%s cites %s, which is not in this repository", path, found)
			}
		}
	}
}
