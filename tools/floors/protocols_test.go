package floors

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
)

// aside are the files that may speak of one vendor: each protocol's package, the
// signatures, and clients and servers that are no part of the engine.
func aside(path string) bool {
	for _, folder := range []string{"specs/wire/alibabarpc/", "specs/wire/alibabaroa/", "specs/wire/acs3/", "specs/wire/tencentapi3/", "specs/wire/sign/", "fixtures/sdk/", "fixtures/strangers/"} {
		if strings.HasPrefix(path, folder) {
			return true
		}
	}
	return false
}

// literals visits the texts in the Go of the engine, comments left out.
func literals(t *testing.T, visit func(path, text string)) {
	t.Helper()
	for path, file := range parsed(t, "../../specs", "../../fixtures", "../../suites", "../../tools") {
		if path = strings.TrimPrefix(path, "../../"); aside(path) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
				visit(path, text.Value)
			}
			return true
		})
	}
}

// What differs between protocols stands behind wire.Protocol and in
// contract.GatewayFacts: nobody asks which of them it is. Only the table of protocols
// and the loader, which looks up the name that a spec states, take the name of one.
func TestNobodyAsksWhichProtocolItIs(t *testing.T) {
	protocol := func(kind string) bool {
		return kind == module+"specs/wire.Protocol" || kind == module+"specs/contract.Protocol"
	}
	name := func(what string) bool {
		of, ok := strings.CutSuffix(what, ".Name")
		return ok && protocol(of)
	}
	visit(t, func(p *packages.Package, path string, n ast.Node) {
		if path == "specs/protocols.go" || path == "specs/specs.go" || aside(path) {
			return
		}
		if name(used(p, n)) {
			t.Errorf("%s asks for the name of a protocol", p.Fset.Position(n.Pos()))
		}
		var compared []ast.Expr
		switch n := n.(type) {
		case *ast.IndexExpr: // two protocols may be the same; none is the first or the second
			if list, ok := p.TypesInfo.TypeOf(n.X).Underlying().(*types.Slice); ok && p.TypesInfo.Types[n.Index].Value != nil && protocol(nameOf(list.Elem())) {
				t.Errorf("%s takes a protocol by its place in the table", p.Fset.Position(n.Pos()))
			}
		case *ast.TypeAssertExpr: // wire.ProtocolOf asks for what any protocol can
			if n.Type == nil || typeOf(p, n.Type) != module+"specs/wire.Protocol" {
				compared = []ast.Expr{n.X}
			}
		case *ast.CallExpr: // its name, or its type, written as a text
			if strings.HasPrefix(called(p, n.Fun), "fmt.") || strings.HasPrefix(called(p, n.Fun), "reflect.") {
				compared = n.Args
			}
		}
		for _, e := range compared {
			if protocol(typeOf(p, e)) {
				t.Errorf("%s: which protocol it is decides something", p.Fset.Position(n.Pos()))
			}
		}
	})
}

// A vendor, a product or a protocol is a value that comes out of YAML; a text of Go
// that has its name in it is a condition in disguise. The emulator has names of its
// own world, and the four operations that mean something there.
func TestNoTextNamesAVendor(t *testing.T) {
	operations, err := specs.Revisions()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, op := range operations {
		names[op.Provider], names[op.Product] = true, true
	}
	for _, p := range specs.Protocols() {
		names[p.Name()] = true
		names[p.Credentials().ID], names[p.Credentials().Secret] = true, true
		for _, scheme := range p.Schemes() {
			if len(scheme) > 2 { // v1 is a version of many things
				names[string(scheme)] = true
			}
		}
	}
	literals(t, func(path, text string) {
		if strings.HasPrefix(path, "fixtures/") || path == "specs/gateway.go" || path == "specs/specs.go" {
			return
		}
		if strings.ContainsAny(text, " \n") {
			return // help, and what is said to people
		}
		for name := range names {
			if regexp.MustCompile(`(?i)(^|[^a-z0-9])` + regexp.QuoteMeta(name) + `($|[^a-z0-9])`).MatchString(text) {
				t.Errorf("%s has the name %s in %s", path, name, text)
			}
		}
	})
}

// Codes are facts, and stand in YAML: a gateway's in gateway.yaml, an operation's
// in its error table.
func TestNoCodeStandsInGo(t *testing.T) {
	operations, err := specs.Revisions()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, op := range operations {
		codes := op.Gateway.Codes
		for _, list := range []contract.Codes{codes.Failure, codes.Throttled, codes.Common} {
			for _, code := range list {
				known[code] = true
			}
		}
		for _, r := range op.Gateway.Refusals {
			for _, code := range r.Codes {
				known[code] = true
			}
		}
		for _, r := range op.Gateway.SetUp {
			for _, code := range r.Codes {
				known[code] = true
			}
		}
		for _, a := range op.Gateway.Answers {
			known[a.Code], known[a.Other], known[a.Row] = true, true, true
		}
		for _, row := range op.Errors {
			known[row.Code] = true
		}
	}
	delete(known, "")
	delete(known, "Missing")   // the beginning of many codes, and a word
	delete(known, "Signature") // so is this, and the name of a parameter
	if len(known) < 40 {
		t.Fatalf("the documents give %d codes; there are more", len(known))
	}
	words := regexp.MustCompile(`[A-Za-z]+(\.[A-Za-z]+)*`)
	literals(t, func(path, text string) {
		for _, word := range words.FindAllString(text, -1) {
			if first, _, _ := strings.Cut(word, "."); known[word] || known[first] {
				t.Errorf("%s has the code %s in it: %s", path, word, text)
			}
		}
	})
}
