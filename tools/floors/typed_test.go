package floors

import (
	"go/ast"
	"go/types"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// typed gives every package of the house with its types, tests left out. The rules
// of these tests go by what a name stands for, so that none is walked round by
// another name for a package, a variable of a function, or a switch for an if.
func typed(t *testing.T) []*packages.Package {
	t.Helper()
	all, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		for _, e := range p.Errors {
			t.Fatal(e)
		}
	}
	return all
}

var load = sync.OnceValues(func() ([]*packages.Package, error) {
	return packages.Load(&packages.Config{
		Dir:  "../..",
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo,
	}, "./...")
})

// visit calls look for each node of each file; path is the file's below the
// repository.
func visit(t *testing.T, look func(p *packages.Package, path string, n ast.Node)) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range typed(t) {
		for _, file := range p.Syntax {
			path, err := filepath.Rel(root, p.Fset.Position(file.Pos()).Filename)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if n != nil {
					look(p, filepath.ToSlash(path), n)
				}
				return true
			})
		}
	}
}

// used gives what a node is the name of, as pkg.Name or pkg.Type.Name with the
// whole path of the package; nothing where it is no name of something declared.
func used(p *packages.Package, n ast.Node) string {
	id, ok := n.(*ast.Ident)
	if !ok || p.TypesInfo.Uses[id] == nil || p.TypesInfo.Uses[id].Pkg() == nil {
		return ""
	}
	object := p.TypesInfo.Uses[id]
	if f, ok := object.(*types.Func); ok {
		return fullName(f)
	}
	if object.Parent() == object.Pkg().Scope() {
		return object.Pkg().Path() + "." + object.Name()
	}
	return ""
}

// fullName is pkg.Name or pkg.Type.Name.
func fullName(f *types.Func) string {
	return strings.NewReplacer("(", "", ")", "", "*", "").Replace(f.FullName())
}

// called gives what a call calls, as used does.
func called(p *packages.Package, fun ast.Expr) string {
	switch f := ast.Unparen(fun).(type) {
	case *ast.SelectorExpr:
		return used(p, f.Sel)
	case *ast.IndexExpr:
		return called(p, f.X)
	}
	return used(p, ast.Unparen(fun))
}

// typeOf gives the type of an expression as pkg.Name, pointers left out; nothing
// where the type has no name.
func typeOf(p *packages.Package, e ast.Expr) string {
	if e == nil {
		return ""
	}
	return nameOf(p.TypesInfo.TypeOf(e))
}

func nameOf(kind types.Type) string {
	if pointer, ok := kind.(*types.Pointer); ok {
		kind = pointer.Elem()
	}
	named, ok := types.Unalias(kind).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name()
}
