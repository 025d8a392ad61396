package main

import (
	"html"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// explained checks that a page holds the text that plumb explain printed, just
// as it was: explained stdout FILE
func explained(ts *testscript.TestScript, neg bool, args []string) {
	text, page := ts.ReadFile(args[0]), html.UnescapeString(ts.ReadFile(args[1]))
	if strings.Contains(page, text) == neg {
		ts.Fatalf("%s does not hold\n%s", args[1], text)
	}
}
