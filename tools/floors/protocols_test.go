package floors

import (
	"go/ast"
	"go/token"
	"regexp"
	"strings"
	"testing"

	"github.com/plumbline/plumbline/specs"
	"github.com/plumbline/plumbline/specs/contract"
)

// aside are the files that may speak of one vendor: each protocol's package, the
// signatures, and clients and servers that are no part of the engine.
func aside(path string) bool {
	for _, folder := range []string{"specs/wire/alibabarpc/", "specs/wire/tencentapi3/", "specs/wire/sign/", "fixtures/sdk/", "fixtures/strangers/"} {
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
// contract.GatewayFacts: nobody asks which of them it is.
func TestNobodyAsksWhichProtocolItIs(t *testing.T) {
	for path, file := range parsed(t, "../../specs", "../../fixtures", "../../suites", "../../tools") {
		path = strings.TrimPrefix(path, "../../")
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if named(n.X) || named(n.Y) {
					t.Errorf("%s compares the name of a protocol", path)
				}
			case *ast.SwitchStmt:
				if named(n.Tag) {
					t.Errorf("%s switches over the name of a protocol", path)
				}
			}
			return true
		})
	}
	names := map[string]bool{}
	for _, p := range specs.Protocols() {
		names[p.Name()] = true
	}
	literals(t, func(path, text string) {
		if names[strings.Trim(text, "`\"")] {
			t.Errorf("%s names the protocol %s", path, text)
		}
	})
}

// named tells whether an expression is the name of an operation's protocol.
func named(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	name, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || name.Sel.Name != "Name" {
		return false
	}
	holder, ok := name.X.(*ast.SelectorExpr)
	return ok && holder.Sel.Name == "Protocol"
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
