package floors

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// sources parses the Go files of the suites and the tools, tests left out.
func sources(t *testing.T) map[string]*ast.File { return parsed(t, "../../suites", "../../tools") }

// parsed parses the Go files below some folders, tests left out.
func parsed(t *testing.T, roots ...string) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			out[path], err = parser.ParseFile(token.NewFileSet(), path, nil, 0)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// of tells whether an expression is a name of a package.
func of(pkg string, e ast.Expr) bool {
	selector, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	name, ok := selector.X.(*ast.Ident)
	return ok && name.Name == pkg
}

// What is true of a want stands in its file: no switch elsewhere knows many.
func TestNobodySwitchesOverAllWants(t *testing.T) {
	const few = 4
	for path, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			wants := 0
			if s, ok := n.(*ast.TypeSwitchStmt); ok {
				for _, clause := range s.Body.List {
					for _, e := range clause.(*ast.CaseClause).List {
						if of("want", e) {
							wants++
						}
					}
				}
			}
			if wants > few {
				t.Errorf("%s: a type switch over %d wants", path, wants)
			}
			return true
		})
	}
}

// Sentences are said in one file, from findings: who wants a fact reads those.
func TestNobodyLooksIntoSentences(t *testing.T) {
	said := map[string]bool{"Received": true, "Expected": true, "Reason": true, "Sent": true}
	for path, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !(of("strings", call.Fun) || matches(call.Fun)) {
				return true
			}
			for _, argument := range call.Args {
				if s, ok := argument.(*ast.SelectorExpr); ok && said[s.Sel.Name] {
					t.Errorf("%s: something is looked for in %s", path, s.Sel.Name)
				}
			}
			return true
		})
	}
}

// matches tells whether a function is one that looks for a regular expression.
func matches(e ast.Expr) bool {
	selector, ok := e.(*ast.SelectorExpr)
	return ok && (strings.HasPrefix(selector.Sel.Name, "Find") || strings.HasPrefix(selector.Sel.Name, "Match"))
}
