package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/plumbline/plumbline/specs"
)

// builtIn writes a built-in document to a file, with words replaced: builtin 002
// new/Online.yaml 'maxItems: 50' 'maxItems: 40'
func builtIn(ts *testscript.TestScript, _ bool, args []string) {
	all, err := specs.Revisions()
	ts.Check(err)
	for _, o := range all {
		if o.Document != args[0] {
			continue
		}
		data, err := fs.ReadFile(specs.Tree(), strings.TrimPrefix(o.Location.File, specs.Prefix))
		ts.Check(err)
		text := string(data)
		for words := args[2:]; len(words) > 1; words = words[2:] {
			if !strings.Contains(text, words[0]) {
				ts.Fatalf("document %s no longer has %q", args[0], words[0])
			}
			text = strings.Replace(text, words[0], words[1], 1)
		}
		file := ts.MkAbs(args[1])
		ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
		ts.Check(os.WriteFile(file, []byte(text), 0o644))
		return
	}
	ts.Fatalf("no built-in document %s", args[0])
}
