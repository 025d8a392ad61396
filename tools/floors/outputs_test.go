package floors

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// A file that users name is written by suites/output alone, which loses none.
func TestOnePlaceWritesFiles(t *testing.T) {
	own := []string{
		"suites/sdk/session.go",             // the certificate of a recorder, in a folder of its own
		"suites/sdk/manifest.go",            // the mark of an install, in a folder of the driver's
		"suites/sdk/inprocess/inprocess.go", // the golden file of a test
	}
	writes := []string{"Create", "CreateTemp", "OpenFile", "Rename", "WriteFile"}
	for path, file := range sources(t) {
		if path = strings.TrimPrefix(path, "../../"); strings.HasPrefix(path, "suites/output/") || slices.Contains(own, path) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if e, ok := n.(*ast.SelectorExpr); ok && of("os", e) && slices.Contains(writes, e.Sel.Name) {
				t.Errorf("%s calls os.%s; suites/output writes the files that users name", path, e.Sel.Name)
			}
			return true
		})
	}
}
