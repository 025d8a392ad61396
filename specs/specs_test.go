package specs

import (
	"io/fs"
	"testing"
)

// Every document that is built in is loaded: a new one is found without being named.
func TestEmbeddedSpecsLoad(t *testing.T) {
	all, err := Revisions()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, pattern := range []string{"*/*/*/[A-Z]*.yaml", "*/*/*/superseded/[A-Z]*.yaml"} {
		found, err := fs.Glob(tree, pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 5 || len(all) != len(files) {
		t.Fatalf("got %d operations of the documents %q", len(all), files)
	}
}
