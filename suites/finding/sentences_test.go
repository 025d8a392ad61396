package finding

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// kinds reads the kinds where they are declared, since nothing lists them.
func kinds(t *testing.T) []Kind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "kinds.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []Kind
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, Kind(text))
		}
		return true
	})
	return out
}

func TestEachKindHasOneSentence(t *testing.T) {
	all := kinds(t)
	if len(all) < 50 || len(all) != len(sentences()) {
		t.Errorf("%d kinds have %d sentences", len(all), len(sentences()))
	}
	for _, kind := range all {
		n := 0
		for _, s := range sentences() {
			if s.kind == kind {
				n++
			}
		}
		if n != 1 {
			t.Errorf("the kind %s has %d sentences", kind, n)
		}
	}
	for _, s := range sentences() {
		if s.outcome != Beside && !slices.Contains(Outcomes(), s.outcome) {
			t.Errorf("the kind %s makes the outcome %q", s.kind, s.outcome)
		}
		text := Finding{Kind: s.kind, Count: 1, Of: 2}.Sentence(func(int) string { return "the request" })
		if strings.ContainsAny(text, "{}") {
			t.Errorf("the sentence of %s has a part that no finding has: %s", s.kind, text)
		}
	}
}
