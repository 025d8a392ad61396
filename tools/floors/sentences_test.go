package floors

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// What is true of a want stands in its file: outside, a function may know the few
// that it is about, and none knows many. Whether it asks by a type switch or by one
// assertion after another is the same.
func TestNobodySwitchesOverAllWants(t *testing.T) {
	const few, folder = 3, module + "suites/want"
	visit(t, func(p *packages.Package, path string, n ast.Node) {
		if call, ok := n.(*ast.CallExpr); ok && (strings.HasPrefix(called(p, call.Fun), "fmt.") || strings.HasPrefix(called(p, call.Fun), "reflect.")) {
			for _, e := range call.Args {
				if typeOf(p, e) == folder+".Want" && path != "suites/want/want.go" {
					t.Errorf("%s writes a want, or its type, as a text", p.Fset.Position(n.Pos()))
				}
			}
		}
		if text, ok := n.(*ast.BasicLit); ok && regexp.MustCompile(`^"(\w+/)*want\.[A-Z]\w+"$`).MatchString(text.Value) {
			t.Errorf("%s has the name of a want in a text", p.Fset.Position(n.Pos()))
		}
		f, ok := n.(*ast.FuncDecl)
		if !ok {
			return
		}
		wants := map[string]bool{}
		ask := func(e ast.Expr) {
			if kind := typeOf(p, e); e != nil && strings.HasPrefix(kind, folder+".") && kind != folder+".Want" {
				wants[kind] = true
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CaseClause:
				for _, e := range n.List {
					if p.TypesInfo.Types[e].IsType() {
						ask(e)
					}
				}
			case *ast.TypeAssertExpr:
				ask(n.Type)
			}
			return true
		})
		if len(wants) > few {
			t.Errorf("%s: %s asks for %d wants, %v", path, f.Name.Name, len(wants), wants)
		}
	})
}

// said tells whether an expression is, or is made of, a sentence: of a verdict, or
// of a finding.
func said(p *packages.Package, tainted map[types.Object]bool, e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if s := p.TypesInfo.Selections[n]; s != nil && sentences[n.Sel.Name] && s.Kind() == types.FieldVal {
				owner := s.Obj().Pkg().Path()
				found = found || owner == module+"suites/judge" || owner == module+"suites/record" || owner == module+"suites/impact"
			}
		case *ast.Ident:
			found = found || tainted[p.TypesInfo.Uses[n]]
		case *ast.CallExpr:
			found = found || called(p, n.Fun) == module+"suites/finding.Finding.Sentence"
			// a length, or whether something is there, is no sentence
			return text(p.TypesInfo.TypeOf(n)) || p.TypesInfo.Types[n.Fun].IsType()
		case *ast.BinaryExpr:
			return n.Op == token.ADD
		case *ast.IndexExpr:
			return text(p.TypesInfo.TypeOf(n))
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	return found
}

// text tells whether values of a type are texts.
func text(kind types.Type) bool {
	basic, ok := kind.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.String
}

var sentences = map[string]bool{"Received": true, "Expected": true, "Reason": true, "Sent": true}

// Sentences are said in one file, from findings: who wants a fact reads those. What
// has been put into a variable, or handed to a function, is still a sentence; only
// page and terminal, which escape and wrap any text, may look into it.
func TestNobodyLooksIntoSentences(t *testing.T) {
	tainted, handed, known := map[types.Object]bool{}, map[string]bool{}, -1
	for known < len(tainted)+len(handed) { // until nothing further is one
		known = len(tainted) + len(handed)
		visit(t, func(p *packages.Package, _ string, n ast.Node) { pass(p, tainted, handed, n) })
	}
	visit(t, func(p *packages.Package, path string, n ast.Node) {
		if strings.HasPrefix(path, "tools/internal/page/") || strings.HasPrefix(path, "tools/internal/terminal/") {
			return
		}
		for _, e := range lookedInto(p, n) {
			if said(p, tainted, e) {
				t.Errorf("%s: %s looks into a sentence", p.Fset.Position(n.Pos()), path)
			}
		}
	})
}

// Every regular expression of the suites and the tools, with what it reads: none of
// it is a sentence of ours.
func TestWhatRegularExpressionsRead(t *testing.T) {
	read := map[string]string{
		"suites/observe/errors.go":      "a code, of an answer",
		"suites/question/again.go":      "an argument of a command line",
		"suites/record/shard.go":        "the value of a flag",
		"suites/run/header.go":          "the JSON of cases, for a digest",
		"suites/sdk/inprocess/":         "what goes to a golden file",
		"suites/sdk/raised.go":          "what a client raises",
		"suites/sdk/spoils.go":          "an answer of the emulator",
		"suites/target/meant.go":        "a word of the command line",
		"suites/traffic/":               "what was recorded",
		"tools/internal/sides/sides.go": "the value of a flag",
	}
	seen, expression := map[string]bool{}, regexp.MustCompile(`^regexp\.(Must)?Compile|^regexp\.Match`)
	visit(t, func(p *packages.Package, path string, n ast.Node) {
		if !expression.MatchString(used(p, n)) || strings.HasPrefix(path, "specs/") || strings.HasPrefix(path, "fixtures/") {
			return
		}
		for place := range read {
			if strings.HasPrefix(path, place) {
				seen[place] = true
				return
			}
		}
		t.Errorf("%s has a regular expression; say what it reads", p.Fset.Position(n.Pos()))
	})
	for place := range read {
		if !seen[place] {
			t.Errorf("%s has no regular expression", place)
		}
	}
}

// pass marks what a node puts a sentence into: a variable, or a parameter of a
// function of ours.
func pass(p *packages.Package, tainted map[types.Object]bool, handed map[string]bool, n ast.Node) {
	mark := func(to ast.Expr, from ast.Expr) {
		id, ok := to.(*ast.Ident)
		if !ok || !said(p, tainted, from) {
			return
		}
		object := p.TypesInfo.ObjectOf(id)
		if object != nil && text(object.Type()) {
			tainted[object] = true
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i := range min(len(n.Lhs), len(n.Rhs)) {
			mark(n.Lhs[i], n.Rhs[i])
		}
	case *ast.ValueSpec:
		for i := range min(len(n.Names), len(n.Values)) {
			mark(n.Names[i], n.Values[i])
		}
	case *ast.CallExpr:
		for i, argument := range n.Args {
			if name := called(p, n.Fun); strings.HasPrefix(name, module) && said(p, tainted, argument) {
				handed[fmt.Sprint(name, i)] = true
			}
		}
	case *ast.FuncDecl:
		f := p.TypesInfo.Defs[n.Name].(*types.Func)
		for i := range f.Signature().Params().Len() {
			if param := f.Signature().Params().At(i); handed[fmt.Sprint(fullName(f), i)] && text(param.Type()) {
				tainted[param] = true
			}
		}
	}
}

// lookedInto gives the expressions of a node in which something is looked for.
func lookedInto(p *packages.Package, n ast.Node) []ast.Expr {
	constant := func(e ast.Expr) bool {
		value := p.TypesInfo.Types[e].Value
		return value != nil && value.ExactString() != `""`
	}
	switch n := n.(type) {
	case *ast.CallExpr:
		name := called(p, n.Fun)
		if regexp.MustCompile(`^((strings|bytes)\.(Contains|Cut|Equal|Fields|Has|Index|Last|Split|Trim|Count|Compare)|regexp\.Regexp\.|strconv\.(Parse|Atoi)|slices\.(Contains|Index))|fmt\.(Sscan|Fscan)`).MatchString(name) {
			return n.Args
		}
	case *ast.BinaryExpr:
		if slices.Contains([]token.Token{token.EQL, token.NEQ}, n.Op) && (constant(n.X) || constant(n.Y)) {
			return []ast.Expr{n.X, n.Y}
		}
	case *ast.SwitchStmt:
		if n.Tag != nil {
			return []ast.Expr{n.Tag}
		}
	}
	return nil
}
