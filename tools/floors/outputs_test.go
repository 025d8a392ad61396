package floors

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// A file that users name is written by suites/output alone, which loses none.
func TestOnePlaceWritesFiles(t *testing.T) {
	own := []string{
		"suites/sdk/session.go",             // the certificate of a recorder, in a folder of its own
		"suites/sdk/manifest.go",            // the mark of an install, in a folder of the driver's
		"suites/sdk/inprocess/inprocess.go", // the golden file of a test
	}
	writes := regexp.MustCompile(`^((os|os\.Root)\.(Create|CreateTemp|NewFile|OpenFile|Rename|WriteFile|Link|Symlink|Truncate|CopyFS)|io/ioutil\.\w+|(syscall|golang\.org/x/sys/unix)\.(Open|Openat|Creat|Rename|Renameat)|os/exec\.Command(Context)?)$`)
	runs := []string{
		"suites/sdk/process.go",       // the programs of drivers
		"suites/sdk/exec.go",          // and the command that a user names
		"tools/internal/sides/git.go", // git, which gives the files of a revision
	}
	visit(t, func(p *packages.Package, path string, n ast.Node) {
		what := used(p, n)
		if !writes.MatchString(what) || strings.HasPrefix(path, "suites/output/") || slices.Contains(own, path) {
			return
		}
		if program := strings.HasPrefix(what, "os/exec."); !program || !slices.Contains(runs, path) {
			t.Errorf("%s uses %s; suites/output writes the files that users name", path, what)
		}
	})
}
