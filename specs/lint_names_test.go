package specs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// A name that the contract gains and lint does not know would be called a
// mistake in every file that uses it.
func TestLintKnowsEveryNameOfTheContract(t *testing.T) {
	declared := constants(t)
	for typeName, known := range map[string][]string{
		"Format": texts(formats()), "Place": append(texts(placesOfCarriers()), texts(placesOfParameters())...), "Level": texts(levels()),
		"When": whens(), "Aspect": texts(aspects()), "Need": texts(needs()), "Keyword": texts(keywords()), "RelationKind": relationKinds(), "RuleKind": texts(contract.RuleKinds()),
	} {
		want := declared[typeName]
		slices.Sort(want)
		slices.Sort(known)
		if len(want) == 0 || !slices.Equal(want, known) {
			t.Errorf("contract.%s has %q, lint knows %q", typeName, want, known)
		}
	}
	for _, kind := range relationKinds() {
		if wanted(contract.RelationKind(kind)) == nil {
			t.Errorf("lint does not know what a relation of kind %s needs", kind)
		}
	}
	for _, format := range paramFormats() {
		if contract.Formatted(format, "no such form") {
			t.Errorf("contract.Formatted does not know the form %s", format)
		}
	}
}

func texts[T ~string](names []T) []string {
	var out []string
	for _, name := range names {
		out = append(out, string(name))
	}
	return out
}

// constants reads the string constants of package contract by their type.
func constants(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("contract/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	out := map[string][]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Type == nil {
				return true
			}
			typeName, ok := spec.Type.(*ast.Ident)
			for _, value := range spec.Values {
				if literal, isLiteral := value.(*ast.BasicLit); ok && isLiteral {
					text, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					out[typeName.Name] = append(out[typeName.Name], text)
				}
			}
			return true
		})
	}
	return out
}

// A file whose key x-keys.yaml describes and nothing reads would be silently
// without effect.
func TestKeysAreThoseOfTheSpecs(t *testing.T) {
	rules, err := keySchemas()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"x-questions": true} // of drafts, of which none is built in
	for _, folder := range []fs.FS{tree, os.DirFS("../fixtures/operations")} {
		files, err := Files(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := fs.ReadFile(folder, file)
			if err != nil {
				t.Fatal(err)
			}
			top, err := document.Parse(file, data)
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range rules.names {
				used[key] = used[key] || has(top, key)
			}
		}
	}
	for _, key := range rules.names {
		if !used[key] {
			t.Errorf("no spec uses %s", key)
		}
	}
}

func has(n document.Node, key string) bool {
	if n.Child(key).There() {
		return true
	}
	return slices.ContainsFunc(n.Written(), func(e document.Entry) bool { return has(e.Value, key) })
}
