package floors

import (
	"go/ast"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// A panic in a goroutine of its own ends the program where it stands, by the status
// that means wrong usage. specs/atonce hands it to whoever waits, up to the command.
func TestOnePlaceBeginsGoroutines(t *testing.T) {
	begins := regexp.MustCompile(`^(golang\.org/x/sync/errgroup\.Group\.(Go|TryGo)|sync\.WaitGroup\.Go|(time|context)\.AfterFunc)$`)
	allowed := map[string]string{
		"specs/atonce/":                 "is the one place",
		"fixtures/sdk/driver/driver.go": "has the standard library alone, and answers that its client panicked",
		"suites/output/system_unix.go":  "sets a deadline",
		"tools/plumb/main.go":           "stops to wait for signals",
		"tools/plumb/running.go":        "ends a context",
	}
	seen := map[string]bool{}
	visit(t, func(p *packages.Package, path string, n ast.Node) {
		if _, goes := n.(*ast.GoStmt); !goes && !begins.MatchString(used(p, n)) {
			return
		}
		for place := range allowed {
			if strings.HasPrefix(path, place) {
				seen[place] = true
				return
			}
		}
		t.Errorf("%s begins a goroutine; specs/atonce does that, and these: %v", p.Fset.Position(n.Pos()), allowed)
	})
	for place := range allowed {
		if !seen[place] {
			t.Errorf("%s begins no goroutine, and need not be allowed to", place)
		}
	}
}
